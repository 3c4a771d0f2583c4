"""Showing a code: what stands in the ledger now, signed, for a short time."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

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
from fangxian.lines.codes.subjects import veil

EDITION_LETTERS = 12  # of the edition's hash: tells which rules were read
OWN, FAMILY = 0, 1


@dataclass(frozen=True)
class Shown:
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
    """Person → kind, for a door that gathers requests: the same few queries and one audit line for all
    of them. Who is not on record is absent."""
    shown = _shown(wanted)
    audit.note(person_ids=list(shown), purpose="show", count=len(shown))
    return shown


def _shown(wanted: Mapping[int, int]) -> dict[int, Shown]:
    names, colours = people.names_of(wanted), colours_of(list(wanted))
    return {one: sealed(one, name, colours[one], wanted[one]) for one, name in names.items()}


def sealed(person_id: int, name: str, colour: ColourNow, kind: int = OWN) -> Shown:
    """Sign what is known already: the hot door has it at hand. Whole seconds, as a CWT has."""
    issued = clock.now().replace(microsecond=0)
    edition = scheme_on(issued.date()).edition
    expires = issued + minutes(edition, "codes.life_minutes")
    key = keyring.signer()
    claims = Claims(
        kid=key.kid, jti=secrets.token_bytes(8), issued=issued, expires=expires,
        issuer=places.home(), subject=veil(person_id), colour=colour.rank,
        name_mask=_cut(name), place=places.home(), kind=kind, edition=edition.hash[:EDITION_LETTERS],
    )  # fmt: skip
    grace = expires + minutes(edition, "codes.grace_minutes")
    return Shown(fx1.seal(claims, key), name, colour, issued, expires, grace)


def _cut(name: str) -> str:
    """A masked name as far as it has room in the code; no letter is cut in two."""
    return name.encode()[:NAME_BYTES].decode(errors="ignore")
