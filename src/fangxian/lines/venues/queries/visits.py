"""Who was at a venue, where a person was: a reading with a purpose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from fangxian.ground.people import api as people
from fangxian.kernel import audit, clock, pages
from fangxian.kernel.actor import Actor
from fangxian.kernel.pages import Page
from fangxian.kernel.text import Text
from fangxian.kernel.verb import reading
from fangxian.lines.venues import in_force, rules
from fangxian.lines.venues.errors import PurposeMissing
from fangxian.lines.venues.models import Venue, Visit

TRACE = "venues.trace"


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit as it is shown. `assumed`: nobody scanned out, the category's dwell is meant.
    `proof`: how it is known who came; not `proven`: it is a claim, to be checked before anything
    is asked of the person."""

    at: datetime
    out_at: datetime
    assumed: bool
    venue_id: int
    venue: str
    place: str
    person_id: int | None
    person: str
    how: Text
    proof: Text
    proven: bool
    group_size: int
    doubts: tuple[Text, ...]
    device: str


@dataclass(frozen=True, slots=True)
class VisitsWanted:
    """A venue or a person, from a day to a day (both included)."""

    first: date
    last: date
    venue_id: int | None = None
    person_id: int | None = None
    doubtful: bool = False


@reading(needs=TRACE, words=Text("查看到访记录", "looked at visits"))
def visits(wanted: VisitsWanted, purpose: str, page: int = 1, *, by: Actor) -> Page[VisitRow]:
    """Visits in the actor's area, newest first. Every look is written down with its purpose
    and the persons seen."""
    if not purpose.strip():
        raise PurposeMissing
    rows, total = pages.cut(_wanted(wanted, by).order_by("-at", "client_id"), page)
    shown = _shown(rows)
    audit.note(
        subject=_subject(wanted),
        purpose=purpose.strip(),
        count=len(rows),
        person_ids=sorted({row.person_id for row in rows if row.person_id is not None}),
    )
    return Page(shown, total, page)


def _subject(wanted: VisitsWanted) -> str:
    if wanted.person_id is not None:
        return f"people.person:{wanted.person_id}"
    return f"venues.venue:{wanted.venue_id}" if wanted.venue_id is not None else "venues.visits"


def _wanted(wanted: VisitsWanted, by: Actor) -> QuerySet[Visit]:
    start = datetime.combine(wanted.first, time(), clock.COUNTY_TIME)
    end = datetime.combine(wanted.last, time(), clock.COUNTY_TIME) + timedelta(days=1)
    found = Visit.objects.filter(by.scope(TRACE).q(place="place"), at__gte=start, at__lt=end)
    if wanted.venue_id is not None:
        found = found.filter(venue_id=wanted.venue_id)
    if wanted.person_id is not None:
        records = people.records_of([wanted.person_id])[wanted.person_id]
        found = found.filter(person_id__in=records)  # merged since: the visits stay where they are
    return found.exclude(flags=0) if wanted.doubtful else found


def _shown(rows: list[Visit]) -> tuple[VisitRow, ...]:
    venues = Venue.objects.in_bulk({row.venue_id for row in rows})
    names = people.names_of(row.person_id for row in rows if row.person_id is not None)
    return tuple(_row(row, venues.get(row.venue_id), names) for row in rows)


def _row(row: Visit, venue: Venue | None, names: dict[int, str]) -> VisitRow:
    stay = in_force.dwell(venue.category if venue else "")
    return VisitRow(
        at=row.at,
        out_at=row.out_at or row.at + stay,
        assumed=row.out_at is None,
        venue_id=row.venue_id,
        venue=venue.name if venue else f"#{row.venue_id}",
        place=row.place,
        person_id=row.person_id,
        person=names.get(row.person_id or 0, ""),
        how=rules.HOWS[row.how],
        proof=rules.PROOFS[rules.PROOF_OF[row.how]],
        proven=rules.is_proven(row.how),
        group_size=row.group_size,
        doubts=rules.flags_in(row.flags),
        device=row.device,
    )
