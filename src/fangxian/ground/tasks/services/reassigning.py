"""Give an instruction to another unit: who had it is out, the other's clock of receipt starts anew."""

from __future__ import annotations

from datetime import datetime

from fangxian.ground.duty import api as duty
from fangxian.ground.tasks.errors import CannotMove, ReasonMissing, UnitElsewhere, UnitUnknown
from fangxian.ground.tasks.events import InstructionsReassigned
from fangxian.ground.tasks.models import Instruction, Receipt
from fangxian.ground.tasks.rules import LEVELS, WRITTEN, answers_for, dues, still_to_do
from fangxian.ground.tasks.services.moving import standing_due
from fangxian.ground.tasks.services.receiving import refuse_strangers
from fangxian.ground.tasks.services.stages import find
from fangxian.ground.tasks.services.steps import touched, write_steps
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.kept import kept
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb

MOVED = kept("由{before}改派{now}:{why}", "moved from {before} to {now}: {why}")


@verb(needs="tasks.issue", words=Text("改派指令", "reassigned"))
def reassign(instruction_id: int, unit_id: int, reason: str, *, by: Actor) -> str:
    """Give what nobody has reported yet to another unit, with a reason. The deadline stays. Returns
    the stage. NotFound; ReasonMissing; UnitUnknown; UnitElsewhere where the matter lies outside that
    unit; CannotMove when it is not theirs to hand on, or was acted upon; NotAllowed."""
    if not reason.strip():
        raise ReasonMissing
    row, unit = find(instruction_id, by, "tasks.issue"), duty.unit(unit_id)
    if unit is None:
        raise UnitUnknown(unit=unit_id)
    if not by.scope("tasks.issue").covers(unit.place):
        raise NotAllowed(permission="tasks.issue")
    refuse_strangers("withdraw", [row], by)
    if not still_to_do(row.stage):
        raise CannotMove(title=row.title_zh, fault="already_reported")
    if not answers_for(unit.place, row.kind, row.place):
        raise UnitElsewhere(unit=unit.name)
    before = _hand_over(row, unit)
    _start_anew(row, unit)
    why = MOVED.format(before="、".join(before) or "—", now=unit.name, why=reason.strip())
    write_steps([(row.pk, row.stage, "issued")], "reassign", by, clock.now(), reason=why)
    outbox.emit(InstructionsReassigned(instruction_ids=(row.pk,), unit_id=unit.id), actor=by.name)
    touched([row], act="reassign", unit=unit.id)
    return "issued"


def _hand_over(row: Instruction, unit: duty.UnitRow) -> list[str]:
    """Who acted until now is no addressee any more; who only checks stays. Returns their names."""
    acting = Receipt.objects.filter(instruction=row, does__in=("act", "both")).exclude(
        unit_id=unit.id
    )
    ids = list(acting.values_list("unit_id", flat=True))
    acting.delete()
    does = "act" if Receipt.objects.filter(instruction=row, does="check").exists() else "both"
    level = unit.kind if unit.kind in LEVELS else "task_force"
    Receipt.objects.update_or_create(
        instruction=row,
        unit_id=unit.id,
        defaults={
            "level": level,
            "does": does if unit.kind != "township" or does == "both" else "both",
            "due_at": _received_due(row),
            "received_at": None,
            "received_by_id": None,
        },
    )
    names = duty.names_of(ids)
    return [names[one] for one in ids if one in names]


def _received_due(row: Instruction) -> datetime | None:
    owed = {}
    if row.received_due:
        owed["received"] = row.received_due - row.clock_at
    return dues(owed, clock.now())["received"]


def _start_anew(row: Instruction, unit: duty.UnitRow) -> None:
    due = _received_due(row)
    ends = row.acted_due
    Instruction.objects.filter(pk=row.pk).update(
        stage="issued",
        place=unit.place if row.kind == WRITTEN else row.place,
        assigned_account_id=None,
        assigned_unit_id=None,
        received_at=None,
        accepted_at=None,
        refused_at=None,
        received_due=min(due, ends) if due and ends else due,
        climbed_to="",
    )
    Instruction.objects.filter(pk=row.pk).update(**standing_due("issued"))
