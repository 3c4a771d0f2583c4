"""A resident scans the code at the door with their own phone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import PUBLIC, question, verb
from fangxian.lines.venues import rules, tickets
from fangxian.lines.venues.errors import NoSuchCode
from fangxian.lines.venues.models import VenueCode
from fangxian.lines.venues.rows import NewVisit
from fangxian.lines.venues.services.recording import settle

LONGEST_STAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class AtTheDoor:
    """What the poster says, and the ticket with which a visit is sent."""

    venue_id: int
    name: str
    category: str
    place: str
    point: str
    ticket: str
    closed: bool


@dataclass(frozen=True, slots=True)
class Scanned:
    client_id: UUID
    venue_id: int
    name: str
    at: datetime


@question(needs=PUBLIC)
def at_the_door(token: str, *, by: Actor) -> AtTheDoor:
    """The venue of a poster's token. NoSuchCode for one that is none of ours."""
    code = VenueCode.objects.select_related("venue").filter(token=token.upper()[:14]).first()
    if code is None:
        raise NoSuchCode
    venue = code.venue
    return AtTheDoor(
        venue.pk,
        venue.name,
        venue.category,
        venue.place,
        code.label,
        tickets.issue(code.pk, code.generation),
        venue.closed_at is not None,
    )


@verb(needs=PUBLIC, words=Text("扫场所码", "scanned in"))
def scan_in(
    ticket: str,
    person_id: int | None,
    *,
    by: Actor,
    how: str = "self",
    who: bytes = b"",
    shown: bytes | None = None,
    group_size: int = 1,
    device: str = "",
) -> Scanned:
    """Record a visit from the page at the door, at the time the page was opened. The same
    person from the same page is one visit, however often it is sent; `who` tells persons
    apart of whom no id is known. It records, and changes no colour."""
    held = tickets.read(ticket)
    code = VenueCode.objects.select_related("venue").filter(pk=held.code_id).first()
    if code is None:
        raise NoSuchCode
    seed = b"%d|%b|" % (person_id or 0, who) + held.seed
    client_id = rules.id_at(held.at, seed)
    settle(
        [
            NewVisit(
                client_id,
                code.venue_id,
                person_id,
                held.at,
                how=how,
                code_id=code.pk,
                generation=held.generation,
                shown=shown,
                group_size=group_size,
                device=device,
                lay=clock.now() - held.at,
            )
        ],
        by=by,
        scope=None,
    )
    audit.note(subject=f"venues.venue:{code.venue_id}", place=code.venue.place)
    return Scanned(client_id, code.venue_id, code.venue.name, held.at)


@verb(needs=PUBLIC, words=Text("离开场所", "left"))
def leave(client_id: UUID, *, by: Actor) -> bool:
    """The visitor goes out now. False when there is no such visit, or it has an end."""
    at = rules.moment_of(client_id)
    now = clock.now()
    if at is None or not at <= now <= at + LONGEST_STAY:
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE venues_visit SET out_at = %s WHERE client_id = %s AND at = %s AND out_at IS NULL",
            [now, client_id, at],
        )
        return bool(cursor.rowcount)
