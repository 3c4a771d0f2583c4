"""Subjects as frames, decided all at once by one table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl

from fangxian.ground.policy import api as policy
from fangxian.lines.screening.subjects import Subject
from fangxian.lines.screening.verdicts import Found

CITY = len("6101")
FEW = 4  # up to so many are quicker decided one by one than laid out as frames


def frames(people: Sequence[Subject]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The people and stays frames of `policy.decide_population`; a person is known by their index."""
    who: dict[str, list[Any]] = {
        "person": list(range(len(people))),
        "arrival": [one.facts.arrival for one in people],
        "overseas": [one.facts.overseas for one in people],
        "entry": [one.facts.entry for one in people],
        "category": [one.facts.category for one in people],
        "last_exposure": [one.facts.last_exposure for one in people],
    }
    stays = [(number, stay) for number, one in enumerate(people) for stay in one.facts.stays]
    where: dict[str, list[Any]] = {
        "person": [number for number, _ in stays],
        "place": [stay.place for _, stay in stays],
        "start": [stay.start for _, stay in stays],
        "end": [stay.end for _, stay in stays],
        "unknown": [policy.open_of(stay) for _, stay in stays],
    }
    return pl.DataFrame(who, schema=policy.PEOPLE), pl.DataFrame(where, schema=policy.STAYS)


def decide(
    people: Sequence[Subject], edition: policy.Edition, listings: pl.DataFrame
) -> list[Found]:
    """Decide subjects by one edition's table on its day, in their order: all at once; a few, and
    those of whom something was found out, one by one, by the same rules, against the listings near
    them."""
    if len(people) <= FEW:
        return [_alone(one, edition, listings) for one in people]
    who, where = frames(people)
    stays = [stay for one in people for stay in one.facts.stays]
    rows = edition.table.rows
    said = policy.decide_population(who, where, listings, edition.table, edition.on)
    found = [
        Found(
            one,
            rows[row] if row >= 0 else None,
            clock,
            uncertain,
            stays[stay] if stay is not None else None,
            graver,
            certain,
            unverified,
            policy.behind_of(rows[before], since) if before is not None else None,
        )
        for one, (
            _,
            row,
            clock,
            uncertain,
            stay,
            graver,
            certain,
            unverified,
            before,
            since,
        ) in zip(people, said.iter_rows(), strict=True)
    ]
    return [
        _alone(one.subject, edition, listings)
        if any(stay.asked for stay in one.subject.facts.stays)
        else one
        for one in found
    ]


def _alone(one: Subject, edition: policy.Edition, listings: pl.DataFrame) -> Found:
    near = near_places([stay.place for stay in one.facts.stays], listings)
    verdict = policy.decide(one.facts, edition.table, near, edition.on)
    row = next((row for row in edition.table.rows if row.id == verdict.row), None)
    return Found(
        one,
        row,
        verdict.clock,
        verdict.uncertain,
        verdict.stay,
        bool(verdict.unknown),
        verdict.certain,
        verdict.unverified,
        verdict.behind,
    )


def near_places(of: Iterable[str], listings: pl.DataFrame) -> list[policy.Listing]:
    """The listings that stays in these places can meet, however they are widened: those of their
    cities, and those of what lies above a city."""
    heads = sorted({place[:CITY] for place in of if place})
    column = pl.col("place")
    wanted = [column.str.starts_with(head) for head in heads]
    above = {head[:digits] for head in heads for digits in (2, CITY)}
    found = listings.filter(pl.any_horizontal([*wanted, column.is_in(sorted(above))]))
    return [policy.Listing(*row) for row in found.iter_rows()]
