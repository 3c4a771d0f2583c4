"""FX1, the county's own code: a CWT in COSE_Sign1, in base45, in a QR code of version ≤ 10.

`open` runs from the cheapest check to the dearest, and says of a code only what is proven:
contents come back only after the signature holds. What it refuses is shown with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from fangxian.lines.codes.signing import claims as contents
from fangxian.lines.codes.signing import cose, wrap
from fangxian.lines.codes.signing.claims import Claims
from fangxian.lines.codes.signing.cose import Unread
from fangxian.lines.codes.signing.keys import KeyRing, PrivateKey, PublicKey
from fangxian.lines.codes.signing.suite import SUITES
from fangxian.lines.codes.signing.verdict import REASONS, Reason, Verdict
from fangxian.lines.codes.signing.wrap import Torn

__all__ = ["PREFIX", "Claims", "Opened", "Terms", "open", "seal", "seal_encoded"]

PREFIX = "FX1:"
MOST_LETTERS = 311  # what a QR code of version 10 at level M holds in letters of base45
MOST_BYTES = 1024  # after inflation


@dataclass(frozen=True, slots=True)
class Terms:
    """The pack's rules for reading a code, and how far two clocks may differ."""

    grace: timedelta = timedelta(0)
    longest_life: timedelta = timedelta(hours=24)
    skew: timedelta = timedelta(minutes=2)


class Opened(msgspec.Struct, frozen=True):
    """`claims` only where the signature held; `reason.words` is what the guard reads."""

    verdict: Verdict
    reason: Reason
    claims: Claims | None = None


def seal(claims: Claims, key: PrivateKey) -> str:
    """The text of a code, the claims' own `kid` aside: the key's is written.

    ValueError for claims outside their bounds, or too long for the printed symbol.
    """
    return seal_encoded(contents.dump(claims), key)


def seal_encoded(payload: bytes, key: PrivateKey) -> str:
    """The text of a code over claims that are encoded already. ValueError when it is too long
    for the printed symbol."""
    text = wrap.wrap(PREFIX, cose.sign(payload, key))
    if len(text) > MOST_LETTERS:
        raise ValueError(len(text))
    return text


def open(  # noqa: A001 the word of the house
    text: str | bytes, keys: KeyRing[PublicKey], now: datetime, terms: Terms = Terms()
) -> Opened:
    """Any text at all; never raises. `now` is aware."""
    try:
        return _judged(_signed(text), keys, now, terms)
    except Torn as torn:
        return _says(torn.reason)
    except Unread:
        return _says("cose")


def _signed(text: str | bytes) -> cose.Signed:
    if isinstance(text, bytes):
        text = text[: MOST_LETTERS + 1].decode("latin-1")  # base45 refuses what is not ASCII
    return cose.read(
        wrap.unwrap(PREFIX, text.strip(), most_letters=MOST_LETTERS, most_bytes=MOST_BYTES)
    )


def _judged(signed: cose.Signed, keys: KeyRing[PublicKey], now: datetime, terms: Terms) -> Opened:
    if signed.alg not in SUITES:
        return _says("alg")
    known = keys.named(signed.kid)
    if not known:
        return _says("kid")
    for key in known:
        if signed.verified_by(key):
            return _proven(signed, key, now, terms)
    return _says("signature")


def _proven(signed: cose.Signed, key: PublicKey, now: datetime, terms: Terms) -> Opened:
    try:
        claims = contents.load(signed.payload, signed.kid)
    except Unread:
        return _says("claims")
    if not key.held_at(claims.issued):
        return _says("key_window", claims)
    return _says(_by_clock(claims, now, terms), claims)


def _by_clock(claims: Claims, now: datetime, terms: Terms) -> str:
    if claims.expires - claims.issued > terms.longest_life:
        return "life"
    if claims.issued > now + terms.skew:
        return "issued_ahead"
    if now < claims.expires:
        return "good"
    return "grace" if now < claims.expires + terms.grace else "expired"


def _says(code: str, claims: Claims | None = None) -> Opened:
    reason = REASONS[code]
    return Opened(reason.verdict, reason, claims)
