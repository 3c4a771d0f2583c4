"""What a screening says of one person, and the same decided once more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from fangxian.ground.people import api as people
from fangxian.ground.policy import api as policy
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound, Refusal
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question
from fangxian.lines.arrivals.doubts import Doubt, doubt_of
from fangxian.lines.arrivals.models import Phase, Screening
from fangxian.lines.arrivals.verdicts import facts_from_plain, listing_from_plain, phases_as_plain


@dataclass(frozen=True)
class InstructionRow:
    """What an instruction needs to know of one screened declaration."""

    declaration_id: int
    person_id: int
    name: str  # masked
    place: str
    class_code: str
    colour: str
    uncertain: bool
    phases: tuple[policy.Phase, ...]
    row: str
    citation: dict[str, Any] | None
    screening_id: int
    edition: str
    doubt: Doubt | None  # what is to be found out first; None once people decided by hand

    unproven: bool = False  # strangers' words are all that is known

    @property
    def unverified(self) -> bool:
        """待核: nothing restricts meanwhile."""
        return self.doubt is not None and self.doubt.unverified

    @property
    def firm(self) -> bool:
        """What it says holds whatever is still to be found out."""
        return not self.uncertain or (
            self.doubt is not None and self.doubt.certain and not self.doubt.unverified
        )


def instruction_rows(declaration_ids: Sequence[int]) -> list[InstructionRow]:
    """For the flows: the standing screenings of these declarations. Three queries."""
    found = Screening.objects.filter(pk__in=_standing_ids(declaration_ids)).select_related(
        "declaration"
    )
    phases: dict[int, list[policy.Phase]] = {}
    for one in Phase.objects.filter(declaration_id__in=declaration_ids).order_by("start"):
        laid = policy.Phase(one.measure, one.start, one.end, tuple(one.tests))
        phases.setdefault(one.declaration_id, []).append(laid)
    rows = list(found)
    names = people.names_of([row.declaration.person_id for row in rows])
    return [
        InstructionRow(
            declaration_id=row.declaration_id,
            person_id=row.declaration.person_id,
            name=names.get(row.declaration.person_id, ""),
            place=row.declaration.place,
            class_code=row.declaration.class_code,
            colour=row.declaration.colour,
            uncertain=row.declaration.uncertain,
            phases=tuple(phases.get(row.declaration_id, ())),
            row=row.verdict["row"],
            citation=row.verdict["citation"],
            screening_id=row.pk,
            edition=row.edition,
            doubt=doubt_of(row.verdict) if row.declaration.uncertain else None,
            unproven=row.declaration.unproven,
        )
        for row in rows
    ]


def _standing_ids(declaration_ids: Sequence[int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT screening_id FROM arrivals_declaration"
            " WHERE id = ANY(%s) AND screening_id IS NOT NULL",
            [list(declaration_ids)],
        )
        return [number for (number,) in cursor.fetchall()]


class PackChanged(Refusal):
    code = "arrivals.pack_changed"
    sentence = Text(
        "当时所用的政策包({edition})内容已经变动,无法原样重算。",
        "The packs used then ({edition}) have changed since; it cannot be replayed as it was.",
    )
    way_out = Text(
        "请从版本库恢复当时的政策包(指纹 {hash})后再重算。",
        "Restore the packs of that day (fingerprint {hash}) and replay again.",
    )


@dataclass(frozen=True)
class Replay:
    """A stored screening decided again from what it stored."""

    same: bool
    stored: dict[str, Any]
    again: dict[str, Any]


@question(needs="arrivals.read")
def replay(screening_id: int, *, by: Actor) -> Replay:
    """Decide once more, one by one, from the stored facts, listing and packs."""
    kept = Screening.objects.filter(pk=screening_id).first()
    if kept is None or not by.scope("arrivals.read").covers(kept.place):
        raise NotFound(what="这次筛查")
    edition = policy.in_force(kept.on, kept.place)
    if edition.hash != kept.pack_hash:
        raise PackChanged(edition=kept.edition, hash=kept.pack_hash[:12])
    listings = [listing_from_plain(kept.listing)] if kept.listing else []
    verdict = edition.decide(facts_from_plain(kept.facts), listings)
    again = {
        "class": verdict.class_code,
        "colour": verdict.colour,
        "row": verdict.row,
        "clock": verdict.clock.isoformat() if verdict.clock else None,
        "uncertain": verdict.uncertain,
        "phases": phases_as_plain(verdict.phases),
    }
    stored = {key: kept.verdict[key] for key in again}
    return Replay(stored == again, stored, again)
