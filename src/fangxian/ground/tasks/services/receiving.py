"""收到: each level says it for itself."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q

from fangxian.ground.tasks.errors import CannotMove
from fangxian.ground.tasks.events import InstructionsReceived
from fangxian.ground.tasks.models import Instruction, Receipt
from fangxian.ground.tasks.rules import (
    HANDING,
    INSTRUCTED,
    JUDGING,
    LEVEL_OF_DIGITS,
    NEEDS,
    Part,
    is_for,
)
from fangxian.ground.tasks.services.moving import locked, standing_due
from fangxian.ground.tasks.services.steps import touched, write_steps
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import Actor, Scope
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb

INSTRUCTION = Text("这条指令", "This instruction")


@verb(needs="tasks.receive", words=Text("收到指令", "received"))
def receive(instruction_id: int, *, by: Actor, level: str = "") -> str:
    """Say that one's unit has received it. Again is harmless. `level` lets a higher office
    say it for a lower one (recorded under the account that did). Returns the stage.

    NotFound outside the actor's area; CannotMove when it was not addressed to them."""
    rows = locked([instruction_id], by, "tasks.receive")
    if not rows:
        raise NotFound(what=INSTRUCTION.zh)
    mine = addressed(by, "tasks.receive", level)
    if not Receipt.objects.filter(mine, instruction_id=instruction_id).exists():
        raise CannotMove(title=rows[0].title_zh, fault="not_addressed")
    record(rows, by, mine)
    return rows[0].stage


def addressed(by: Actor, permission: str, level: str = "") -> Q:
    """The receipts for which an actor speaks: those of the units in which they hold a post; with
    `level`, those of that level, for who checks above it (said on the telephone)."""
    scope = by.scope(permission)
    if level:
        speaks = by.may("tasks.check") and _may_speak_for(scope, level)
        return Q(level=level) if speaks else Q(pk__in=[])
    return Q(unit_id__in=scope.unit_ids)


def strangers(act: str, rows: Sequence[Instruction], by: Actor) -> set[int]:
    """Those of the instructions on which this act is somebody else's to do."""
    if act not in INSTRUCTED | JUDGING | HANDING:
        return set()
    part = part_of(by, NEEDS[act])
    receipts: dict[int, list[tuple[str, int]]] = {row.pk: [] for row in rows}
    found = Receipt.objects.filter(instruction_id__in=list(receipts))
    for pk, level, unit in found.values_list("instruction_id", "level", "unit_id"):
        receipts[pk].append((level, unit))
    return {
        row.pk
        for row in rows
        if not is_for(
            act,
            part,
            receipts[row.pk],
            origin_unit=row.origin_unit_id,
            assigned=(row.assigned_account_id, row.assigned_unit_id),
        )
    }


def part_of(by: Actor, permission: str) -> Part:
    scope = by.scope(permission)
    system = scope.everything and by.account_id is None
    return Part(by.account_id, scope.unit_ids, scope.prefixes, system)


def refuse_strangers(act: str, rows: Sequence[Instruction], by: Actor) -> None:
    """CannotMove for the first instruction that is not theirs."""
    if found := strangers(act, rows, by):
        title = next(row.title_zh for row in rows if row.pk in found)
        raise CannotMove(title=title, fault="not_addressed")


def _may_speak_for(scope: Scope, level: str) -> bool:
    digits = {name: length for length, name in LEVEL_OF_DIGITS.items()} | {"task_force": 6}
    return any(len(prefix) <= digits.get(level, 0) for prefix in scope.prefixes)


def record(rows: Sequence[Instruction], by: Actor, mine: Q) -> tuple[int, ...]:
    """Tick the receipts that are still open; returns the instructions that this changed."""
    now = clock.now()
    open_ = Receipt.objects.filter(
        mine, instruction_id__in=[row.pk for row in rows], received_at=None
    )
    ticked = list(open_.values_list("pk", "instruction_id", "level").order_by("pk"))
    if not ticked:
        return ()
    Receipt.objects.filter(pk__in=[pk for pk, _, _ in ticked]).update(
        received_at=now, received_by_id=by.account_id
    )
    levels = dict(reversed([(pk, level) for _, pk, level in ticked]))
    stages = {row.pk: row.stage for row in rows}
    for level in sorted(set(levels.values())):
        of_level = [pk for pk in levels if levels[pk] == level]
        write_steps(
            [(pk, stages[pk], stages[pk]) for pk in of_level], "receive", by, now, level=level
        )
    _settle_all_received(list(levels))
    outbox.emit(InstructionsReceived(instruction_ids=tuple(sorted(levels))), actor=by.name)
    touched([row for row in rows if row.pk in levels], act="receive")
    return tuple(sorted(levels))


def _settle_all_received(ids: Sequence[int]) -> None:
    silent = Receipt.objects.filter(instruction_id=OuterRef("pk"), received_at=None)
    full = Instruction.objects.filter(~Exists(silent), pk__in=ids, received_at=None)
    full.update(received_at=clock.now())
    Instruction.objects.filter(pk__in=ids, stage="issued", received_at__isnull=False).update(
        **standing_due("issued", received=True)
    )
