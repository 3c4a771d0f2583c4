"""What the day changes by itself. A pack comes into force, is amended, or ends; a course ends, and
what it stood before, or what is not known, counts from then on; a human decision ends, and the
table's verdict stands again. Nobody has to press anything; who was declared while no pack was in
force is decided when one comes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import connection

from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.verb import verb
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.arrivals.services.screening import screen, screen_again
from fangxian.lines.arrivals.subjects import rules_at

AT_A_TIME = 10_000
DECIDED_BY = """
SELECT d.place, coalesce(s.pack_hash, ''), array_agg(d.id ORDER BY d.id)
  FROM arrivals_declaration d LEFT JOIN arrivals_screening s ON s.id = d.screening_id
 GROUP BY 1, 2
"""
# Decided on a day on which the course still ran: asked once of everybody, whenever they are asked.
COURSE_OVER = """
SELECT d.id FROM arrivals_declaration d JOIN arrivals_screening s ON s.id = d.screening_id
 WHERE d.free_from <= %(on)s AND s."on" < d.free_from
 ORDER BY 1
"""
# Decided before they came: from the arrival on a look-back counts from it alone.
COME = """
SELECT d.id FROM arrivals_declaration d JOIN arrivals_screening s ON s.id = d.screening_id
 WHERE d.arrival <= %(on)s AND s."on" < d.arrival AND (d.free_from IS NOT NULL OR d.uncertain)
 ORDER BY 1
"""
DECISION_OVER = """
SELECT DISTINCT d.id FROM arrivals_override o
  JOIN arrivals_declaration d ON d.id = o.declaration_id
  JOIN arrivals_screening s ON s.id = d.screening_id
 WHERE o.approved_at IS NOT NULL AND o.withdrawn_at IS NULL AND o.until < %(on)s
   AND (d.class_code, d.colour, d.uncertain) IS DISTINCT FROM (s.class_code, s.colour, s.uncertain)
   AND NOT EXISTS (SELECT FROM arrivals_override e
                    WHERE e.declaration_id = d.id AND e.approved_at IS NOT NULL
                      AND e.withdrawn_at IS NULL AND e.until >= %(on)s)
 ORDER BY 1
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


@verb(needs="arrivals.screen")
def screen_what_ended(on: date, *, by: Actor) -> tuple[int, ...]:
    """Screen everybody whose course, or whose human decision, ended since they were decided, or who
    came since under a measure or a doubt, as of this day; a day on which nothing ran is made up for. A second time looks at nobody.
    Returns the declarations that were looked at."""
    decided_by_hand = _ids(DECISION_OVER, on)
    Declaration.objects.filter(pk__in=decided_by_hand).update(screening=None)  # so all is told
    ids = sorted({*decided_by_hand, *_ids(COURSE_OVER, on), *_ids(COME, on)})
    for start in range(0, len(ids), AT_A_TIME):
        screen_again(ids[start : start + AT_A_TIME], on, by=by)
    audit.note(subject=f"on:{on}", count=len(ids))
    return tuple(ids)


def _ids(asked: str, on: date) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(asked, {"on": on})
        return [number for (number,) in cursor.fetchall()]


def _by_other_rules(on: date) -> Iterator[list[int]]:
    with connection.cursor() as cursor:
        cursor.execute(DECIDED_BY)
        found = cursor.fetchall()
    held = {place: rules_at(on, place) for place in {place for place, *_ in found}}
    for place, pack_hash, ids in found:
        edition = held[place]
        if edition is not None and edition.hash != pack_hash:
            yield ids
