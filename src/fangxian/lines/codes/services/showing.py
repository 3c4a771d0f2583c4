"""Showing a code: what stands in the ledger now, signed, for a short time."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec

from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.verb import PUBLIC, reading
from fangxian.lines.codes import keyring
from fangxian.lines.codes.queries.colours import ColourNow, colours_of
from fangxian.lines.codes.scheme import minutes, scheme_on
from fangxian.lines.codes.signing import fx1
from fangxian.lines.codes.signing.claims import NAME_BYTES, Claims
from fangxian.lines.codes.signing.keys import PrivateKey
from fangxian.lines.codes.subjects import veil

EDITION_LETTERS = 12  # of the edition's hash: tells which rules were read
OWN, FAMILY = 0, 1


class Shown(msgspec.Struct, frozen=True):
    """A code as a page draws it: the text of the QR symbol, and the same in words."""

    text: str
    name: str  # masked
    colour: ColourNow
    issued_at: datetime
    expires_at: datetime
    grace_until: datetime


@reading(needs=PUBLIC)
def show(person_id: int, *, by: Actor, kind: int = OWN) -> Shown:
    """One's own code (`kind` 1: shown by family); the door has proven who asks."""
    shown = _shown({person_id: kind})
    if person_id not in shown:
        raise NotFound(what=f"人员 {person_id}")
    audit.note(subject=f"people.person:{person_id}", person_ids=[person_id], purpose="show")
    return shown[person_id]


@reading(needs=PUBLIC)
def show_many(wanted: Mapping[int, int], *, by: Actor) -> dict[int, Shown]:
    """Person → kind, for a door that gathers requests: the same few queries and one audit line for
    all of them. Who is not on record is absent. That people see their own code is written down,
    but not among those who looked at them: it would hide the others."""
    shown = _shown(wanted)
    audit.note(purpose="show", count=len(shown), people=list(shown))
    return shown


def _shown(wanted: Mapping[int, int]) -> dict[int, Shown]:
    names, colours, press = people.names_of(wanted), colours_of(list(wanted)), Press.ready()
    return {one: press.sealed(one, name, colours[one], wanted[one]) for one, name in names.items()}


@dataclass(frozen=True, slots=True)
class Press:
    """What all codes of a moment have in common. Whole seconds, as a CWT has."""

    key: PrivateKey
    home: str
    edition: str
    issued: datetime
    expires: datetime
    grace_until: datetime

    @classmethod
    def ready(cls) -> Press:
        issued, home = clock.now().replace(microsecond=0), places.home()
        edition = scheme_on(issued.date(), home).edition
        expires = issued + minutes(edition, "codes.life_minutes")
        return cls(
            keyring.signer(), home, edition.hash[:EDITION_LETTERS], issued, expires,
            expires + minutes(edition, "codes.grace_minutes"),
        )  # fmt: skip

    def sealed(self, person_id: int, name: str, colour: ColourNow, kind: int = OWN) -> Shown:
        claims = Claims(
            kid=self.key.kid, jti=secrets.token_bytes(8), issued=self.issued,
            expires=self.expires, issuer=self.home, subject=veil(person_id), colour=colour.rank,
            name_mask=_cut(name), place=self.home, kind=kind, edition=self.edition,
        )  # fmt: skip
        text = fx1.seal(claims, self.key)
        return Shown(text, name, colour, self.issued, self.expires, self.grace_until)


def sealed(person_id: int, name: str, colour: ColourNow, kind: int = OWN) -> Shown:
    """Sign what is known already."""
    return Press.ready().sealed(person_id, name, colour, kind)


def _cut(name: str) -> str:
    """A masked name as far as it has room in the code; no letter is cut in two."""
    return name.encode()[:NAME_BYTES].decode(errors="ignore")
