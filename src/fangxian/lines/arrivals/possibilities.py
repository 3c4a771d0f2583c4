"""What ambiguous names could mean: every reading of every such stay, decided in bulk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from fangxian.ground.policy import api as policy
from fangxian.lines.arrivals import population
from fangxian.lines.arrivals.verdicts import Found

Rank = tuple[int, int, bool]  # row, clock (later first), whether only possibly
NEVER = (1 << 30, 0, True)


def gravest(
    found: Sequence[Found], edition: policy.Edition, listings: pl.DataFrame
) -> dict[int, tuple[policy.Stay, Found]]:
    """Declaration → the stay as read and the verdict of that reading, where one is graver than
    what holds anyway; as `policy.decide` says it of one person: a course that is over hides none
    that would run. No reading costs a query."""
    ranks = {row.id: rank for rank, row in enumerate(edition.table.rows)}
    asked = [
        (one, stay, one.traveller._replace(id=number, facts=facts))
        for one in found
        if one.graver
        for number, (stay, facts) in enumerate(policy.readings(one.traveller.facts))
    ]
    if not asked:
        return {}
    people = [who._replace(id=number) for number, (_, _, who) in enumerate(asked)]
    passing = replace(edition, table=replace(edition.table, when_over="next"))
    best: dict[int, tuple[Rank, policy.Stay, Found]] = {}
    for (one, stay, _), read in zip(
        asked, population.decide(people, passing, listings), strict=True
    ):
        rank = _rank(ranks, read)
        if _graver(read, one, ranks, edition.on):
            held = best.get(one.traveller.id)
            if held is None or rank < held[0]:
                best[one.traveller.id] = rank, stay, read
    return {number: (stay, read) for number, (_, stay, read) in best.items()}


def _graver(read: Found, held: Found, ranks: dict[str, int], on: date) -> bool:
    if held.row and held.clock and held.row.over(held.clock, on):
        return bool(read.row and read.clock and read.row.runs(read.clock, on))
    return _rank(ranks, read)[:2] < _rank(ranks, held)[:2]


def _rank(ranks: dict[str, int], found: Found) -> Rank:
    if found.row is None:
        return NEVER
    day = found.clock or date.min
    return ranks[found.row.id], -day.toordinal(), not found.certain
