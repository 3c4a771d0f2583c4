"""What a code says: a CWT (RFC 8392) with integer claims, and one private claim of our own."""

from __future__ import annotations

import base64
import binascii
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any

import cbor2
import msgspec

from fangxian.lines.codes.signing.cose import Unread, loads

ISS, SUB, EXP, IAT, CTI = 1, 2, 4, 6, 7
OURS = -65537  # the first number that RFC 8392 leaves to private use: a map with the keys below
COLOUR, NAME, PLACE, KIND, EDITION = range(5)

_registered, _private = itemgetter(ISS, SUB, EXP, IAT, CTI), itemgetter(*range(5))
KINDS = (str, str, int, int, bytes, int, str, str, int, str)
TO_PLAIN = bytes.maketrans(b"-_", b"+/")
# In CBOR: our claim's label, a map of five, and its first label; what a short text begins with.
OURS_OF_FIVE, TEXT = cbor2.dumps(OURS) + b"\xa5\x00", 0x60
MOST_SMALL = 23  # the largest number of one byte

NAME_BYTES = 18  # "阿卜**" and the like, in UTF-8
TEXT_BYTES = 16  # issuer, place, edition
BOUNDED = (
    "jti",
    "subject",
    "expires",
    "colour",
    "kind",
    "name_mask",
    "issuer",
    "place",
    "edition",
)


class Claims(msgspec.Struct, frozen=True):
    """One code's contents. Times are aware and of whole seconds; `subject` names the person to
    the server alone: 8–12 random bytes, never a number that can be counted."""

    kid: bytes
    jti: bytes  # 8 random bytes
    issued: datetime
    expires: datetime
    issuer: str  # prefix of the county that signs, "610921"
    subject: bytes
    colour: int  # rank in the colour scheme of the edition, 0 the best
    name_mask: str
    place: str
    kind: int = 0  # 0 own, 1 shown by family
    edition: str = ""

    @property
    def subject_text(self) -> str:
        """The subject as it stands in the code: URL-safe base64 without padding."""
        return _in_letters(self.subject).decode()


def fault_of(claims: Claims) -> str | None:
    """The first field that breaks its bounds: what may be sealed and what is believed alike."""
    checks = (
        len(claims.jti) == 8,
        8 <= len(claims.subject) <= 12,
        claims.issued < claims.expires,
        0 <= claims.colour <= MOST_SMALL,
        0 <= claims.kind <= MOST_SMALL,
        len(claims.name_mask.encode()) <= NAME_BYTES,
        len(claims.issuer.encode()) <= TEXT_BYTES,
        len(claims.place.encode()) <= TEXT_BYTES,
        len(claims.edition.encode()) <= TEXT_BYTES,
    )
    return None if all(checks) else BOUNDED[checks.index(False)]


def dump(claims: Claims) -> bytes:
    """Canonical CBOR, so that equal claims are equal bytes. ValueError outside the bounds."""
    if wrong := fault_of(claims):
        raise ValueError(wrong)
    template = ClaimsTemplate(
        claims.issuer, claims.issued, claims.expires, claims.place, claims.edition
    )
    return template.fill(claims.subject, claims.jti, claims.colour, claims.name_mask, claims.kind)


class ClaimsTemplate:
    """What the codes of one moment have in common, encoded once: thousands are made of it. Every
    value is bounded, so that each string and small number has its length in one byte."""

    def __init__(
        self, issuer: str, issued: datetime, expires: datetime, place: str, edition: str
    ) -> None:
        times = cbor2.dumps(int(expires.timestamp())), cbor2.dumps(int(issued.timestamp()))
        self._head = b"\xa6\x01" + cbor2.dumps(issuer) + b"\x02"
        self._times = b"\x04" + times[0] + b"\x06" + times[1] + b"\x07\x48"
        self._place = b"\x02" + cbor2.dumps(place) + b"\x03"
        self._tail = b"\x04" + cbor2.dumps(edition)

    def fill(self, subject: bytes, jti: bytes, colour: int, name_mask: str, kind: int) -> bytes:
        """The claims of one person. ValueError outside the bounds."""
        who, name = _in_letters(subject), name_mask.encode()
        within = len(name) <= NAME_BYTES and 8 <= len(subject) <= 12 and len(jti) == 8
        if not (within and 0 <= colour <= MOST_SMALL and 0 <= kind <= MOST_SMALL):
            raise ValueError(name_mask)
        return b"%b%c%b%b%b%b%c\x01%c%b%b%c%b" % (
            self._head,
            TEXT + len(who),
            who,
            self._times,
            jti,
            OURS_OF_FIVE,
            colour,
            TEXT + len(name),
            name,
            self._place,
            kind,
            self._tail,
        )


def load(payload: bytes, kid: bytes) -> Claims:
    """Unread for anything that `dump` would not have made."""
    said = loads(payload)
    try:
        claims = _read(said, kid)
        wrong = fault_of(claims)
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError, OSError) as error:
        raise Unread from error
    if wrong:
        raise Unread(wrong)
    return claims


def _read(said: dict[int, Any], kid: bytes) -> Claims:
    values = _registered(said) + _private(said[OURS])
    if tuple(map(type, values)) != KINDS:  # True is an int to isinstance
        raise TypeError
    issuer, subject, expires, issued, jti, colour, name, place, kind, edition = values
    return Claims(
        kid=kid,
        jti=jti,
        issued=datetime.fromtimestamp(issued, UTC),
        expires=datetime.fromtimestamp(expires, UTC),
        issuer=issuer,
        subject=_subject(subject),
        colour=colour,
        name_mask=name,
        place=place,
        kind=kind,
        edition=edition,
    )


def _subject(text: str) -> bytes:
    """binascii.Error, which is a ValueError, for what is not base64."""
    padded = text.encode().translate(TO_PLAIN) + b"=" * (-len(text) % 4)
    return binascii.a2b_base64(padded, strict_mode=True)


def _in_letters(subject: bytes) -> bytes:
    return base64.urlsafe_b64encode(subject).rstrip(b"=")
