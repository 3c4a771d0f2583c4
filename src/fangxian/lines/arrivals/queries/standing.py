"""What the choreography asks of declarations as they stand: where to, and in which segment."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import connection

from fangxian.kernel import bulk

IN_A_LATER_SEGMENT = """
    SELECT p.declaration_id FROM arrivals_phase p
    JOIN arrivals_declaration d ON d.id = p.declaration_id
    LEFT JOIN arrivals_screening s ON s.id = d.screening_id AND d.uncertain
    WHERE (NOT d.uncertain OR s.verdict -> 'doubt' @> '{"certain": true, "unverified": false}')
      AND p.start <= %(on)s AND (p."end" IS NULL OR p."end" >= %(on)s)
      AND EXISTS (SELECT FROM arrivals_phase e
                  WHERE e.declaration_id = p.declaration_id AND e.start < p.start)
    ORDER BY p.declaration_id
"""


LAST_DAYS = """
    SELECT id, (verdict #>> '{phases,-1,end}')::date FROM arrivals_screening
     WHERE id = ANY(%s::bigint[]) AND verdict #>> '{phases,-1,end}' IS NOT NULL
"""


def last_days(screening_ids: Collection[int]) -> dict[int, date]:
    """Screening → the last day of the course that it found, where it has one. No query for none."""
    if not screening_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(LAST_DAYS, [bulk.as_array(map(str, screening_ids))])
        return dict(cursor.fetchall())


def destinations(declaration_ids: Collection[int]) -> dict[int, str]:
    """Declaration → where the person goes or lives, as now known."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, place FROM arrivals_declaration WHERE id = ANY(%s::bigint[])",
            [bulk.as_array(map(str, declaration_ids))],
        )
        return dict(cursor.fetchall())


def in_a_later_segment(on: date) -> list[int]:
    """The declarations whose second or a later measure is in force on a day."""
    with connection.cursor() as cursor:
        cursor.execute(IN_A_LATER_SEGMENT, {"on": on})
        return [number for (number,) in cursor.fetchall()]
