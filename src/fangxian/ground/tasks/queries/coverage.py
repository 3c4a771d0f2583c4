"""How far a named list has come."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from fangxian.ground.tasks.models import Instruction, InstructionList
from fangxian.ground.tasks.queries.conditions import chosen, late
from fangxian.ground.tasks.queries.filters import InstructionFilter, from_plain
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a list has come: `done` of `all` are closed; withdrawn ones are not in `all`."""

    list_id: int
    name: str
    all: int
    received: int
    acted: int
    done: int
    late: int
    withdrawn: int
    filter: InstructionFilter

    @property
    def complete(self) -> bool:
        return self.all > 0 and self.done == self.all


@question(needs="tasks.read")
def coverage(list_id: int, *, by: Actor) -> Coverage:
    """Done and all of a list, within the actor's area. NotFound."""
    named = InstructionList.objects.filter(pk=list_id).first()
    if named is None:
        raise NotFound(what=Text("这份清单", "This list"))
    return _coverage(named, by)


@question(needs="tasks.read")
def lists(*, by: Actor, limit: int = 50) -> tuple[Coverage, ...]:
    """The newest lists with their coverage: one query a list."""
    scope = by.scope("tasks.read").q(place="place", owner="created_by_id")
    found = InstructionList.objects.filter(scope).order_by("-created_at", "-id")
    return tuple(_coverage(named, by) for named in found[:limit])


def _coverage(named: InstructionList, by: Actor) -> Coverage:
    meant = InstructionFilter(list_id=named.pk)
    if named.filter is not None:
        meant = from_plain(named.filter)
    kept = ~Q(stage="withdrawn")
    counted = Instruction.objects.filter(chosen(meant, by)).aggregate(
        all=Count("pk", kept),
        received=Count("pk", kept & Q(received_at__isnull=False)),
        acted=Count("pk", Q(stage__in=("acted", "checked", "closed"))),
        done=Count("pk", Q(stage="closed")),
        late=Count("pk", late(clock.now())),
        withdrawn=Count("pk", Q(stage="withdrawn")),
    )
    return Coverage(named.pk, named.name, filter=meant, **counted)
