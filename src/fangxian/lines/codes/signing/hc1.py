"""HC1, the EU digital COVID certificate: read, verify, check; never issued here.

After the specification of the eHealth Network (electronic health certificates, v1.3) and the
JSON schema 1.3.0. `open` never raises; the statement comes back as soon as it can be read, and
`verdict` says whether it may be believed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from fangxian.lines.codes.signing import cose, hc1_schema, wrap
from fangxian.lines.codes.signing.cose import Unread
from fangxian.lines.codes.signing.keys import NAMELESS, KeyRing, PublicKey
from fangxian.lines.codes.signing.ps256 import PS256
from fangxian.lines.codes.signing.suite import ES256
from fangxian.lines.codes.signing.trust import TrustedKey
from fangxian.lines.codes.signing.verdict import REASONS, Reason, Verdict
from fangxian.lines.codes.signing.wrap import Torn

PREFIX = "HC1:"
MOST_LETTERS = 4296  # what the largest QR code holds at level L
MOST_BYTES = 16_384  # after inflation
FURTHEST_EAST = timedelta(hours=14)  # where a day begins first
ISS, EXP, IAT, HCERT, DCC = 1, 4, 6, -260, 1
STATEMENTS = ("v", "t", "r")
ALGORITHMS = {ES256.alg: "ES256", PS256.alg: "PS256"}


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate as read. `kinds`: which statements it makes: v, t, r."""

    kid: bytes
    alg: str
    issuer: str
    issued: datetime | None
    expires: datetime | None
    statement: Mapping[str, Any]
    faults: tuple[str, ...]

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(one for one in STATEMENTS if self.statement.get(one))


@dataclass(frozen=True, slots=True)
class Opened:
    """`checks`: what was looked at, each by itself, for a verdict names only the first that
    failed: signature, time, key_use, schema."""

    verdict: Verdict
    reason: Reason
    certificate: Certificate | None = None
    checks: Mapping[str, bool] = field(default_factory=dict)


def open(text: str | bytes, keys: KeyRing[PublicKey], now: datetime) -> Opened:  # noqa: A001 the word of the house
    """Any text at all; never raises. `now` is aware."""
    if isinstance(text, bytes):
        text = text[: MOST_LETTERS + 1].decode("latin-1")
    try:
        return opened(unwrapped(text), keys, now)
    except Torn as torn:
        return _says(torn.reason)
    except Unread:
        return _says("cose")


def unwrapped(text: str) -> bytes:
    """The COSE message in a code's text, which the specification wants squeezed. Torn with the
    reason."""
    return wrap.unwrap(
        PREFIX, text.strip(), most_letters=MOST_LETTERS, most_bytes=MOST_BYTES, squeezed=True
    )


def opened(message: bytes, keys: KeyRing[PublicKey], now: datetime) -> Opened:
    """From the COSE message on. Unread for what is none."""
    signed = cose.read(message)
    if signed.alg not in ALGORITHMS:
        return _says("alg")
    try:
        certificate = _certificate(signed, (now + FURTHEST_EAST).date())
    except Unread:
        certificate = None
    known = keys.named(signed.kid) or keys.named(NAMELESS)
    key = next((one for one in known if signed.verified_by(one)), None)
    unproven = None if key else "signature" if known else "kid"
    if certificate is None:
        return _says(unproven or "claims")
    late = _out_of_time(certificate, now)
    checks = {
        "signature": key is not None,
        "time": late is None,
        "key_use": _may_sign(key, certificate),
        "schema": not certificate.faults,
    }
    others = next((name for name in ("key_use", "schema") if not checks[name]), "good")
    return _says(unproven or late or others, certificate, checks)


def _out_of_time(certificate: Certificate, now: datetime) -> str | None:
    if certificate.issued and now < certificate.issued:
        return "issued_ahead"
    late = certificate.expires and now > certificate.expires  # the moment itself still counts
    return "expired" if late else None


def _may_sign(key: PublicKey | None, certificate: Certificate) -> bool:
    uses = key.uses if isinstance(key, TrustedKey) else frozenset()
    return not uses or certificate.kinds <= uses


def _certificate(signed: cose.Signed, today: date) -> Certificate:
    said = cose.loads(signed.payload)
    statement = _inner(said)
    return Certificate(
        kid=signed.kid,
        alg=ALGORITHMS[signed.alg or 0],
        issuer=str(said.get(ISS, "")),
        issued=_moment(said.get(IAT)),
        expires=_moment(said.get(EXP)),
        statement=statement,
        faults=tuple(_faults(statement, today)),
    )


def _faults(statement: dict[str, Any], today: date) -> list[str]:
    found = list(hc1_schema.faults(statement))
    if "dob" not in found and hc1_schema.born_after(statement, today):
        found.append("dob")
    return found


def _inner(said: Any) -> dict[str, Any]:
    if not isinstance(said, Mapping) or not isinstance(said.get(HCERT), Mapping):
        raise Unread
    inner = said[HCERT].get(DCC)
    if not isinstance(inner, Mapping):
        raise Unread
    made: dict[str, Any] = _plain(inner)
    return made


def _plain(value: Any) -> Any:
    """CBOR's own dates and the like as the text that JSON would have had."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, str | int | type(None)) or (
        isinstance(value, float) and math.isfinite(value)
    ):
        return value
    return str(value)


def _moment(seconds: Any) -> datetime | None:
    """Epoch seconds, whole or with a fraction; absent is None. Unread for anything else."""
    if seconds is None:
        return None
    if not isinstance(seconds, int | float) or isinstance(seconds, bool):
        raise Unread
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError) as wrong:
        raise Unread from wrong


def _says(
    code: str, certificate: Certificate | None = None, checks: Mapping[str, bool] | None = None
) -> Opened:
    reason = REASONS[code]
    return Opened(reason.verdict, reason, certificate, checks or {})
