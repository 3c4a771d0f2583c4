"""Several records of one person. What happened to somebody (a visit, a crossing) stays with the
record it was written under and is found by all of them: a merge moves no rows, undoing one loses
none, in whatever order both are done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection

from fangxian.ground.people.documents import numbers_sought
from fangxian.kernel import crypto
from fangxian.kernel.bulk import as_array

NUMBER = "people.number"
KEPT = """
WITH RECURSIVE up(asked, id, into_id) AS (
    SELECT id, id, merged_into_id FROM people_person WHERE id = ANY(%s::bigint[])
    UNION ALL
    SELECT up.asked, p.id, p.merged_into_id FROM up JOIN people_person p ON p.id = up.into_id
)
SELECT asked, id FROM up WHERE into_id IS NULL
"""
OF_NUMBER = """
SELECT number_index, person_id FROM people_document
 WHERE number_index = ANY(ARRAY(SELECT decode(x, 'hex') FROM unnest(%s::text[]) x))
 ORDER BY twin, id
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


def persons_of_numbers(texts: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Number as it was typed → who bears it, whatever their document is called: mostly one person,
    more where two documents share a number or two records of one person wait to be merged. Those
    of whom nobody is known are absent."""
    marks = {
        crypto.blind_index(number, about=NUMBER): text
        for text in texts
        for number in reversed(numbers_sought(text))
    }
    found: dict[str, dict[int, None]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(OF_NUMBER, [as_array(mark.hex() for mark in marks)])
        for index, person in cursor.fetchall():
            found[marks[bytes(index)]][person] = None
    if not found:
        return {}
    kept = kept_of({one for some in found.values() for one in some})
    return {text: tuple(dict.fromkeys(kept[one] for one in some)) for text, some in found.items()}


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
