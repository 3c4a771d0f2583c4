"""What would become of the people of a file, were it taken today: how many of each colour, and of whom
a place was not recognised. Of a large file the first people alone are looked at, and that is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from fangxian.ground.people import api as people
from fangxian.lines.arrivals.planning import Plan
from fangxian.lines.arrivals.rules import Verdict

UNPLACED = "unplaced"  # the list of rows with a place that was not recognised


class Foreseen(NamedTuple):
    """Of one person the class and colour there would be, and whether they are to be verified for a place
    that was not recognised."""

    class_code: str = ""
    colour: str = ""
    unplaced: bool = False


Outlooks = Mapping[people.DocumentKey, Foreseen]
NOT_LOOKED_AT = Foreseen()


def in_counts(plan: Plan, found: Outlooks) -> dict[str, Any]:
    """`people`: how many were looked at, of `of`; `colours`: {colour, people, rows, list} each, most
    people first; `unplaced`: {people, rows}. A `list` names the rows of a colour."""
    by = Counter(one.colour for one in found.values() if one.colour)
    rows = Counter(one.colour for _, one in by_row(plan, found))
    lost = sum(one.unplaced for _, one in by_row(plan, found))
    return {
        "foreseen": {
            "people": len(found),
            "of": len(plan.journeys),
            "colours": [
                {"colour": colour, "people": count, "rows": rows[colour], "list": f"colour{n}"}
                for n, (colour, count) in enumerate(
                    sorted(by.items(), key=lambda it: (-it[1], it[0]))
                )
            ],
            UNPLACED: {"people": sum(one.unplaced for one in found.values()), "rows": lost},
        }
    }


def lists(foreseen: Mapping[str, Any]) -> dict[str, int]:
    """The lists of rows that a look keeps besides those by verdict, and how many stand in each."""
    colours = {one["list"]: int(one["rows"]) for one in foreseen.get("colours", ())}
    return colours | {UNPLACED: int(foreseen.get(UNPLACED, {}).get("rows", 0))}


def by_row(plan: Plan, found: Outlooks) -> Iterator[tuple[int, Foreseen]]:
    """Every row that would be taken, in file order."""
    for index, verdict in enumerate(plan.verdicts):
        if verdict is not Verdict.REJECTED:
            key = plan.rows[index].key
            yield index, found.get(plan.same.get(key, key), NOT_LOOKED_AT)


def rows_of(plan: Plan, found: Outlooks, name: str, counts: Mapping[str, Any]) -> Iterator[int]:
    """The indexes of the rows of one list."""
    colour = next((one["colour"] for one in counts["colours"] if one["list"] == name), None)
    for index, one in by_row(plan, found):
        if one.unplaced if name == UNPLACED else one.colour == colour:
            yield index
