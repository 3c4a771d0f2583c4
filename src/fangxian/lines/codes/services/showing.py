"""Showing a code: what stands in the ledger now, signed, for a short time."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

import msgspec

from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import PUBLIC, reading
from fangxian.lines.codes import keyring, terms
from fangxian.lines.codes.queries.colours import ColourNow, colours_of
from fangxian.lines.codes.scheme import scheme_on
from fangxian.lines.codes.services import sessions
from fangxian.lines.codes.signing import fx1
from fangxian.lines.codes.signing.claims import NAME_BYTES, ClaimsTemplate
from fangxian.lines.codes.signing.keys import PrivateKey
from fangxian.lines.codes.subjects import unveil, veil

EDITION_LETTERS = 12  # of the edition's hash: tells which rules were read
OWN, FAMILY = 0, 1
NOBODY = 0  # no person has this id


class Life(msgspec.Struct, frozen=True):
    """From when to when the codes of a moment hold; `grace_until`: by the rule for a lost
    network. `seconds`: the same since 1970, as JSON has them."""

    issued_at: datetime
    expires_at: datetime
    grace_until: datetime
    seconds: tuple[int, int, int]

    @classmethod
    def of(cls, issued: datetime, expires: datetime, grace: datetime) -> Life:
        seconds = int(issued.timestamp()), int(expires.timestamp()), int(grace.timestamp())
        return cls(issued, expires, grace, seconds)


class Shown(msgspec.Struct, frozen=True):
    """A code as a page draws it: the text of the QR symbol, and the same in words."""

    text: str
    name: str  # masked
    colour: ColourNow
    life: Life


class SignIn(msgspec.Struct, frozen=True):
    """What a phone's pass rests on: the first bytes of the phone's mark, and its session."""

    mark: bytes
    session: bytes


class CodeWanted(msgspec.Struct, frozen=True):
    """Whose code is asked for, by the veiled name; `kind` 1: for a member of the own family.
    `by_pass`: what it rests on where a pass asks; None where the door has just proven who asks."""

    subject: bytes
    kind: int = OWN
    by_pass: SignIn | None = None


@reading(needs=PUBLIC, words=Text("出示健康码", "showed their code"))
def show(person_id: int, *, by: Actor, kind: int = OWN) -> Shown:
    """One's own code (`kind` 1: shown by family); the door has proven who asks. Of a record that
    was merged away it is the kept one's."""
    [shown] = _shown([(person_id, kind)])
    if shown is None:
        raise NotFound(what=Text(f"人员 {person_id}", f"Person {person_id}"))
    audit.note(subject=f"people.person:{person_id}", person_ids=[person_id], purpose="show")
    return shown


@reading(needs=PUBLIC, words=Text("出示健康码", "showed codes"))
def show_many(asked: Sequence[CodeWanted], *, by: Actor) -> list[Shown | None]:
    """In order, for a door that gathers requests: the same few queries and one audit line for
    all of them; None for who is not on record, and for a pass whose phone is theirs no more, whose
    record was merged away or whose session was ended. That people see their own code is written down,
    but not among those who looked at them: it would hide the others."""
    persons = [unveil(one.subject) or NOBODY for one in asked]
    cut = people.cut_among(set(persons))  # 不是我
    over = _over([(n, one.by_pass) for n, one in zip(persons, asked, strict=True) if one.by_pass])
    held = [
        (NOBODY if person in cut or (person, one.by_pass) in over else person, one.kind)
        for person, one in zip(persons, asked, strict=True)
    ]
    shown = _shown(held)
    people_shown = [person for (person, _), one in zip(held, shown, strict=True) if one]
    audit.note(purpose="show", count=len(people_shown), people=people_shown)
    return shown


def _over(passes: Sequence[tuple[int, SignIn]]) -> set[tuple[int, SignIn | None]]:
    """Those of these passes that rest on nothing any more. Two queries for all of them."""
    if not passes:
        return set()
    stands = people.phones_standing({person for person, _ in passes})
    ended = sessions.ended_among({one.session for _, one in passes})
    return {
        (person, one)
        for person, one in passes
        if one.session in ended or not _is_of(stands.get(person, b""), one.mark)
    }


def _is_of(mark: bytes, part: bytes) -> bool:
    return bool(mark) and mark[: sessions.LENGTH] == part


def _shown(held: Sequence[tuple[int, int]]) -> list[Shown | None]:
    """The codes of these people, each with its kind, signed for the record that was kept."""
    kept = people.kept_of({person for person, _ in held})
    roots = set(kept.values())
    names, colours, issuer = people.names_of(roots), colours_of(list(roots)), CodeIssuer.ready()
    return [
        issuer.issued_to(CodeWanted(veil(root), kind), names[root], colours[root])
        if root in names
        else None
        for root, kind in ((kept[person], kind) for person, kind in held)
    ]


class CodeIssuer(msgspec.Struct, frozen=True):
    """What all codes of a moment have in common. Whole seconds, as a CWT has."""

    key: PrivateKey
    template: ClaimsTemplate
    life: Life

    @classmethod
    def ready(cls) -> CodeIssuer:
        issued, home = clock.now().replace(microsecond=0), places.home()
        edition = scheme_on(issued.date(), home).edition
        expires = issued + edition.must(terms.LIFE)
        life = Life.of(issued, expires, expires + edition.must(terms.GRACE))
        template = ClaimsTemplate(home, issued, expires, home, edition.hash[:EDITION_LETTERS])
        return cls(keyring.signer(), template, life)

    def issued_to(self, asked: CodeWanted, name: str, colour: ColourNow) -> Shown:
        number = secrets.token_bytes(8)
        claims = self.template.fill(asked.subject, number, colour.number, _cut(name), asked.kind)
        return Shown(fx1.seal_encoded(claims, self.key), name, colour, self.life)


def _cut(name: str) -> str:
    """A masked name as far as it has room in the code; no letter is cut in two."""
    return name.encode()[:NAME_BYTES].decode(errors="ignore")
