"""Venues, their codes, and who came most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.db.models import Q

from fangxian.kernel import audit, clock, crypto, pages
from fangxian.kernel.actor import Actor
from fangxian.kernel.pages import Page
from fangxian.kernel.sent_in_clear import tell_sent
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question, reading
from fangxian.lines.venues.models import Venue, VenueCode
from fangxian.lines.venues.services.applying import PHONE, contact_key
from fangxian.lines.venues.services.codes import READ, place_of


@dataclass(frozen=True, slots=True)
class CodeRow:
    point: int
    label: str
    token: str
    generation: int
    renewed_at: datetime | None
    why: str


@dataclass(frozen=True, slots=True)
class VenueRow:
    """A venue in a list."""

    id: int
    name: str
    category: str
    place: str
    address: str
    opened_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class VenueSheet:
    """A venue's page."""

    row: VenueRow
    contact: str
    phone: str
    capacity: int | None
    codes: tuple[CodeRow, ...]


@dataclass(frozen=True, slots=True)
class Busy:
    """Visits and visitors of a venue on a day; `flagged` of the visits are doubtful."""

    venue_id: int
    name: str
    place: str
    capacity: int | None
    visits: int
    flagged: int


@question(needs=READ)
def venues(
    text: str = "", category: str = "", page: int = 1, *, by: Actor, place: str = ""
) -> Page[VenueRow]:
    """Venues in the actor's area, by name."""
    found = Venue.objects.filter(by.scope(READ).q(place="place"), place__startswith=place)
    if category:
        found = found.filter(category=category)
    for word in text.split():
        found = found.filter(Q(name__contains=word) | Q(address__contains=word))
    rows, total = pages.cut(found.order_by("closed_at", "name", "pk"), page)
    return Page(tuple(_row(one) for one in rows), total, page)


@reading(
    needs=READ, words=Text("查看场所", "opened a venue"), at=lambda venue_id: place_of(venue_id)
)
def venue(venue_id: int, *, by: Actor) -> VenueSheet:
    """One venue with who answers for it and its codes."""
    one = Venue.objects.get(pk=venue_id)
    audit.note(subject=f"venues.venue:{venue_id}", place=one.place)
    codes = tuple(_code(code) for code in one.codes.order_by("point"))
    phone = crypto.unseal(one.phone_sealed, about=PHONE)
    if phone:
        tell_sent((), keys=[contact_key(phone)], place=one.place, by=by)
    return VenueSheet(_row(one), one.contact, phone, one.capacity, codes)


@question(needs=READ)
def busiest(day: date, *, by: Actor, most: int = 20) -> tuple[Busy, ...]:
    """The venues with most visits on a day, inside the actor's area."""
    start = datetime.combine(day, time(), clock.COUNTY_TIME)
    prefixes = [f"{prefix}%" for prefix in by.scope(READ).prefixes]
    with connection.cursor() as cursor:
        cursor.execute(BUSIEST, [start, start + timedelta(days=1), prefixes, most])
        counted = {row[0]: (row[1], row[2]) for row in cursor.fetchall()}
    known = Venue.objects.in_bulk(counted)
    return tuple(
        Busy(pk, known[pk].name, known[pk].place, known[pk].capacity, visits, flagged)
        for pk, (visits, flagged) in counted.items()
        if pk in known
    )


BUSIEST = """
    SELECT venue_id, sum(group_size), count(*) FILTER (WHERE flags <> 0)
      FROM venues_visit WHERE at >= %s AND at < %s AND place LIKE ANY(%s)
     GROUP BY venue_id ORDER BY 2 DESC, venue_id LIMIT %s
"""


def _row(one: Venue) -> VenueRow:
    return VenueRow(
        one.pk, one.name, one.category, one.place, one.address, one.opened_at, one.closed_at
    )


def _code(code: VenueCode) -> CodeRow:
    return CodeRow(code.point, code.label, code.token, code.generation, code.renewed_at, code.why)
