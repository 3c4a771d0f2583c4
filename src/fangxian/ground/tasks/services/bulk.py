"""Bulk: the same act on many, with a preview that says what will happen to each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

from fangxian.ground.tasks.errors import FAULTS, NobodyToAssign, TooMany
from fangxian.ground.tasks.models import Instruction, Receipt
from fangxian.ground.tasks.queries.scope import visible
from fangxian.ground.tasks.rules import NEEDS, OPEN, Act
from fangxian.ground.tasks.services.moving import Judged, judge, locked, move
from fangxian.ground.tasks.services.receiving import addressed, record, strangers
from fangxian.ground.tasks.services.steps import touched, write_steps
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question, verb

BulkAct = Literal["receive", "accept", "refuse", "check", "close", "assign"]
MOST = 20_000


@dataclass(frozen=True, slots=True)
class Bulk:
    """What a bulk act does, or did: ids that it changes, ids that are already so, and
    (id, fault code, sentence) for the rest. `outcomes`: what was reported of those that it
    changes, as (outcome, how many), the most first; it is this that a check confirms."""

    will: tuple[int, ...]
    already: tuple[int, ...]
    cannot: tuple[tuple[int, str, Text], ...]
    outcomes: tuple[tuple[str, int], ...] = ()


@question(needs="tasks.read")
def preview_bulk(ids: Sequence[int], act: BulkAct, *, by: Actor) -> Bulk:
    """What `do_bulk` would do. Writes nothing."""
    _count(ids)
    rows = Instruction.objects.filter(visible(by, NEEDS[act]), pk__in=ids).order_by("pk")
    return _said(_judge(list(rows), ids, act, by))


@verb(needs="tasks.receive", words=Text("收到指令", "received"))
def receive_many(ids: Sequence[int], *, by: Actor) -> Bulk:
    """收到 for one's unit, many at once."""
    rows, judged = _open(ids, "receive", by)
    record(rows, by, addressed(by, "tasks.receive"))
    return _said(judged)


@verb(needs="tasks.receive", words=Text("接受指令", "accepted"))
def accept_many(ids: Sequence[int], *, by: Actor) -> Bulk:
    """Take on many at once; who takes on has received."""
    rows, judged = _open(ids, "accept", by)
    record(rows, by, addressed(by, "tasks.receive"))
    move("accept", judged.moves, by)
    return _said(judged)


@verb(needs="tasks.check", words=Text("核实", "checked"))
def check_many(ids: Sequence[int], *, by: Actor) -> Bulk:
    """Confirm the results of many at once."""
    _, judged = _open(ids, "check", by)
    move("check", judged.moves, by)
    return _said(judged)


@verb(needs="tasks.close", words=Text("销号", "closed"))
def close_many(ids: Sequence[int], *, by: Actor) -> Bulk:
    """销号, many at once."""
    _, judged = _open(ids, "close", by)
    move("close", judged.moves, by)
    return _said(judged)


@verb(needs="tasks.assign", words=Text("指派", "assigned"))
def assign(
    ids: Sequence[int], *, by: Actor, account_id: int | None = None, unit_id: int | None = None
) -> Bulk:
    """Hand open instructions to a unit or to one member of staff. NobodyToAssign, TooMany."""
    if account_id is None and unit_id is None:
        raise NobodyToAssign
    rows, judged = _open(ids, "assign", by)
    Instruction.objects.filter(pk__in=[row.pk for row in judged.moves]).update(
        assigned_account_id=account_id, assigned_unit_id=unit_id
    )
    to = f"account:{account_id}" if account_id else f"unit:{unit_id}"
    steps = [(row.pk, row.stage, row.stage) for row in judged.moves]
    write_steps(steps, "assign", by, clock.now(), reason=to)
    if rows:
        touched(rows, act="assign", to=to)
    return _said(judged)


def _open(ids: Sequence[int], act: BulkAct, by: Actor) -> tuple[list[Instruction], Judged]:
    _count(ids)
    rows = locked(ids, by, NEEDS[act])
    return rows, _judge(rows, ids, act, by)


def _count(ids: Sequence[int]) -> None:
    if len(ids) > MOST:
        raise TooMany(most=MOST, count=len(ids))


def _judge(rows: Sequence[Instruction], ids: Sequence[int], act: BulkAct, by: Actor) -> Judged:
    if act == "receive":
        return _judge_receive(rows, ids, by)
    foreign = strangers(act, rows, by)
    if act == "assign":
        own = [row for row in rows if row.pk not in foreign]
        return Judged(
            moves=tuple(row for row in own if row.stage in OPEN),
            already=(),
            cannot=(
                *((row.pk, f"already_{row.stage}") for row in own if row.stage not in OPEN),
                *((pk, "not_addressed") for pk in sorted(foreign)),
                *((pk, "not_found") for pk in sorted(set(ids) - {row.pk for row in rows})),
            ),
        )
    judged = judge(cast("Act", act), [row for row in rows if row.pk not in foreign], by, ids)
    missing = set(ids) - {row.pk for row in rows}
    cannot = [one for one in judged.cannot if one[0] not in foreign | missing]
    return Judged(
        judged.moves,
        judged.already,
        (
            *cannot,
            *((pk, "not_addressed") for pk in sorted(foreign)),
            *((pk, "not_found") for pk in sorted(missing)),
        ),
    )


def _judge_receive(rows: Sequence[Instruction], ids: Sequence[int], by: Actor) -> Judged:
    mine = Receipt.objects.filter(
        addressed(by, "tasks.receive"), instruction_id__in=[row.pk for row in rows]
    )
    waiting: set[int] = set()
    all_mine: set[int] = set()
    for pk, at in mine.values_list("instruction_id", "received_at"):
        all_mine.add(pk)
        if at is None:
            waiting.add(pk)
    missing = sorted(set(ids) - {row.pk for row in rows})
    return Judged(
        moves=tuple(row for row in rows if row.pk in waiting),
        already=tuple(row.pk for row in rows if row.pk in all_mine - waiting),
        cannot=(
            *((row.pk, "not_addressed") for row in rows if row.pk not in all_mine),
            *((pk, "not_found") for pk in missing),
        ),
    )


def _said(judged: Judged) -> Bulk:
    return Bulk(
        will=tuple(row.pk for row in judged.moves),
        already=judged.already,
        cannot=tuple((pk, code, FAULTS[code]) for pk, code in judged.cannot),
        outcomes=tuple(Counter(row.outcome for row in judged.moves if row.outcome).most_common()),
    )
