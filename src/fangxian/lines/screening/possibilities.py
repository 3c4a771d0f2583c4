"""What ambiguous names could mean: every reading of every such stay, decided in bulk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from fangxian.ground.policy import api as policy
from fangxian.lines.screening import population
from fangxian.lines.screening.subjects import Ref
from fangxian.lines.screening.verdicts import Found

Rank = tuple[int, int, bool]  # row, clock (later first), whether only possibly
NEVER = (1 << 30, 0, True)


def gravest(
    found: Sequence[Found], edition: policy.Edition, listings: pl.DataFrame
) -> dict[Ref, tuple[policy.Stay, Found]]:
    """Subject → the stay as read and the verdict of that reading, where one is graver than
    what holds anyway; as `policy.decide` says it of one person: a course that is over hides none
    that would run. No reading costs a query."""
    ranks = {row.id: rank for rank, row in enumerate(edition.table.rows)}
    asked = [
        (one, stay, one.subject._replace(facts=facts))
        for one in found
        if one.graver
        for stay, facts in policy.readings(one.subject.facts)
    ]
    if not asked:
        return {}
    people = [who for _, _, who in asked]
    passing = replace(edition, table=replace(edition.table, when_over="next"))
    best: dict[Ref, tuple[Rank, policy.Stay, Found]] = {}
    for (one, stay, _), read in zip(
        asked, population.decide(people, passing, listings), strict=True
    ):
        rank = _rank(ranks, read)
        if _graver(read, one, ranks, edition.on):
            held = best.get(one.subject.ref)
            if held is None or rank < held[0]:
                best[one.subject.ref] = rank, stay, read
    return {ref: (stay, read) for ref, (_, stay, read) in best.items()}


def _graver(read: Found, held: Found, ranks: dict[str, int], on: date) -> bool:
    if held.row and held.clock and held.row.over(held.clock, on):
        return bool(read.row and read.clock and read.row.runs(read.clock, on))
    return _rank(ranks, read)[:2] < _rank(ranks, held)[:2]


def _rank(ranks: dict[str, int], found: Found) -> Rank:
    if found.row is None:
        return NEVER
    day = found.clock or date.min
    return ranks[found.row.id], -day.toordinal(), not found.certain
