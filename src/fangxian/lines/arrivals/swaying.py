"""Whom an import would lower or raise: found before anything is written, by the verdicts that would
stand beside those that do."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from fangxian.ground.intake.api import Table
from fangxian.ground.people import api as people
from fangxian.kernel import clock
from fangxian.lines.arrivals import store
from fangxian.lines.arrivals.grouping import row_label
from fangxian.lines.arrivals.keeping import foresee_of
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.arrivals.parsing import Known
from fangxian.lines.arrivals.planning import Plan
from fangxian.lines.arrivals.population import edition_at
from fangxian.lines.arrivals.unproven import spoken_of
from fangxian.lines.arrivals.weighing import Weight, weight_of

NAMED = 200  # people that a result names


class Swayed(NamedTuple):
    """`lowers` names the first of those lowered: person, row, and the colour that stood; `keys` are
    all of them."""

    lowered: int = 0
    raised: int = 0
    lowers: tuple[dict[str, Any], ...] = ()
    keys: frozenset[people.DocumentKey] = frozenset()

    def as_counts(self) -> dict[str, Any]:
        return {"lowered": self.lowered, "raised": self.raised, "lowers": list(self.lowers)}


def swayed(table: Table, plan: Plan, known: Known) -> Swayed:
    """Of the people whose verdict may rest on what changes, who would be asked less and more of.
    Whom people decided on is swayed by no file."""
    found = list(_compared(plan, known))
    lowers = [one for one in found if one.after < one.before]
    raised = sum(one.after > one.before for one in found)
    named = tuple(_named(table, plan, one) for one in lowers[:NAMED])
    return Swayed(len(lowers), raised, named, frozenset(one.key for one in lowers))


def vouched_for(plan: Plan, keys: Collection[people.DocumentKey]) -> frozenset[people.DocumentKey]:
    """Those of a plan's people of whom more was known than a stranger said, before it."""
    ids = {key: plan.persons[key].id for key in keys}
    known = people.states_by_id([one for one in ids.values() if one is not None])
    return frozenset(key for key, one in ids.items() if one and spoken_of(known[one], None))


class _Compared(NamedTuple):
    key: people.DocumentKey
    was: str  # colours
    would: str
    before: Weight
    after: Weight


def _compared(plan: Plan, known: Known) -> Iterator[_Compared]:
    keys = {
        number: key for key in plan.swayed
        if (number := plan.journeys[key].id) is not None
    }  # fmt: skip
    if not keys:
        return
    found = foresee_of(plan, {key: number for number, key in keys.items()}, known)
    for number, (colour, before) in _standing(list(keys)).items():
        one = found.get(number)
        edition = edition_at(clock.today(), one.place) if one else None
        if one is not None and edition is not None:
            after = weight_of(edition, one.colour, None, unsure=one.uncertain)
            yield _Compared(keys[number], colour, one.colour, before, after)


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


def _named(table: Table, plan: Plan, one: _Compared) -> dict[str, Any]:
    state, row = plan.persons[one.key], row_label(table, plan.swayed[one.key])
    return {"person": state.id, "row": row, "was": one.was, "would": one.would}
