"""The rules change with the day: a pack comes into force, is amended, or ends. Nobody has to press
anything; who was declared while none was in force is decided when one comes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import connection

from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.verb import verb
from fangxian.lines.arrivals.population import edition_at
from fangxian.lines.arrivals.services.screening import screen

AT_A_TIME = 10_000
DECIDED_BY = """
SELECT d.place, coalesce(s.pack_hash, ''), array_agg(d.id ORDER BY d.id)
  FROM arrivals_declaration d LEFT JOIN arrivals_screening s ON s.id = d.screening_id
 GROUP BY 1, 2
"""


@verb(needs="arrivals.screen")
def screen_by_new_rules(on: date, *, by: Actor) -> int:
    """Screen everybody whose standing verdict is by other rules than those of this day at their
    destination, and everybody who has none. Where nothing is in force the verdicts stay as they
    were. Returns how many people were looked at."""
    ids = [one for some in _by_other_rules(on) for one in some]
    for start in range(0, len(ids), AT_A_TIME):
        screen(ids[start : start + AT_A_TIME], by=by, on=on)
    audit.note(subject=f"on:{on}", count=len(ids))
    return len(ids)


def _by_other_rules(on: date) -> Iterator[list[int]]:
    with connection.cursor() as cursor:
        cursor.execute(DECIDED_BY)
        found = cursor.fetchall()
    held = {place: edition_at(on, place) for place in {place for place, *_ in found}}
    for place, pack_hash, ids in found:
        edition = held[place]
        if edition is not None and edition.hash != pack_hash:
            yield ids
