"""Withdraw what is no longer to be done."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from fangxian.ground.tasks.errors import ReasonMissing
from fangxian.ground.tasks.models import Instruction
from fangxian.ground.tasks.queries.scope import visible
from fangxian.ground.tasks.rules import OPEN
from fangxian.ground.tasks.services.moving import move
from fangxian.kernel.actor import Actor
from fangxian.kernel.verb import verb


def withdraw_rows(ids: Sequence[int], reason: str, by: Actor) -> None:
    """Withdraw open instructions by id; for verbs that have settled permission already."""
    if ids:
        rows = Instruction.objects.filter(pk__in=ids, stage__in=OPEN).order_by("pk")
        move("withdraw", list(rows.select_for_update(of=("self",))), by, reason)


@verb(needs="tasks.withdraw")
def withdraw_subjects(
    subjects: Sequence[str], reason: str, *, by: Actor, kinds: Sequence[str] = (),
    keep: Collection[int] = (),
) -> int:  # fmt: skip
    """Withdraw whatever is open about these subjects, of these kinds (none: all kinds), but for
    the instructions `keep`. Returns how many were withdrawn; what lies outside the actor's area
    stays."""
    if not reason.strip():
        raise ReasonMissing
    rows = Instruction.objects.filter(
        visible(by, "tasks.withdraw"), subject__in=subjects, stage__in=OPEN
    )
    if kinds:
        rows = rows.filter(kind__in=kinds)
    if keep:
        rows = rows.exclude(pk__in=list(keep))
    found = list(rows.select_for_update(of=("self",)).order_by("pk"))
    move("withdraw", found, by, reason)
    return len(found)
