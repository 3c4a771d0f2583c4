"""One's own last step is taken back, where nothing was built on it: a slip (收到, 接受, 拒收) within
minutes, a report, a check or a closing with a reason until somebody went on from there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from fangxian.ground.tasks.errors import CannotMove, ReasonMissing
from fangxian.ground.tasks.events import InstructionsUndone
from fangxian.ground.tasks.models import Evidence, Instruction, Receipt, StageEntry
from fangxian.ground.tasks.queries.scope import visible
from fangxian.ground.tasks.rules import NEEDS, OPEN, TAKEN_BACK, UNDONE_TO_STAGE
from fangxian.ground.tasks.services.moving import locked, standing_due
from fangxian.ground.tasks.services.receiving import INSTRUCTION
from fangxian.ground.tasks.services.steps import touched, write_steps
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question, verb

WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Undoable:
    """One's own last step on an instruction; until when it can be taken back, None: until somebody
    goes on from there; and whether that needs a reason."""

    act: str
    until: datetime | None
    asks_reason: bool = False


@question(needs="tasks.read")
def undoable(instruction_id: int, *, by: Actor) -> Undoable | None:
    """The step that `undo` would take back now; None where there is none."""
    row = Instruction.objects.filter(visible(by, "tasks.read"), pk=instruction_id).first()
    step = _last_of(row, by) if row else None
    if step is None:
        return None
    if step.act in TAKEN_BACK:
        return Undoable(step.act, None, asks_reason=True)
    return Undoable(step.act, step.at + WITHIN)


@verb(needs="tasks.receive", words=Text("撤销一步", "took a step back"))
def undo(instruction_id: int, reason: str = "", *, by: Actor) -> str:
    """Take back what one did last on an instruction: it stands as before, with both steps in its
    history; what was reported stays among the evidence. A report, a check and a closing need a reason
    and have time until somebody went on; all else ten minutes. Returns the stage.

    NotFound outside the area; ReasonMissing; CannotMove where somebody acted since, time has passed,
    or something was built on it (a place found out decided a person; a list from above was
    answered; another instruction is open)."""
    rows = locked([instruction_id], by, "tasks.receive")
    if not rows:
        raise NotFound(what=INSTRUCTION.zh)
    [row] = rows
    step = _last_of(row, by)
    if step is None:
        raise CannotMove(title=row.title_zh, fault="not_undoable")
    if not by.may(NEEDS[step.act], row.place):
        raise NotAllowed(permission=NEEDS[step.act])
    if step.act in TAKEN_BACK and not reason.strip():
        raise ReasonMissing
    if step.act == "receive":
        _open_receipts(row, step, by)
    else:
        _move_back(row, step)
    said = f"{step.act}:{reason.strip()}" if reason.strip() else step.act
    write_steps([(row.pk, row.stage, step.from_stage)], "undo", by, clock.now(), reason=said)
    outbox.emit(
        InstructionsUndone(instruction_ids=(row.pk,), subjects=(row.subject,), act=step.act),
        actor=by.name,
    )
    touched(rows, act="undo", undone=step.act)
    return step.from_stage


def _last_of(row: Instruction, by: Actor) -> StageEntry | None:
    """The newest step, where it is this account's own, young, and may still be taken back."""
    step = StageEntry.objects.filter(instruction=row).order_by("-id").first()
    if step is None or by.account_id is None or step.account_id != by.account_id:
        return None
    if step.act not in UNDONE_TO_STAGE:
        return None
    if step.act not in TAKEN_BACK and step.at + WITHIN < clock.now():
        return None
    return None if _built_on(row, step) else step


def _built_on(row: Instruction, step: StageEntry) -> bool:
    if step.act not in TAKEN_BACK:
        return False
    if step.act == "close" and _succeeded(row):
        return True
    if row.list_ref_id is not None:  # answered to who sent the list
        return True
    found = Evidence.objects.filter(instruction=row, reported_at__gte=step.at)
    return step.act == "act" and found.exclude(found_place="", found_choice="").exists()


def _succeeded(row: Instruction) -> bool:
    return Instruction.objects.filter(kind=row.kind, subject=row.subject, stage__in=OPEN).exists()


def _move_back(row: Instruction, step: StageEntry) -> None:
    changes: dict[str, Any] = {f"{UNDONE_TO_STAGE[step.act]}_at": None}
    if step.act == "act":
        changes |= {"outcome": "", "acted_by_id": None}
    if step.act == "check":
        changes["checked_by_id"] = None
    received = row.received_at is not None
    Instruction.objects.filter(pk=row.pk).update(
        stage=step.from_stage, **changes, **standing_due(step.from_stage, received=received)
    )


def _open_receipts(row: Instruction, step: StageEntry, by: Actor) -> None:
    Receipt.objects.filter(
        instruction=row, received_by_id=by.account_id, received_at__gte=step.at, level=step.level
    ).update(received_at=None, received_by_id=None)
    Instruction.objects.filter(pk=row.pk).update(received_at=None)
    Instruction.objects.filter(pk=row.pk, stage="issued").update(**standing_due("issued"))
