"""Who it was: said by a declaration on the spot, before or after the crossing came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from fangxian.ground.people import api as people
from fangxian.kernel import audit, crypto, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.checkpoints.events import PersonHeld
from fangxian.lines.checkpoints.models import Checkpoint, Crossing, Named
from fangxian.lines.checkpoints.rules import PASSED

MARK = "checkpoints.mark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """A declaration on the spot: the person, where they go, by which number and, when the
    guard was amid one, in which crossing (its client id)."""

    event: UUID
    at: datetime
    person_id: int
    place: str
    number: str
    crossing: UUID | None = None


@verb(needs="checkpoints.record", words=Text("补录身份", "said who it was"))
def say_who(who: Who, *, by: Actor) -> tuple[int, ...]:
    """Say whom crossings were about that came, or will come, with this number. Said twice,
    the later word stands, in whatever order the two arrive. Returns the crossings by which
    somebody unnamed was let through who is now known."""
    marks = [number_mark(who.number), *([crossing_mark(who.crossing)] if who.crossing else [])]
    fresh = [mark for mark in marks if _keep(mark, who)]
    audit.note(subject=f"people.person:{who.person_id}", person_ids=[who.person_id])
    meant = Q(number_mark__in=fresh)
    if who.crossing:  # amid it one stands at that barrier
        here = by.scope("checkpoints.record").q(place="checkpoint__place")
        meant |= Q(client_id=who.crossing) & here
    rows = Crossing.objects.select_related("checkpoint").filter(meant)
    return tuple(row.pk for row in rows if _name(row, who, by))


def _keep(mark: bytes, who: Who) -> bool:
    """Whether this word is the latest."""
    known = Named.objects.filter(mark=mark).first()
    if known and (known.at, known.event) >= (who.at, who.event):
        return False
    Named.objects.update_or_create(
        mark=mark,
        defaults={
            "person_id": who.person_id,
            "place": who.place,
            "at": who.at,
            "event": who.event,
        },
    )
    return True


def _name(row: Crossing, who: Who, by: Actor) -> bool:
    unnamed = row.person_id is None
    if unnamed:
        Crossing.objects.filter(pk=row.pk).update(person_id=who.person_id)
    if row.outcome == "hold":
        place = subject_place(row, row.checkpoint)
        fact = PersonHeld(crossing_id=row.pk, person_id=who.person_id, place=place)
        outbox.emit(fact, actor=by.name)
    return unnamed and row.outcome in PASSED


def named(client_id: UUID, number: bytes | None) -> Named | None:
    """What was said of a crossing, or of the number shown in it; of both, the later."""
    marks = [crossing_mark(client_id), *([number] if number else [])]
    return Named.objects.filter(mark__in=marks).order_by("-at", "-event").first()


def number_mark(number: str) -> bytes:
    """By this a crossing and a declaration with one number find each other."""
    return crypto.blind_index(f"number:{number}", about=MARK)


def crossing_mark(client_id: UUID) -> bytes:
    return crypto.blind_index(f"crossing:{client_id}", about=MARK)


def subject_place(row: Crossing, site: Checkpoint) -> str:
    """Where the person of a crossing belongs, as said on the spot or as known; the checkpoint's
    place when nobody knows."""
    said = named(row.client_id, bytes(row.number_mark) if row.number_mark else None)
    if said:
        return said.place
    if row.person_id is None:
        return site.place
    return people.places_of([row.person_id]).get(row.person_id) or site.place
