"""Withdraw what is no longer to be done."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from fangxian.ground.tasks.errors import ReasonMissing
from fangxian.ground.tasks.models import Instruction
from fangxian.ground.tasks.queries.scope import visible
from fangxian.ground.tasks.rules import OPEN, VERIFY
from fangxian.ground.tasks.services.moving import move
from fangxian.ground.tasks.services.steps import touched
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb

REPORTED = ("acted", "checked")


def withdraw_rows(ids: Sequence[int], reason: str, by: Actor) -> None:
    """Withdraw open instructions by id; for verbs that have settled permission already."""
    if ids:
        rows = Instruction.objects.filter(pk__in=ids, stage__in=OPEN).order_by("pk")
        move("withdraw", list(rows.select_for_update(of=("self",))), by, reason)


@verb(needs="tasks.withdraw", words=Text("判定已清,待核实销号", "settled what was asked"))
def settle_answered(subjects: Sequence[str], *, by: Actor, kind: str = VERIFY) -> tuple[int, ...]:
    """What this kind asks of these subjects is answered: what was reported about them (acted,
    checked) is to be checked and closed as any operation, and no longer first to be found out. Returns
    the instructions that were reported."""
    rows = Instruction.objects.filter(
        visible(by, "tasks.withdraw"), kind=kind, subject__in=subjects, stage__in=REPORTED
    )
    found = list(rows.select_for_update(of=("self",)).order_by("pk"))
    fresh = [row for row in found if row.uncertain]
    if fresh:
        Instruction.objects.filter(pk__in=[row.pk for row in fresh]).update(uncertain=False)
        touched(fresh, act="settle")
    return tuple(row.pk for row in found)


@verb(needs="tasks.withdraw", words=Text("撤回指令", "withdrew"))
def withdraw_subjects(
    subjects: Sequence[str],
    reason: str,
    *,
    by: Actor,
    kinds: Sequence[str] = (),
    keep: Collection[int] = (),
) -> int:
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
