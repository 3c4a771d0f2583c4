"""The living database as frames: whom to decide, where they stayed, what was listed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from django.db import connection

from fangxian.ground.policy import api as policy
from fangxian.lines.arrivals import answered
from fangxian.lines.arrivals.travelling import KeptStay, Reading
from fangxian.lines.arrivals.verdicts import Found, Traveller

DECLARATION = """
    SELECT d.person_id, d.place, s.digest, d.class_code, d.id, d.origin, d.origin_text, d.leaving,
           d.arrival, d.overseas, d.entry, d.unresolved, d.filed_at, d.provenance, d.as_of
    FROM arrivals_declaration d LEFT JOIN arrivals_screening s ON s.id = d.screening_id
"""
CITY = len("6101")
STAY = """
    SELECT s.declaration_id, s.place, s.start, s."end", s.text FROM arrivals_stay s
"""


@dataclass(frozen=True)
class Whom:
    """Which declarations: some, or all."""

    ids: tuple[int, ...] | None = None

    def condition(self, column: str) -> tuple[str, list[Any]]:
        if self.ids is not None:
            return f"WHERE {column} = ANY(%s)", [list(self.ids)]
        return "", []


def travellers(whom: Whom) -> list[Traveller]:
    """Everybody asked for, with their stays and what was found out about them, in the order of
    their ids. Three queries."""
    via: dict[int, list[KeptStay]] = {}
    reading = Reading()
    with connection.cursor() as cursor:
        where, values = whom.condition("s.declaration_id")
        cursor.execute(f'{STAY} {where} ORDER BY s.declaration_id, s."end", s.id', values)
        for declaration, *stay in cursor.fetchall():
            via.setdefault(declaration, []).append(tuple(stay))
        where, values = whom.condition("d.id")
        cursor.execute(f"{DECLARATION} {where} ORDER BY d.id", values)
        found = [
            Traveller(
                number, person, place, reading.facts_kept(number, row, via.get(number, [])),
                bytes(digest or b""), held,
            )
            for person, place, digest, held, number, *row in cursor.fetchall()
        ]  # fmt: skip
    return answered.applied(found)


def frames(people: Sequence[Traveller]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The people and stays frames of `policy.decide_population`."""
    who: dict[str, list[Any]] = {
        "person": [one.id for one in people],
        "arrival": [one.facts.arrival for one in people],
        "overseas": [one.facts.overseas for one in people],
        "entry": [one.facts.entry for one in people],
        "category": [""] * len(people),
        "last_exposure": [None] * len(people),
    }
    stays = [(one.id, stay) for one in people for stay in one.facts.stays]
    where: dict[str, list[Any]] = {
        "person": [number for number, _ in stays],
        "place": [stay.place for _, stay in stays],
        "start": [stay.start for _, stay in stays],
        "end": [stay.end for _, stay in stays],
        "unknown": [policy.unknown_of(stay) for _, stay in stays],
    }
    return pl.DataFrame(who, schema=policy.PEOPLE), pl.DataFrame(where, schema=policy.STAYS)


def decide(
    people: Sequence[Traveller], edition: policy.Edition, listings: pl.DataFrame
) -> list[Found]:
    """Decide travellers by one edition's table on its day, in their order: all at once, and those
    of whom something was found out one by one, by the same rules, against the listings near them."""
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
        _alone(one.traveller, edition, listings)
        if any(stay.asked for stay in one.traveller.facts.stays)
        else one
        for one in found
    ]


def _alone(one: Traveller, edition: policy.Edition, listings: pl.DataFrame) -> Found:
    near = near_places([stay.place for stay in one.facts.stays], listings)
    verdict = policy.decide(one.facts, edition.table, near, edition.on)
    row = next((row for row in edition.table.rows if row.id == verdict.row), None)
    return Found(
        one, row, verdict.clock, verdict.uncertain, verdict.stay, bool(verdict.unknown),
        verdict.certain, verdict.unverified, verdict.behind,
    )  # fmt: skip


def near_places(of: Iterable[str], listings: pl.DataFrame) -> list[policy.Listing]:
    """The listings that stays in these places can meet, however they are widened: those of their
    cities, and those of what lies above a city."""
    heads = sorted({place[:CITY] for place in of if place})
    column = pl.col("place")
    wanted = [column.str.starts_with(head) for head in heads]
    above = {head[:digits] for head in heads for digits in (2, CITY)}
    found = listings.filter(pl.any_horizontal([*wanted, column.is_in(sorted(above))]))
    return [policy.Listing(*row) for row in found.iter_rows()]


def by_edition(
    people: Sequence[Traveller], on: date
) -> list[tuple[policy.Edition, list[Traveller]]]:
    """People grouped by what is in force at their destination. Where nothing is in force,
    nobody is decided."""
    groups: dict[str, tuple[policy.Edition, list[Traveller]]] = {}
    editions: dict[str, policy.Edition | None] = {}
    for one in people:
        if one.place not in editions:
            editions[one.place] = edition_at(on, one.place)
        edition = editions[one.place]
        if edition:
            groups.setdefault(edition.hash, (edition, []))[1].append(one)
    return list(groups.values())


def edition_at(on: date, place: str) -> policy.Edition | None:
    """What is in force at a place on a day; None when nothing is."""
    return policy.in_force_or_none(on, place)
