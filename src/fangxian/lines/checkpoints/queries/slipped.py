"""Who was let through and should have been stopped: the alarms that ring, and what was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from fangxian.ground.duty import api as duty
from fangxian.ground.people import api as people
from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question, reading
from fangxian.lines.checkpoints.models import Slipped
from fangxian.lines.checkpoints.queries.crossings import READ, CrossingRow, rows_of

MOST = 50


@dataclass(frozen=True, slots=True)
class SlippedRow:
    """An alarm: the crossing (who, where, when, in which vehicle), what was advised, where the
    person belongs ("" while nobody knows), and whom to call there, the nearest first."""

    crossing: CrossingRow
    advised: str
    raised_at: datetime
    home: str
    call: tuple[duty.UnitRow, ...]
    looked_at: datetime | None
    looked_by: str
    finding: str


@reading(needs=READ, words=Text("查看应拦未拦警报", "looked at alarms of checkpoints"))
def slipped(*, by: Actor, looked_at: bool = False) -> tuple[SlippedRow, ...]:
    """The alarms of one's area that ring, the longest first; else those answered, newest first."""
    found = _visible(by).filter(looked_at__isnull=not looked_at)
    rows = list(found.order_by("-looked_at" if looked_at else "raised_at", "pk")[:MOST])
    known = {row.id: row for row in rows_of([row.crossing for row in rows])}
    persons = sorted({row.crossing.person_id for row in rows if row.crossing.person_id})
    homes = people.places_of(persons)
    audit.note(person_ids=persons, count=len(rows))
    return tuple(
        _row(row, known[row.pk], homes.get(row.crossing.person_id or 0, "")) for row in rows
    )


@question(needs=READ)
def slipped_count(*, by: Actor) -> int:
    """How many alarms ring in one's area."""
    return _visible(by).filter(looked_at=None).count()


def _visible(by: Actor) -> QuerySet[Slipped]:
    scope = by.scope(READ).q(place="crossing__checkpoint__place")
    return Slipped.objects.filter(scope).select_related("crossing__checkpoint")


def _row(row: Slipped, crossing: CrossingRow, home: str) -> SlippedRow:
    call = duty.whom_to_call(home or crossing.place)
    return SlippedRow(
        crossing, row.advised, row.raised_at, home, call, row.looked_at, row.looked_by, row.finding
    )
