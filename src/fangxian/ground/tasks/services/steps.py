"""What was done to instructions, written into their lives and into the audit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from fangxian.ground.tasks.models import Instruction, StageEntry
from fangxian.kernel import audit
from fangxian.kernel.actor import Actor

AT_A_TIME = 2_000


def write_steps(
    steps: Iterable[tuple[int, str, str]],
    act: str,
    by: Actor,
    now: datetime,
    *,
    reason: str = "",
    level: str = "",
) -> None:
    """Write (instruction id, from, to) into the instructions' lives."""
    StageEntry.objects.bulk_create(
        [
            StageEntry(
                instruction_id=pk,
                at=now,
                account_id=by.account_id,
                actor=by.name[:80],
                act=act,
                from_stage=before,
                to_stage=after,
                level=level,
                reason=reason[:500],
            )
            for pk, before, after in steps
        ],
        batch_size=AT_A_TIME,
    )


def touched(rows: Sequence[Instruction], **detail: Any) -> None:
    """Say in the audit which instructions and persons a verb touched."""
    audit.note(
        subject=f"tasks.instruction:{rows[0].pk}" if len(rows) == 1 else "tasks.instructions",
        person_ids=sorted({row.person_id for row in rows if row.person_id}),
        place=rows[0].place if len(rows) == 1 else "",
        count=len(rows),
        **detail,
    )
