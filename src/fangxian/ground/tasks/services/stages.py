"""The verbs on one instruction: accept, refuse, check, close, send back, withdraw.

`expected_stage` is the stage that the form showed: if another hand moved the instruction
since, the verb says so (Stale), unless what is asked has already been done. All return the
stage in which the instruction now is. CannotMove when it was given to others (rules.is_for).
"""

from __future__ import annotations

from fangxian.ground.tasks.errors import CannotMove, ReasonMissing
from fangxian.ground.tasks.models import Instruction
from fangxian.ground.tasks.rules import NEEDS, NEEDS_REASON, Act
from fangxian.ground.tasks.services.moving import locked, move, step_of
from fangxian.ground.tasks.services.receiving import (
    INSTRUCTION,
    addressed,
    record,
    refuse_strangers,
)
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound, Stale
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb


@verb(needs="tasks.receive", words=Text("接受指令", "accepted"))
def accept(instruction_id: int, *, by: Actor, expected_stage: str = "") -> str:
    """Take it on."""
    return _one("accept", instruction_id, by, expected_stage)


@verb(needs="tasks.receive", words=Text("拒收指令", "refused"))
def refuse(instruction_id: int, reason: str, *, by: Actor, expected_stage: str = "") -> str:
    """Decline with a reason; it goes back to its issuer's work list."""
    return _one("refuse", instruction_id, by, expected_stage, reason)


@verb(needs="tasks.check", words=Text("核实", "checked"))
def check(instruction_id: int, *, by: Actor, expected_stage: str = "") -> str:
    """Confirm that what was reported is so."""
    return _one("check", instruction_id, by, expected_stage)


@verb(needs="tasks.close", words=Text("销号", "closed"))
def close(instruction_id: int, *, by: Actor, expected_stage: str = "") -> str:
    """销号. A question that is not answered is not closed: see `rules.still_asked`."""
    return _one("close", instruction_id, by, expected_stage)


@verb(needs="tasks.check", words=Text("退回重办", "sent back"))
def send_back(instruction_id: int, reason: str, *, by: Actor, expected_stage: str = "") -> str:
    """Return a reported result to be done again, also one that was closed already (reopened), or a
    refused instruction to its addressees; its clocks start anew."""
    return _one("send_back", instruction_id, by, expected_stage, reason)


@verb(needs="tasks.withdraw", words=Text("撤回指令", "withdrew"))
def withdraw(instruction_id: int, reason: str, *, by: Actor, expected_stage: str = "") -> str:
    """Take it out of the world with a reason; its history stays."""
    return _one("withdraw", instruction_id, by, expected_stage, reason)


def _one(act: Act, instruction_id: int, by: Actor, expected: str, reason: str = "") -> str:
    if act in NEEDS_REASON and not reason.strip():
        raise ReasonMissing
    row = find(instruction_id, by, NEEDS[act])
    refuse_strangers(act, [row], by)
    step = step_of(act, row, by)
    if step.already:
        return row.stage
    if expected and expected != row.stage:
        raise Stale(what=INSTRUCTION.zh)
    if step.fault:
        raise CannotMove(title=row.title_zh, fault=step.fault)
    if act in {"accept", "refuse"}:  # who answers has received
        record([row], by, addressed(by, NEEDS[act]))
    move(act, [row], by, reason.strip())
    return step.to


def find(instruction_id: int, by: Actor, permission: str) -> Instruction:
    """The instruction, locked; NotFound outside the actor's area."""
    rows = locked([instruction_id], by, permission)
    if not rows:
        raise NotFound(what=INSTRUCTION.zh)
    return rows[0]
