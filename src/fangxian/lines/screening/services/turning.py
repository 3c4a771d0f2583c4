"""What the day changes by itself, for subjects of every kind. A pack comes into force, is amended, or
ends; a course ends, and what it stood before, or what is not known, counts from then on; a human
decision ends, and the table's verdict stands again. Nobody has to press anything; who came on record
while no pack was in force is decided when one comes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection

from fangxian.kernel import audit, bulk
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.screening.by_hand import ended
from fangxian.lines.screening.editions import edition_at
from fangxian.lines.screening.services.screening import screened
from fangxian.lines.screening.subjects import kinds, source_of

AT_A_TIME = 10_000
DECIDED_BY = """
SELECT r.place, r.disease, coalesce(s.pack_hash, ''), array_agg(r.number ORDER BY r.number)
  FROM screening_subjectrecord r LEFT JOIN screening_screening s ON s.id = r.screening_id
 WHERE r.kind = %(kind)s
 GROUP BY 1, 2, 3
"""
# Decided on a day on which the course still ran: asked once of everybody, whenever they are asked.
COURSE_OVER = """
SELECT r.number FROM screening_subjectrecord r JOIN screening_screening s ON s.id = r.screening_id
 WHERE r.kind = %(kind)s AND r.free_from <= %(on)s AND s."on" < r.free_from
"""
# Decided before they came: from the arrival on a look-back counts from it alone.
COME = """
SELECT r.number FROM screening_subjectrecord r JOIN screening_screening s ON s.id = r.screening_id
 WHERE r.kind = %(kind)s AND (r.free_from IS NOT NULL OR r.uncertain)
   AND s.facts ->> 'arrival' <= %(day)s AND s."on" < (s.facts ->> 'arrival')::date
"""
DECISION_OVER = """
SELECT r.number FROM screening_subjectrecord r JOIN screening_screening s ON s.id = r.screening_id
 WHERE r.kind = %(kind)s AND r.number = ANY(%(ended)s::bigint[])
   AND (r.class_code, r.colour, r.uncertain) IS DISTINCT FROM (s.class_code, s.colour, s.uncertain)
"""


@verb(needs="arrivals.screen", words=Text("按新方案判定", "screened by new rules"))
def screen_by_new_rules(on: date, *, by: Actor) -> int:
    """Screen everybody whose standing verdict is by other rules than those of this day for their
    disease at their place, and everybody who has none. Where nothing is in force the verdicts stay
    as they were. Returns how many people were looked at."""
    looked = 0
    for kind in kinds():
        numbers = [one for some in _by_other_rules(kind, on) for one in some]
        looked += len(numbers)
        for some in _lots(numbers):
            screened(kind, some, on, by)
    audit.note(subject=f"on:{on}", count=looked)
    return looked


@verb(needs="arrivals.screen", words=Text("期满重新判定", "screened what ended"))
def screen_what_ended(on: date, *, by: Actor) -> dict[str, tuple[int, ...]]:
    """Screen everybody whose course, or whose human decision, ended since they were decided, or who
    came since under a measure or a doubt, as of this day; a day on which nothing ran is made up for.
    A second time looks at nobody. Returns by kind who was looked at."""
    looked: dict[str, tuple[int, ...]] = {}
    for kind in kinds():
        asked = {"kind": kind, "on": on, "day": on.isoformat()}
        by_hand = _freed_by_hand(kind, on, asked)
        others = {*_numbers(COURSE_OVER, asked), *_numbers(COME, asked)} - set(by_hand)
        for some in _lots(by_hand):
            screened(kind, some, on, by, again=True, anew=True)  # so all is told
        for some in _lots(sorted(others)):
            screened(kind, some, on, by, again=True)
        if everybody := sorted({*by_hand, *others}):
            looked[kind] = tuple(everybody)
    audit.note(subject=f"on:{on}", count=sum(map(len, looked.values())))
    return looked


def _freed_by_hand(kind: str, on: date, asked: Mapping[str, Any]) -> list[int]:
    over = ended(kind, on)
    if not over:
        return []
    return sorted(_numbers(DECISION_OVER, {**asked, "ended": bulk.as_array(map(str, over))}))


def _lots(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), AT_A_TIME):
        yield numbers[start : start + AT_A_TIME]


def _numbers(asked: str, values: Mapping[str, Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(asked, values)
        return [number for (number,) in cursor.fetchall()]


def _by_other_rules(kind: str, on: date) -> Iterator[list[int]]:
    with connection.cursor() as cursor:
        cursor.execute(DECIDED_BY, {"kind": kind})
        found = cursor.fetchall()
    one = source_of(kind).disease(on)
    held = {(place, disease): edition_at(on, place, one or disease) for place, disease, *_ in found}
    for place, disease, pack_hash, numbers in found:
        edition = held[place, disease]
        if edition is not None and edition.hash != pack_hash:
            yield numbers
