"""Whom an import would lower or raise: found before anything is written, by the verdicts that would
stand beside those that do."""

from __future__ import annotations

from typing import Any, NamedTuple

from fangxian.ground.intake.api import Table
from fangxian.ground.people import api as people
from fangxian.kernel import clock
from fangxian.lines.arrivals import store
from fangxian.lines.arrivals.grouping import row_label
from fangxian.lines.arrivals.judging import Plan
from fangxian.lines.arrivals.keeping import foresee_of
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.arrivals.parsing import Known
from fangxian.lines.arrivals.population import edition_at
from fangxian.lines.arrivals.weighing import Weight, weight_of

NAMED = 200  # people that a result names


class Swayed(NamedTuple):
    """`lowers` names the first of those lowered: person, row, and the colour that stood."""

    lowered: int = 0
    raised: int = 0
    lowers: tuple[dict[str, Any], ...] = ()

    def as_counts(self) -> dict[str, Any]:
        return {"lowered": self.lowered, "raised": self.raised, "lowers": list(self.lowers)}


def swayed(table: Table, plan: Plan, known: Known) -> Swayed:
    """Of the people whose verdict may rest on what changes, who would be asked less and more of.
    Whom people decided on is swayed by no file."""
    keys = {
        number: key for key in plan.swayed
        if (number := plan.journeys[key].id) is not None
    }  # fmt: skip
    if not keys:
        return Swayed()
    stood = _standing(list(keys))
    found = foresee_of(plan, {key: number for number, key in keys.items()}, known)
    lowers, raised = [], 0
    for number, (colour, before) in stood.items():
        one = found.get(number)
        edition = edition_at(clock.today(), one.place) if one else None
        if one is None or edition is None:
            continue
        after = weight_of(edition, one.colour, None, unsure=one.uncertain)
        raised += after > before
        if after < before:
            lowers.append(_named(table, plan, keys[number], colour, one.colour))
    return Swayed(len(lowers), raised, tuple(lowers[:NAMED]))


def _standing(numbers: list[int]) -> dict[int, tuple[str, Weight]]:
    held = store.overrides(numbers, clock.today())
    rows = Declaration.objects.filter(pk__in=numbers).exclude(colour="").order_by("pk")
    found = {}
    for row in rows.only("place", "colour", "uncertain"):
        edition = edition_at(clock.today(), row.place)
        if edition and row.pk not in held:
            weight = weight_of(edition, row.colour, None, unsure=row.uncertain)
            found[row.pk] = row.colour, weight
    return found


def _named(
    table: Table, plan: Plan, key: people.DocumentKey, was: str, would: str
) -> dict[str, Any]:
    state = plan.persons[key]
    row = row_label(table, plan.swayed[key])
    return {"person": state.id, "row": row, "was": was, "would": would}
