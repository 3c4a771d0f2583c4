"""The doors of a sweep: households inside a place, with the last knock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from fangxian.ground.people import api as people
from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import reading

MOST = 2_000

# The head of a household is whom the grid wrote down, else its oldest member.
SQL = """
SELECT h.id, h.place, h.address, coalesce(h.head_id, m.oldest), coalesce(m.many, 0), k.at, k.answered
  FROM people_household h
  LEFT JOIN LATERAL (
       SELECT count(*) AS many, (array_agg(p.id ORDER BY p.birth_date NULLS LAST, p.id))[1] AS oldest
         FROM people_person p WHERE p.household_id = h.id AND p.merged_into_id IS NULL) m ON true
  LEFT JOIN LATERAL (
       SELECT at, answered FROM devices_knock WHERE household_id = h.id
        ORDER BY at DESC LIMIT 1) k ON true
 WHERE h.place LIKE %s ORDER BY h.place, h.address, h.id LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class DoorRow:
    """A household at whose door somebody is to knock. `head`: masked."""

    household_id: int
    place: str
    address: str
    head: str
    members: int
    knocked_at: datetime | None
    answered: str


@reading(
    needs="devices.knock", words=Text("下发入户名册", "handed out doors"), at=lambda place: place
)
def doors(place: str, *, by: Actor) -> tuple[DoorRow, ...]:
    """The households inside a place (a division prefix), by address: two queries."""
    with connection.cursor() as cursor:
        cursor.execute(SQL, [f"{place}%", MOST])
        rows = cursor.fetchall()
    names = people.names_of([row[3] for row in rows if row[3]])
    audit.note(place=place, purpose="敲门排查", person_ids=sorted(names), count=len(rows))
    return tuple(
        DoorRow(pk, where, address, names.get(head, ""), many, at, answered or "")
        for pk, where, address, head, many, at, answered in rows
    )


def place_of_household(household_id: int) -> str | None:
    """Where a household is; None when there is none of this id."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT place FROM people_household WHERE id = %s", [household_id])
        found = cursor.fetchone()
    return found[0] if found else None
