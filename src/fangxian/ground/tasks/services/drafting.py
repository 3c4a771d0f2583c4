"""An order written out as rows: the instruction, and a receipt for each addressee."""

from __future__ import annotations

from datetime import datetime

from fangxian.ground.tasks.models import Instruction, Receipt
from fangxian.ground.tasks.rules import OWED, Order, divide, dues, next_due
from fangxian.kernel.actor import Actor


def drafted(order: Order, replaces: int | None, by: Actor, now: datetime) -> Instruction:
    owed = dues(order.terms, now)
    due_stage, due_at = next_due("issued", owed)
    return Instruction(
        kind=order.kind,
        subject=order.subject,
        reason_key=order.reason_key,
        person_id=order.person_id,
        place=order.place,
        title_zh=order.title.zh,
        title_en=order.title.en,
        body_zh=order.body.zh,
        body_en=order.body.en,
        because=dict(order.because),
        list_ref_id=order.list_id,
        origin_unit_id=order.origin_unit,
        supersedes_id=replaces,
        priority=order.priority,
        uncertain=order.uncertain,
        begins_on=order.begins,
        ladder=_ladder(order),
        created_by_id=by.account_id,
        issued_at=now,
        clock_at=now,
        due_at=due_at,
        due_stage=due_stage,
        **{f"{stage}_due": owed[stage] for stage in OWED},
    )


def _ladder(order: Order) -> list[dict[str, object]]:
    return [
        {
            "stage": rung.stage,
            "level": rung.level,
            "unit_id": rung.unit_id,
            "wait_seconds": int(rung.wait.total_seconds()),
        }
        for rung in order.ladder
    ]


def receipts(order: Order, row: Instruction) -> list[Receipt]:
    does = divide(order.addressees)
    levels = {one.unit_id: one.level for one in order.addressees}
    return [
        Receipt(
            instruction=row, unit_id=unit, level=level, does=does[unit], due_at=row.received_due
        )
        for unit, level in levels.items()
    ]
