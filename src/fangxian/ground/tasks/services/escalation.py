"""The ladder: what is late is brought before the next level, by itself, once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection

from fangxian.ground.tasks.events import InstructionsClimbed
from fangxian.ground.tasks.rules import OPEN
from fangxian.kernel import audit, clock, outbox
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb

# Over the partial index of what is due: every rung whose wait has passed and that has not
# been climbed for this stage in this round.
_DUE = """
SELECT i.id, i.due_stage, rung->>'level', i.round, (rung->>'unit_id')::bigint, i.due_at, %(now)s
FROM tasks_instruction i, jsonb_array_elements(i.ladder) rung
WHERE i.due_at < %(now)s AND i.stage = ANY(%(open)s) AND rung->>'stage' = i.due_stage
  AND i.due_at + make_interval(secs => (rung->>'wait_seconds')::int) < %(now)s
  AND NOT EXISTS (SELECT FROM tasks_climb c WHERE c.instruction_id = i.id AND c.round = i.round
                  AND c.stage = i.due_stage AND c.level = rung->>'level')
"""
_CLIMB = f"""
INSERT INTO tasks_climb (instruction_id, stage, level, round, unit_id, late_since, at)
{_DUE} ON CONFLICT DO NOTHING RETURNING instruction_id
"""
# The badge on the instruction is the highest level that has heard of it, of all that was late before it
# was done.
_MARK = """
UPDATE tasks_instruction i SET climbed_to = top.level
FROM (SELECT DISTINCT ON (c.instruction_id) c.instruction_id, c.level FROM tasks_climb c
      JOIN tasks_instruction one ON one.id = c.instruction_id AND one.round = c.round
           AND (one.due_stage = c.stage OR one.stage IN ('issued', 'accepted'))
      WHERE c.instruction_id = ANY(%(ids)s)
      ORDER BY c.instruction_id,
               array_position(ARRAY['headquarters','task_force','township','village'], c.level)
     ) top
WHERE i.id = top.instruction_id
"""


def escalate_overdue(now: datetime | None = None) -> int:
    """Let every late stage climb the rungs that are due. Returns how many steps were taken.
    Run by the worker each minute; when nothing is late it leaves no trace."""
    moment = now or clock.now()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS ({_DUE})", _values(moment))
        late = cursor.fetchone()[0]
    return climb(moment, by=SYSTEM) if late else 0


@verb(needs="tasks.issue", words=Text("逾期升级", "escalated"))
def climb(now: datetime, *, by: Actor) -> int:
    """Take all steps that are due at a moment."""
    with connection.cursor() as cursor:
        cursor.execute(_CLIMB, _values(now))
        steps = cursor.fetchall()
        ids = sorted({step[0] for step in steps})
        if ids:
            cursor.execute(_MARK, {"ids": ids})
    if ids:
        outbox.emit(InstructionsClimbed(instruction_ids=tuple(ids)), actor=by.name)
    audit.note(subject="tasks.instructions", climbed=len(steps))
    return len(steps)


def _values(now: datetime) -> dict[str, Any]:
    return {"now": now, "open": list(OPEN)}
