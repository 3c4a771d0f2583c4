"""Behind which listings other ground hides, by the screenings that are kept."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

from fangxian.kernel import clock
from fangxian.kernel.bulk import as_array

# Restricted by one of these listings now; by other ground before, for days that still run, and never free
# in between.
HIDING = """
SELECT DISTINCT (s.listing ->> 'id')::bigint
  FROM screening_subjectrecord r JOIN screening_screening s ON s.id = r.screening_id
 WHERE (s.listing ->> 'id')::bigint = ANY(%(areas)s::bigint[]) AND EXISTS (
    SELECT FROM screening_screening e
     WHERE e.subject_id = r.id AND e.id < s.id AND jsonb_array_length(e.verdict -> 'phases') > 0
       AND coalesce((e.verdict #>> '{phases,-1,end}')::date, 'infinity') >= %(on)s
       AND (e.listing ->> 'id')::bigint IS DISTINCT FROM (s.listing ->> 'id')::bigint
       AND NOT EXISTS (
        SELECT FROM screening_screening m
         WHERE m.subject_id = r.id AND m.id > e.id AND m.id < s.id
           AND jsonb_array_length(m.verdict -> 'phases') = 0))
"""


def hiding(area_ids: Collection[int]) -> frozenset[int]:
    """Those of these areas by which somebody is restricted today whom other ground restricted before,
    for days that would still run."""
    with connection.cursor() as cursor:
        cursor.execute(HIDING, {"areas": as_array(map(str, area_ids)), "on": clock.today()})
        return frozenset(area for (area,) in cursor.fetchall())
