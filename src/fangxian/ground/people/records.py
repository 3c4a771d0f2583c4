"""Several records of one person. What happened to somebody (a visit, a crossing) stays with the
record it was written under and is found by all of them: a merge moves no rows, undoing one loses
none, in whatever order both are done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection

from fangxian.kernel.bulk import as_array

KEPT = """
WITH RECURSIVE up(asked, id, into_id) AS (
    SELECT id, id, merged_into_id FROM people_person WHERE id = ANY(%s::bigint[])
    UNION ALL
    SELECT up.asked, p.id, p.merged_into_id FROM up JOIN people_person p ON p.id = up.into_id
)
SELECT asked, id FROM up WHERE into_id IS NULL
"""
BELOW = """
WITH RECURSIVE down(kept, id) AS (
    SELECT x, x FROM unnest(%s::bigint[]) x
    UNION ALL
    SELECT down.kept, p.id FROM down JOIN people_person p ON p.merged_into_id = down.id
)
SELECT kept, id FROM down ORDER BY id
"""


def kept_of(person_ids: Iterable[int]) -> dict[int, int]:
    """Record → the record that was kept of this person, mostly itself. Of no record: itself."""
    asked = list(person_ids)
    return {one: one for one in asked} | dict(_rows(KEPT, asked))


def records_of(person_ids: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """Record → all records of the same person, itself among them."""
    kept = kept_of(person_ids)
    below: dict[int, list[int]] = defaultdict(list)
    for root, one in _rows(BELOW, set(kept.values())):
        below[root].append(one)
    return {one: tuple(below[root]) for one, root in kept.items()}


def _rows(statement: str, ids: Iterable[int]) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [as_array(map(str, ids))])
        return [(first, second) for first, second in cursor.fetchall()]
