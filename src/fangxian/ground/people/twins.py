"""Who may be in the register twice: two records of one number, or of one name with the same phone
or birth date. A list to look through; nothing is merged by itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from fangxian.ground.people.queries import READ, PersonRow, rows_of
from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import reading

MOST = 200
WHY = {
    "number": Text("证件号码相同", "Same document number"),
    "phone": Text("姓名、电话相同", "Same name and phone"),
    "birth": Text("姓名、出生日期相同", "Same name and birth date"),
}
PAIRS = """
WITH mine AS MATERIALIZED (
  SELECT id, name_plain, phone_index, birth_date FROM people_person
   WHERE merged_into_id IS NULL AND (place LIKE ANY(%(within)s) OR created_by_id = %(owner)s)
), pairs AS (
  SELECT a.person_id AS one, b.person_id AS other, 'number' AS why, 0 AS weight
    FROM people_document a JOIN people_document b
      ON b.number_index = a.number_index AND b.person_id > a.person_id
    JOIN mine p ON p.id = a.person_id JOIN mine q ON q.id = b.person_id
  UNION ALL
  SELECT p.id, q.id, 'phone', 1
    FROM mine p JOIN mine q
      ON q.name_plain = p.name_plain AND q.phone_index = p.phone_index AND q.id > p.id
   WHERE p.name_plain <> '' AND p.phone_index IS NOT NULL
  UNION ALL
  SELECT p.id, q.id, 'birth', 2
    FROM mine p JOIN mine q
      ON q.name_plain = p.name_plain AND q.birth_date = p.birth_date AND q.id > p.id
   WHERE p.name_plain <> ''
)
SELECT one, other, array_agg(DISTINCT why) FROM pairs
 GROUP BY one, other ORDER BY min(weight), one, other LIMIT %(most)s
"""


@dataclass(frozen=True)
class TwinRow:
    """Two records that may be one person, the older first; `why`: keys of WHY."""

    one: PersonRow
    other: PersonRow
    why: tuple[str, ...]


@reading(needs=READ, words=Text("查看疑似重复档案", "looked at possible duplicates"))
def possible_twins(*, by: Actor) -> tuple[TwinRow, ...]:
    """Pairs of one's area, the surest first; so many at most."""
    scope = by.scope(READ)
    mine = {
        "within": [f"{prefix}%" for prefix in scope.prefixes],
        "owner": by.account_id if scope.own else None,
        "most": MOST,
    }
    with connection.cursor() as cursor:
        cursor.execute(PAIRS, mine)
        shown = cursor.fetchall()
    rows = rows_of({one for pair in shown for one in pair[:2]})
    audit.note(person_ids=sorted(rows), purpose="疑似重复档案", count=len(shown))
    return tuple(
        TwinRow(rows[one], rows[other], tuple(key for key in WHY if key in why))
        for one, other, why in shown
    )
