"""催办: whoever checks reminds those who are late; the reminder stays with the instruction."""

from __future__ import annotations

from fangxian.ground.tasks.errors import NotLate, UrgedAlready
from fangxian.ground.tasks.events import InstructionsUrged
from fangxian.ground.tasks.models import Instruction, InstructionList
from fangxian.ground.tasks.queries.cards import SAVED, urged
from fangxian.ground.tasks.queries.rows import SHOWN, rows_of
from fangxian.ground.tasks.queries.units import owing_units
from fangxian.ground.tasks.services.moving import locked
from fangxian.ground.tasks.services.receiving import INSTRUCTION
from fangxian.ground.tasks.services.steps import touched, write_steps
from fangxian.kernel import audit, clock, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb


@verb(needs="tasks.check", words=Text("催办", "sent a reminder"))
def urge(instruction_id: int, *, by: Actor) -> tuple[int, ...]:
    """Remind the units that are late with what is next. Returns them (ids).

    NotFound outside the area, NotLate, UrgedAlready within half an hour."""
    rows = locked([instruction_id], by, "tasks.check")
    if not rows:
        raise NotFound(what=INSTRUCTION)
    shown = Instruction.objects.filter(pk=instruction_id).prefetch_related(*SHOWN)
    [row] = rows_of(shown)
    units = owing_units(row)
    if not row.late or not units:
        raise NotLate
    now, before = clock.now(), urged([instruction_id]).get(instruction_id)
    if before and before.lately:
        raise UrgedAlready(at=clock.said(before.at), by=before.by)
    write_steps([(row.id, row.stage, row.stage)], "urge", by, now)
    outbox.emit(InstructionsUrged(instruction_ids=(row.id,), unit_ids=tuple(units)), actor=by.name)
    touched(rows, act="urge")
    return tuple(units)


@verb(needs="tasks.read", words=Text("删除存的视图", "dropped a kept view"))
def drop_view(list_id: int, *, by: Actor) -> None:
    """Forget a view that one kept oneself; of others there is nothing to drop. NotFound."""
    kept = InstructionList.objects.filter(
        pk=list_id, kind=SAVED, created_by_id=by.account_id or 0, instructions=None
    )
    if not kept.exists():
        raise NotFound(what=Text("这个视图", "This view"))
    kept.delete()
    audit.note(subject=f"tasks.list:{list_id}")
