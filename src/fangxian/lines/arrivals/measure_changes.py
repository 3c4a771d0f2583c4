"""Whom a filing or a file would lower or raise: found before anything is written, by the verdicts that
would stand beside those that do. The one comparison for every way in."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from fangxian.ground.intake.api import Table
from fangxian.ground.people import api as people
from fangxian.lines.arrivals.grouping import row_label
from fangxian.lines.arrivals.parsing import Known
from fangxian.lines.arrivals.plan_writer import subjects_of
from fangxian.lines.arrivals.planning import Plan
from fangxian.lines.arrivals.severity import (
    ASKED_NOTHING,
    Asked,
    Measure,
    beneath,
    foreseen,
    stand,
)
from fangxian.lines.arrivals.unproven import spoken_of

NAMED = 200  # people that a result names


class MeasureChanges(NamedTuple):
    """`lowers` names the first of those lowered: person, row, colour and last day that stood and
    would, and whether it is only less sure than what stood; `keys` are all of them,
    in the order of their declarations."""

    lowered: int = 0
    raised: int = 0
    lowers: tuple[dict[str, Any], ...] = ()
    keys: tuple[people.DocumentKey, ...] = ()

    def as_counts(self) -> dict[str, Any]:
        return {"lowered": self.lowered, "raised": self.raised, "lowers": list(self.lowers)}


def measure_changes_of(table: Table, plan: Plan, known: Known) -> MeasureChanges:
    """Of the people whose verdict may rest on what changes, who would be asked less and more of; fewer
    days are less."""
    found = list(compared(plan, known))
    lowered = [one for one in found if one.lowers]
    raised = sum(one.raises for one in found)
    named = tuple(_named(table, plan, one) for one in lowered[:NAMED])
    return MeasureChanges(len(lowered), raised, named, tuple(one.key for one in lowered))


def vouched_for(plan: Plan, keys: Collection[people.DocumentKey]) -> frozenset[people.DocumentKey]:
    """Those of a plan's people of whom more was known than a stranger said, before it."""
    ids = {key: plan.persons[key].id for key in keys}
    known = people.states_by_id([one for one in ids.values() if one is not None])
    return frozenset(key for key, one in ids.items() if one and spoken_of(known[one], None))


def lowered_by(plan: Plan, known: Known) -> list[int]:
    """Of which people less would be asked after a plan."""
    found = [plan.persons[one.key].id for one in compared(plan, known) if one.lowers]
    return [one for one in found if one is not None]


def raises(plan: Plan, known: Known) -> bool:
    """Whether more would be asked of everybody whom a plan sways, and in the same place."""
    found = list(compared(plan, known))
    moves = {"town", "village"} & {name for news in plan.news for name in news}
    return bool(found) and not moves and all(one.raises for one in found)


class Compared(NamedTuple):
    """What is asked of somebody today, and what would be after a plan; colours, "" where none. `by_hand`:
    people decided on them, so this is what the table asks beneath."""

    key: people.DocumentKey
    was: str
    would: str
    before: Asked
    after: Asked
    by_hand: bool

    @property
    def lowers(self) -> bool:
        return self.before.lowered_by(self.after)

    @property
    def raises(self) -> bool:
        return not self.by_hand and self.before.raised_by(self.after)


def compared(plan: Plan, known: Known) -> Iterator[Compared]:
    """Everybody whose verdict may rest on what a plan changes, in the order of their declarations.
    Whom people decided on is moved by no filing now, but by what the table says of them once that
    decision is over: this is compared. Where nothing is in force, nothing is asked."""
    numbers = {
        number: key for key in plan.changing if (number := plan.journeys[key].id) is not None
    }
    if not numbers:
        return
    by_table = beneath(list(numbers))
    stands = {**stand(list(numbers)), **by_table}
    would = foreseen(subjects_of(plan, {key: number for number, key in numbers.items()}, known))
    for number, key in sorted(numbers.items()):
        was, one = stands.get(number), would.get(number)
        yield Compared(
            key,
            was.colour if was else "",
            one.colour if one else "",
            was.asked if was else ASKED_NOTHING,
            one.asked if one else ASKED_NOTHING,
            number in by_table,
        )


def _named(table: Table, plan: Plan, one: Compared) -> dict[str, Any]:
    state, row = plan.persons[one.key], row_label(table, plan.changing[one.key])
    return {
        "person": state.id,
        "row": row,
        "was": one.was,
        "would": one.would,
        "until_was": _day(one.before.ceiling),
        "until": _day(one.after.ceiling),
        "less_sure": not one.before.ceiling.eased_by(one.after.ceiling),
    }


def _day(asked: Measure) -> str:
    """The last day on which it is asked; "" where there is none, or no end is known."""
    if asked.until in (None, date.min, date.max):
        return ""
    return (asked.until - timedelta(days=1)).isoformat()
