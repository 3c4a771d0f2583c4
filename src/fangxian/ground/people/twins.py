"""Who may be in the register twice: two records of one number, or of one name with the same phone
or birth date. A list to look through; nothing is merged by itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from fangxian.ground.people.queries import READ, PersonRow, in_scope, rows_of
from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import reading

MOST = 200
MOST_LOOKED = 5_000
WHY = {
    "number": Text("证件号码相同", "Same document number"),
    "phone": Text("姓名、电话相同", "Same name and phone"),
    "birth": Text("姓名、出生日期相同", "Same name and birth date"),
}
PAIRS = """
WITH pairs AS (
  SELECT a.person_id AS one, b.person_id AS other, 'number' AS why, 0 AS weight
    FROM people_document a JOIN people_document b
      ON b.number_index = a.number_index AND b.person_id > a.person_id
  UNION ALL
  SELECT p.id, q.id, 'phone', 1
    FROM people_person p JOIN people_person q
      ON q.name_plain = p.name_plain AND q.phone_index = p.phone_index AND q.id > p.id
   WHERE p.name_plain <> '' AND p.phone_index IS NOT NULL
  UNION ALL
  SELECT p.id, q.id, 'birth', 2
    FROM people_person p JOIN people_person q
      ON q.name_plain = p.name_plain AND q.birth_date = p.birth_date AND q.id > p.id
   WHERE p.name_plain <> ''
)
SELECT one, other, array_agg(DISTINCT why) FROM pairs
  JOIN people_person p ON p.id = one AND p.merged_into_id IS NULL
  JOIN people_person q ON q.id = other AND q.merged_into_id IS NULL
 WHERE %(person)s::bigint IS NULL OR %(person)s IN (one, other)
 GROUP BY one, other ORDER BY min(weight), one, other LIMIT %(most)s
"""


@dataclass(frozen=True)
class TwinRow:
    """Two records that may be one person, the older first; `why`: keys of WHY."""

    one: PersonRow
    other: PersonRow
    why: tuple[str, ...]


@reading(needs=READ)
def possible_twins(person_id: int | None = None, *, by: Actor) -> tuple[TwinRow, ...]:
    """Pairs of one's area, the surest first; those of one person where one is named."""
    with connection.cursor() as cursor:
        cursor.execute(PAIRS, {"person": person_id, "most": MOST_LOOKED})
        pairs = cursor.fetchall()
    asked = {one for pair in pairs for one in pair[:2]}
    seen = set(in_scope(by).filter(pk__in=asked).values_list("pk", flat=True))
    shown = [pair for pair in pairs if pair[0] in seen and pair[1] in seen][:MOST]
    rows = rows_of({one for pair in shown for one in pair[:2]})
    audit.note(person_ids=sorted(rows), purpose="疑似重复档案", count=len(shown))
    return tuple(
        TwinRow(rows[one], rows[other], tuple(key for key in WHY if key in why))
        for one, other, why in shown
    )
