"""Inspections of a venue, and those whose re-check is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from fangxian.kernel import clock, pages
from fangxian.kernel.actor import Actor
from fangxian.kernel.pages import Page
from fangxian.kernel.verb import question
from fangxian.lines.venues.models import Inspection

READ = "venues.read"


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """`open`: faults were found and nobody has looked again."""

    id: int
    venue_id: int
    venue: str
    place: str
    at: datetime
    inspector: str
    faults: tuple[str, ...]
    note: str
    due_on: date | None
    follows_id: int | None
    open: bool
    late: bool


@question(needs=READ)
def inspections(
    venue_id: int | None = None, page: int = 1, *, by: Actor, due: bool = False
) -> Page[InspectionRow]:
    """Of one venue or of all in the area; `due`: only those that wait for a re-check, the
    longest waiting first."""
    found = Inspection.objects.select_related("venue", "recheck").filter(
        by.scope(READ).q(place="venue__place")
    )
    if venue_id is not None:
        found = found.filter(venue_id=venue_id)
    if due:
        found = found.filter(due_on__isnull=False, recheck__isnull=True)
    order = ("due_on", "pk") if due else ("-at", "-pk")
    rows, total = pages.cut(found.order_by(*order), page)
    today = clock.today()
    return Page(tuple(_row(one, today) for one in rows), total, page)


def _row(one: Inspection, today: date) -> InspectionRow:
    waits = bool(one.faults) and getattr(one, "recheck", None) is None
    late = waits and one.due_on is not None and one.due_on < today
    return InspectionRow(
        one.pk,
        one.venue_id,
        one.venue.name,
        one.venue.place,
        one.at,
        one.inspector,
        tuple(one.faults),
        one.note,
        one.due_on,
        one.follows_id,
        waits,
        late,
    )
