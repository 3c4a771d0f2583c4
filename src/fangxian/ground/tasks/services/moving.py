"""The engine under the verbs: lock, judge by the rules, move in bulk, write the steps.

Each function here is a fixed number of statements, whether it moves one instruction
or twenty thousand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Least

from fangxian.ground.tasks import events
from fangxian.ground.tasks.models import Instruction
from fangxian.ground.tasks.outcomes import in_place_codes
from fangxian.ground.tasks.queries.scope import visible
from fangxian.ground.tasks.rules import (
    CONFIRMING,
    NEEDS,
    OPEN,
    OWED,
    QUESTIONS,
    STILL_OWED,
    Act,
    Step,
    levels_of,
    meet,
    not_begun,
    one_hand,
    still_asked,
)
from fangxian.ground.tasks.services.steps import touched, write_steps
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import Actor

FACTS: dict[str, type[Any]] = {
    "accept": events.InstructionsAccepted,
    "refuse": events.InstructionsRefused,
    "act": events.InstructionsActed,
    "check": events.InstructionsChecked,
    "close": events.InstructionsClosed,
    "send_back": events.InstructionsSentBack,
    "withdraw": events.InstructionsWithdrawn,
}
REOPENED = {"accepted": ("acted", "checked", "closed"), "issued": OWED}


@dataclass(frozen=True, slots=True)
class Judged:
    """How an act meets a set of instructions: what moves, what is already so, what cannot
    (id, code of errors.FAULTS)."""

    moves: tuple[Instruction, ...]
    already: tuple[int, ...]
    cannot: tuple[tuple[int, str], ...]


def locked(ids: Sequence[int], by: Actor, permission: str) -> list[Instruction]:
    """The instructions that the actor may touch, locked in one order so that two bulk acts
    wait for each other instead of blocking."""
    found = Instruction.objects.filter(visible(by, permission), pk__in=ids)
    return list(found.select_for_update(of=("self",)).order_by("pk").defer("body_zh", "body_en"))


def judge(act: Act, rows: Sequence[Instruction], by: Actor, ids: Iterable[int] = ()) -> Judged:
    """Sort by what the rules say. Ids that are not among the rows were not found."""
    steps = [(row, step_of(act, row, by)) for row in rows]
    missing = sorted(set(ids) - {row.pk for row in rows})
    return Judged(
        moves=tuple(row for row, step in steps if step.to),
        already=tuple(row.pk for row, step in steps if step.already),
        cannot=(
            *((row.pk, step.fault) for row, step in steps if step.fault),
            *((pk, "not_found") for pk in missing),
        ),
    )


def step_of(act: Act, row: Instruction, by: Actor) -> Step:
    """How an act of somebody's meets an instruction as it is."""
    step = meet(act, row.stage, row.round)
    if act == "send_back" and row.stage == "closed" and _succeeded(row):
        return Step(fault="another_is_open")
    if step.to and still_asked(act, row.kind, uncertain=row.uncertain, outcome=row.outcome):
        return Step(fault=QUESTIONS[row.kind])
    if step.to and act in CONFIRMING and _not_begun(row):
        return Step(fault="not_begun")
    if step.to and (
        fault := one_hand(act, by.hand, acted_by=row.acted_by_id, checked_by=row.checked_by_id)
    ):
        return Step(fault=fault)
    return step


def _not_begun(row: Instruction) -> bool:
    if row.begins_on is None:  # most have begun: their pack is not asked
        return False
    claims = row.outcome in in_place_codes(row.place)
    return not_begun(row.begins_on, clock.today(), claims=claims)


def _succeeded(row: Instruction) -> bool:
    """Whether another instruction of its kind about its subject is open."""
    return Instruction.objects.filter(kind=row.kind, subject=row.subject, stage__in=OPEN).exists()


def move(act: Act, rows: Sequence[Instruction], by: Actor, reason: str = "") -> None:
    """Carry out an act on instructions that it moves; steps, fact and audit included."""
    if not rows:
        return
    now = clock.now()
    groups: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        groups[meet(act, row.stage, row.round).to].append(row.pk)
    for to, ids in groups.items():
        _update(act, to, ids, now, by)
    write_steps(
        [(row.pk, row.stage, meet(act, row.stage, row.round).to) for row in rows],
        act,
        by,
        now,
        reason=reason,
        level=_level(by, NEEDS[act]),
    )
    outbox.emit(
        FACTS[act](
            instruction_ids=tuple(row.pk for row in rows),
            subjects=tuple(row.subject for row in rows),
        ),
        actor=by.name,
    )
    touched(rows, act=act)


def _update(act: Act, to: str, ids: Sequence[int], now: datetime, by: Actor) -> None:
    rows = Instruction.objects.filter(pk__in=ids)
    if act == "send_back":
        rows.update(
            **{f"{stage}_due": now + (F(f"{stage}_due") - F("clock_at")) for stage in REOPENED[to]},
            clock_at=now,
            acted_at=None,
            checked_at=None,
            closed_at=None,
            refused_at=None,
            round=F("round") + 1,
            outcome="",
            acted_by_id=None,
            checked_by_id=None,
        )
        rows.update(stage=to, climbed_to="", **standing_due(to))
        return
    whose = {f"{to}_by_id": by.account_id} if act in {"act", "check"} else {}
    # who takes it on has not done it: that it was late and who heard of it stays until it is done
    heard = {} if act == "accept" else {"climbed_to": ""}
    rows.update(stage=to, **heard, **{f"{to}_at": now}, **whose, **standing_due(to))


def standing_due(stage: str, *, received: bool = False) -> dict[str, Any]:
    """The columns `due_at` and `due_stage` as expressions over the dues of a stage."""
    left = [name for name in STILL_OWED[stage] if not (received and name == "received")]
    if not left:
        return {"due_at": None, "due_stage": ""}
    columns = [F(f"{name}_due") for name in left]
    least = Least(*columns) if len(columns) > 1 else columns[0]
    named = [When(Q(**{f"{name}_due": least}), then=Value(name)) for name in left]
    return {"due_at": least, "due_stage": Case(*named, default=Value(""))}


def _level(by: Actor, permission: str) -> str:
    return next(iter(levels_of(by.scope(permission).prefixes)), "")
