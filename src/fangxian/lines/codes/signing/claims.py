"""What a code says: a CWT (RFC 8392) with integer claims, and one private claim of our own."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import cbor2

from fangxian.lines.codes.signing.cose import Unread, loads

ISS, SUB, EXP, IAT, CTI = 1, 2, 4, 6, 7
OURS = -65537  # the first number that RFC 8392 leaves to private use: a map with the keys below
COLOUR, NAME, PLACE, KIND, EDITION = range(5)

NAME_BYTES = 18  # "阿卜**" and the like, in UTF-8
TEXT_BYTES = 16  # issuer, place, edition


@dataclass(frozen=True, slots=True)
class Claims:
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
        return base64.urlsafe_b64encode(self.subject).rstrip(b"=").decode()


def fault_of(claims: Claims) -> str | None:
    """The first field that breaks its bounds: what may be sealed and what is believed alike."""
    texts = (claims.issuer, claims.place, claims.edition)
    checks = {
        "jti": len(claims.jti) == 8,
        "subject": 8 <= len(claims.subject) <= 12,
        "expires": claims.issued < claims.expires,
        "colour": 0 <= claims.colour <= 23,
        "kind": 0 <= claims.kind <= 23,
        "name_mask": len(claims.name_mask.encode()) <= NAME_BYTES,
        "text": all(len(one.encode()) <= TEXT_BYTES for one in texts),
    }
    return next((field for field, holds in checks.items() if not holds), None)


def dump(claims: Claims) -> bytes:
    """Canonical CBOR, so that equal claims are equal bytes. ValueError outside the bounds."""
    if wrong := fault_of(claims):
        raise ValueError(wrong)
    ours = {
        COLOUR: claims.colour,
        NAME: claims.name_mask,
        PLACE: claims.place,
        KIND: claims.kind,
        EDITION: claims.edition,
    }
    return cbor2.dumps(
        {
            ISS: claims.issuer,
            SUB: claims.subject_text,
            EXP: int(claims.expires.timestamp()),
            IAT: int(claims.issued.timestamp()),
            CTI: claims.jti,
            OURS: ours,
        }
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
    ours = said[OURS]
    return Claims(
        kid=kid,
        jti=_is(bytes, said[CTI]),
        issued=datetime.fromtimestamp(_is(int, said[IAT]), UTC),
        expires=datetime.fromtimestamp(_is(int, said[EXP]), UTC),
        issuer=_is(str, said[ISS]),
        subject=_subject(_is(str, said[SUB])),
        colour=_is(int, ours[COLOUR]),
        name_mask=_is(str, ours[NAME]),
        place=_is(str, ours[PLACE]),
        kind=_is(int, ours[KIND]),
        edition=_is(str, ours[EDITION]),
    )


def _is(kind: type, value: Any) -> Any:
    if type(value) is not kind:  # True is an int to isinstance
        raise TypeError
    return value


def _subject(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError from error
