"""A pass: the page "my code" has proven who asks and hands its phone this, with which the phone
asks anew for codes, at either door, until it ends, or what it rests on: the phone that was proven and
the sign-in on this device. The person is named by the veiled name, the phone by a part of its mark."""

from __future__ import annotations

import base64
import hmac
import struct
from datetime import timedelta
from functools import cache
from hashlib import blake2s
from typing import Any

from fangxian.kernel import clock, crypto
from fangxian.lines.codes import pages as codes

LASTS = timedelta(hours=1)
SHAPE = struct.Struct(">8sBI8s8s")  # veiled name, kind, end in seconds since 1970, phone, session
SEAL = 16  # bytes
PURPOSE = "entrance.pass"


def issue(person_id: int, kind: int, *, mark: bytes, session: bytes) -> str:
    """A pass of 60 letters, none to be escaped in a header or an address. `mark`: of the phone by
    which the person is shown; `session`: of the sign-in."""
    ends = int((clock.now() + LASTS).timestamp())
    body = SHAPE.pack(codes.veil(person_id), kind, ends, mark, session)
    return base64.urlsafe_b64encode(body + _seal(body)).rstrip(b"=").decode()


def read(text: str) -> codes.CodeWanted | None:
    """Whose code may be shown, if the phone and the sign-in still stand (`codes.show_many` sees to
    that); None for anything that was not issued here, or is over."""
    try:
        raw = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except ValueError:
        return None
    body, seal = raw[: SHAPE.size], raw[SHAPE.size :]
    if len(body) != SHAPE.size or not hmac.compare_digest(seal, _seal(body)):
        return None
    veiled, kind, ends, mark, session = SHAPE.unpack(body)
    if clock.now().timestamp() >= ends:
        return None
    return codes.CodeWanted(veiled, kind, codes.SignIn(mark, session))


def _seal(body: bytes) -> bytes:
    mixed = _keyed().copy()
    mixed.update(body)
    seal: bytes = mixed.digest()
    return seal


@cache
def _keyed() -> Any:
    """BLAKE2 is made to be keyed, and takes a third of the time of an HMAC."""
    return blake2s(digest_size=SEAL, key=crypto.derived(PURPOSE))
