"""Declarations as the subjects of screening: who came, read from the database as they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from fangxian.ground.policy import api as policy
from fangxian.lines.arrivals import answered, store
from fangxian.lines.arrivals.travelling import KeptStay, Reading
from fangxian.lines.screening import api as screening
from fangxian.lines.screening.api import Source, Subject

DECLARATION = """
    SELECT d.person_id, d.place, d.id, d.origin, d.origin_text, d.leaving, d.arrival, d.overseas,
           d.entry, d.unresolved, d.filed_at, d.provenance, d.as_of
    FROM arrivals_declaration d
"""
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


def subjects_of(whom: Whom, on: date) -> list[Subject]:
    """Everybody asked for, with their stays and what was found out about them, in the order of
    their numbers; `stays[0]` of their facts is the departure place, if known. Three queries."""
    via: dict[int, list[KeptStay]] = {}
    reading = Reading(on)
    with connection.cursor() as cursor:
        where, values = whom.condition("s.declaration_id")
        cursor.execute(f'{STAY} {where} ORDER BY s.declaration_id, s."end", s.id', values)
        for declaration, *stay in cursor.fetchall():
            via.setdefault(declaration, []).append(tuple(stay))
        where, values = whom.condition("d.id")
        cursor.execute(f"{DECLARATION} {where} ORDER BY d.id", values)
        found = [
            reading.subject_kept(number, person, place, row, via.get(number, []))
            for person, place, number, *row in cursor.fetchall()
        ]
    return answered.applied(found)


def _asked(on: date, numbers: Sequence[int] | None) -> Sequence[Subject]:
    return subjects_of(Whom(None if numbers is None else tuple(numbers)), on)


# What the screening room asks of who knows declarations.
SUBJECTS = Source(_asked, policy.disease_on, store.stands)


def rules_at(on: date, place: str) -> policy.Edition | None:
    """By which edition who comes to a place is decided on a day; None where nothing is in force."""
    return screening.edition_at(on, place, policy.disease_on(on))
