"""What changed since a moment: for one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from fangxian.ground.tasks.models import Instruction
from fangxian.ground.tasks.queries.conditions import chosen, late
from fangxian.ground.tasks.queries.filters import InstructionFilter
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.verb import question


@dataclass(frozen=True, slots=True)
class Changes:
    """Instructions (条). `late_new`: late now, and not yet at that moment; `late`: all that is."""

    issued: int
    closed: int
    refused: int
    late_new: int
    late: int


@question(needs="tasks.read")
def changes_since(since: datetime, *, by: Actor, place: str = "") -> Changes:
    """Within what the actor may read. One query."""
    now = clock.now()
    counted = Instruction.objects.filter(chosen(InstructionFilter(place=place), by)).aggregate(
        issued=Count("pk", Q(issued_at__gte=since) & ~Q(stage="withdrawn")),
        closed=Count("pk", Q(stage="closed", closed_at__gte=since)),
        refused=Count("pk", Q(stage="refused", refused_at__gte=since)),
        late_new=Count("pk", late(now) & Q(due_at__gte=since)),
        late=Count("pk", late(now)),
    )
    return Changes(**counted)
