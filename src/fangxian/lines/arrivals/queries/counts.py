"""The numbers beside the ledger and on the board: every one is the length of a list."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.verb import question
from fangxian.lines.arrivals.queries import counting
from fangxian.lines.arrivals.queries.found import READ, LedgerFilter
from fangxian.lines.zones import api as zones


@dataclass(frozen=True)
class Chips:
    """Counts beside the filters, of everybody in scope by place, days and text (人)."""

    total: int
    by_class: dict[str, int] = field(default_factory=dict)
    by_colour: dict[str, int] = field(default_factory=dict)
    by_measure: dict[str, int] = field(default_factory=dict)
    uncertain: int = 0
    missing: int = 0
    unresolved: int = 0
    overseas: int = 0


@question(needs=READ)
def chips(wanted: LedgerFilter, *, by: Actor) -> Chips:
    """How many there are behind each filter. Two queries."""
    base = LedgerFilter(
        place=wanted.place,
        arrival_from=wanted.arrival_from,
        arrival_to=wanted.arrival_to,
        text=wanted.text,
        batch_id=wanted.batch_id,
        origin=wanted.origin,
        disease=wanted.disease,
    )
    totals, by_class, by_colour, by_measure = (Counter[str]() for _ in range(4))
    for one in counting.kinds(base, by):
        by_class[one.class_code] += one.people
        by_colour[one.colour] += one.people
        totals["total"] += one.people
        totals["uncertain"] += one.people * one.uncertain
        totals["missing"] += one.people * one.lacking
        totals["unresolved"] += one.people * one.lost
        totals["overseas"] += one.people * one.overseas
    held = counting.under_measures(base, wanted.on or clock.today(), by)
    for (measure, _), people in held.items():
        by_measure[measure] += people
    return Chips(
        totals.pop("total", 0), dict(by_class), dict(by_colour), dict(by_measure), **totals
    )


@dataclass(frozen=True)
class Summary:
    """People by class, colour and measure in force on a day. Every count is of people (人)."""

    on: date
    people: int
    uncertain: int
    by_class: dict[str, int]
    by_colour: dict[str, int]
    by_measure: dict[str, int]
    measure_by_origin: dict[str, dict[str, int]]
    in_place: dict[str, int]  # of by_measure, those of whom it was confirmed (实)
    lists: zones.DaysCovered  # of which days the risk lists tell

    def as_dict(self) -> dict[str, Any]:
        until = self.lists.until
        return {
            "on": self.on.isoformat(),
            "people": self.people,
            "uncertain": self.uncertain,
            "by_class": self.by_class,
            "by_colour": self.by_colour,
            "by_measure": self.by_measure,
            "measure_by_origin": self.measure_by_origin,
            "in_place": self.in_place,
            "lists_until": until.isoformat() if until else None,
            "days_without_list": [
                [day.isoformat() for day in days] for days in zones.recent_gaps(self.lists)
            ],
        }


@question(needs=READ)
def summary(on: date, *, by: Actor) -> Summary:
    """The standing screenings, with the measure of the segment in force on a day, and of how
    many it is confirmed. Five queries."""
    by_class, by_colour, by_measure = (Counter[str]() for _ in range(3))
    sides, uncertain = Counter[bool](), 0
    for one in counting.kinds(LedgerFilter(), by):
        by_class[one.class_code or "unscreened"] += one.people
        by_colour[one.colour or "unscreened"] += one.people
        sides[one.overseas] += one.people
        uncertain += one.people * one.uncertain
    held = Counter(counting.under_measures(LedgerFilter(), on, by))
    for side in (True, False):
        under = sum(people for (_, abroad), people in held.items() if abroad is side)
        held["none", side] = sides[side] - under
    by_origin: dict[str, dict[str, int]] = {}
    for (measure, abroad), people in held.items():
        if people:
            by_measure[measure] += people
            both = by_origin.setdefault(measure, {"overseas": 0, "domestic": 0})
            both["overseas" if abroad else "domestic"] = people
    return Summary(
        on,
        sides.total(),
        uncertain,
        dict(by_class),
        dict(by_colour),
        dict(by_measure),
        by_origin,
        _in_place(on, by),
        zones.days_covered(on),
    )


def _in_place(on: date, by: Actor) -> dict[str, int]:
    """Measure → people of whom it is in place on a day."""
    found = Counter[str]()
    for (measure, _), people in counting.under_measures(
        LedgerFilter(on=on, in_place=True), on, by
    ).items():
        found[measure] += people
    return dict(found)
