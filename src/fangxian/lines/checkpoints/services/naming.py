"""Who it was: said by a declaration on the spot, before or after the crossing came in."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from fangxian.ground.people import api as people
from fangxian.kernel import audit, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.verb import verb
from fangxian.lines.checkpoints.events import PersonHeld
from fangxian.lines.checkpoints.models import Checkpoint, Crossing, Named


@verb(needs="checkpoints.record")
def say_who(
    crossing: UUID, person_id: int, place: str, *, by: Actor, at: datetime, event: UUID
) -> None:
    """Say whom a crossing (by its client id) was about and where they belong. Said twice, the
    later word stands, in whatever order the two arrive."""
    known = Named.objects.filter(crossing=crossing).first()
    if known and (known.at, known.event) >= (at, event):
        return
    Named.objects.update_or_create(
        crossing=crossing,
        defaults={"person_id": person_id, "place": place, "at": at, "event": event},
    )
    row = Crossing.objects.select_related("checkpoint").filter(client_id=crossing).first()
    audit.note(subject=f"checkpoints.crossing:{row.pk if row else crossing}",
               person_ids=[person_id], place=place)  # fmt: skip
    if row is None:
        return
    Crossing.objects.filter(pk=row.pk).update(person_id=person_id)
    if row.outcome == "hold":
        fact = PersonHeld(crossing_id=row.pk, person_id=person_id, place=place)
        outbox.emit(fact, actor=by.name)


def subject_place(row: Crossing, site: Checkpoint) -> str:
    """Where the person of a crossing belongs, as said on the spot or as known; the checkpoint's
    place when nobody knows."""
    named = Named.objects.filter(crossing=row.client_id).values_list("place", flat=True).first()
    if named:
        return named
    if row.person_id is None:
        return site.place
    return people.places_of([row.person_id]).get(row.person_id) or site.place
