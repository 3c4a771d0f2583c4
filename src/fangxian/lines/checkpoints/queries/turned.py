"""Who was let through rightly and is to be stopped by now: the phone that did it is told."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from fangxian.kernel import audit, clock
from fangxian.lines.checkpoints import knowledge
from fangxian.lines.checkpoints.in_force import list_lasts, terms_on
from fangxian.lines.checkpoints.models import Crossing, Slipped
from fangxian.lines.checkpoints.queries.sites import place_of
from fangxian.lines.checkpoints.rules import PASSED, STOPPED, outcome_for


@dataclass(frozen=True, slots=True)
class TurnedRow:
    """A crossing of a device, the colour by now, and what it asks for."""

    client_id: UUID
    colour: str
    advised: str


def turned_since(checkpoint_id: int, device_id: int) -> tuple[TurnedRow, ...]:
    """By what is known and in force now; nobody whom a barrier has looked at since, or of whom
    headquarters has said already what became of them. Three queries; whoever asks is audited."""
    rows = list(_passed(checkpoint_id, device_id))
    terms = terms_on(clock.today(), place_of(checkpoint_id)) if rows else None
    if terms is None:
        return ()
    colours = knowledge.colours_now([one.person_id for one in rows if one.person_id])
    audit.note(person_ids=sorted(colours), purpose="此后转码")
    asked = [(row, colours.get(row.person_id or 0, "")) for row in rows]
    return tuple(
        TurnedRow(row.client_id, colour, advised)
        for row, colour in asked
        if (advised := outcome_for(colour, row.ticks, terms).outcome) in STOPPED
    )


def _passed(checkpoint_id: int, device_id: int) -> QuerySet[Crossing]:
    """As far back as a list lasts; whoever passed earlier has been found by their instruction."""
    since = clock.now() - list_lasts(place_of(checkpoint_id))
    later = Crossing.objects.filter(
        person_id=OuterRef("person_id"), decided_at__gt=OuterRef("decided_at")
    )
    return (
        Crossing.objects.filter(
            checkpoint_id=checkpoint_id,
            device_id=device_id,
            outcome__in=PASSED,
            person__isnull=False,
            decided_at__gte=since,
        )
        .exclude(Exists(Slipped.objects.filter(crossing=OuterRef("pk"), looked_at__isnull=False)))
        .exclude(Exists(later))
        .order_by("decided_at", "pk")
    )
