"""What a screening says of one person, and the same decided once more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import connection

from fangxian.ground.people import api as people
from fangxian.ground.policy import api as policy
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question
from fangxian.lines.arrivals.asking import NO_QUESTION, where_exactly
from fangxian.lines.arrivals.models import Declaration, Phase, Screening
from fangxian.lines.screening.api import (
    AHEAD,
    BY_DAY,
    Doubt,
    doubt_of,
    facts_from_plain,
    listing_from_plain,
    phases_as_plain,
)
from fangxian.lines.zones import api as zones


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
    coarse: Text = NO_QUESTION  # what to ask where a place on the way was said too coarsely

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
    found = (
        Screening.objects.filter(pk__in=_standing_ids(declaration_ids))
        .select_related("declaration")
        .order_by("declaration_id")
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
            coarse=_coarse(row) if row.declaration.uncertain else NO_QUESTION,
        )
        for row in rows
    ]


def _coarse(row: Screening) -> Text:
    """The question about the stay by which a row holds perhaps."""
    stay = row.verdict.get("stay")
    if not stay:
        return NO_QUESTION
    place, start, end, text, *_ = stay
    begun = date.fromisoformat(start) if start else None
    return where_exactly(policy.Stay(place or "", date.fromisoformat(end), begun, text=text or ""))


def _standing_ids(declaration_ids: Sequence[int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT screening_id FROM arrivals_declaration"
            " WHERE id = ANY(%s) AND screening_id IS NOT NULL",
            [list(declaration_ids)],
        )
        return [number for (number,) in cursor.fetchall()]


@dataclass(frozen=True)
class Replay:
    """A stored screening decided again, by the packs and against the lists of that day.
    `whole`: against all that was listed then; else only the listing that spoke was kept."""

    screening_id: int
    on: date
    edition: str
    same: bool
    whole: bool
    listings: int
    stored: dict[str, Any]
    again: dict[str, Any]

    def as_dict(self) -> dict[str, Any]:
        return {**asdict(self), "on": self.on.isoformat()}


@question(needs="arrivals.read")
def replay(screening_id: int, *, by: Actor) -> Replay:
    """Decide once more, one by one, from the stored facts, packs and lists. PackNotKept when the
    packs of that day are not there."""
    found = Screening.objects.filter(pk=screening_id).first()
    if found is None or not by.scope("arrivals.read").covers(found.place):
        raise NotFound(what="这次筛查")
    edition = policy.kept(found.pack_hash, found.on, found.place)
    listed = zones.kept_listings(found.lists)
    facts = facts_from_plain(found.facts)
    against = _against(found, edition, facts, listed)
    method = found.verdict.get("by", 1)
    verdict = edition.decide(facts, against, by_day=method >= BY_DAY, ahead=method >= AHEAD)
    again = {
        "class": verdict.class_code,
        "colour": verdict.colour,
        "row": verdict.row,
        "clock": verdict.clock.isoformat() if verdict.clock else None,
        "uncertain": verdict.uncertain,
        "phases": phases_as_plain(verdict.phases),
    }
    stored = {key: found.verdict[key] for key in again}
    return Replay(
        found.pk, found.on, found.edition, stored == again, listed is not None, len(against),
        stored, again,
    )  # fmt: skip


def _against(
    found: Screening, edition: policy.Edition, facts: policy.Facts,
    listed: tuple[policy.Listing, ...] | None,
) -> list[policy.Listing]:  # fmt: skip
    if listed is None:
        return [listing_from_plain(found.listing)] if found.listing else []
    first, last = policy.listing_days(edition, facts)
    return [one for one in listed if one.listed_to >= first and one.listed_from <= last]


@question(needs="arrivals.read")
def standing_screening(declaration_id: int, *, by: Actor) -> int:
    """The id of the screening that stands for a declaration."""
    row = Declaration.objects.filter(pk=declaration_id).first()
    if row is None or not row.screening_id or not by.scope("arrivals.read").covers(row.place):
        raise NotFound(what=f"申报 {declaration_id} 的研判")
    return row.screening_id
