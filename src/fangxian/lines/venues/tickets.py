"""What a code means at the moment it is scanned: a signed ticket of code, generation and time.
The page at the door carries it; it proves when that page was opened and from which poster."""

from __future__ import annotations

import base64
import hmac
import secrets
import struct
from dataclasses import dataclass
from datetime import UTC, datetime

from fangxian.kernel import clock, crypto
from fangxian.lines.venues.errors import PageTooOld

SHAPE = struct.Struct(">QIQ8s")  # code, generation, milliseconds, a random part
SEAL = 12


@dataclass(frozen=True, slots=True)
class Ticket:
    code_id: int
    generation: int
    at: datetime
    seed: bytes


def issue(code_id: int, generation: int) -> str:
    millis = round(clock.now().timestamp() * 1000)
    body = SHAPE.pack(code_id, generation, millis, secrets.token_bytes(8))
    return base64.urlsafe_b64encode(body + _seal(body)).decode()


def read(text: str) -> Ticket:
    """PageTooOld for anything that was not issued here."""
    try:
        raw = base64.urlsafe_b64decode(text.encode("ascii"))
    except ValueError:
        raise PageTooOld from None
    body, seal = raw[: SHAPE.size], raw[SHAPE.size :]
    if len(body) != SHAPE.size or not hmac.compare_digest(seal, _seal(body)):
        raise PageTooOld
    code_id, generation, millis, seed = SHAPE.unpack(body)
    return Ticket(code_id, generation, datetime.fromtimestamp(millis / 1000, UTC), seed)


def _seal(body: bytes) -> bytes:
    return hmac.digest(crypto.derived("venues.ticket"), body, "sha256")[:SEAL]
