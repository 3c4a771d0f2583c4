"""Who has an instruction now, how far each unit is with it and at which number it answers: for whoever
has nothing to press, and for the township that asks where it hangs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fangxian.ground.duty import api as duty
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel import clock
from fangxian.kernel.text import Text

NEXT = {  # what the unit has to do that has it now
    "received": Text("收到", "receive it"),
    "accepted": Text("办理", "act on it"),
    "acted": Text("办理", "act on it"),
    "checked": Text("核实", "check it"),
    "closed": Text("销号", "close it"),
}
ISSUER = Text("下达单位", "Issuer")
SHORT = {  # a level in one character: it stands before a unit's own name
    "headquarters": Text("县", "County"),
    "task_force": Text("专班", "Task force"),
    "township": Text("镇", "Town"),
    "village": Text("村", "Village"),
    "grid": Text("网格", "Grid"),
}


@dataclass(frozen=True)
class Unit:
    """A unit that an instruction lies with: its level, how far it is (`hue`, `shape`, `words`), since
    when, whether it is the reader's own, whether what is next is its turn, and its duty phone."""

    id: int
    level: Text
    name: str
    words: Text
    hue: str
    shape: str
    at: datetime | None
    mine: bool
    owes: bool
    phone: str = ""


def next_step(row: tasks.InstructionRow) -> Text:
    return NEXT.get(row.due_stage, NEXT["acted"])


def units_of(
    rows: Sequence[tasks.InstructionRow], own: Sequence[int] = ()
) -> dict[int, tuple[Unit, ...]]:
    """Instruction → its units, those that were instructed in their order, then who issued it where
    it is their turn. Two queries, however many rows."""
    ids = {got.unit_id for row in rows for got in row.receipts}
    ids |= {row.origin_unit_id for row in rows if row.origin_unit_id}
    names, phones = duty.names_of(ids), duty.public_phones_of(ids)
    return {row.id: tuple(_units(row, names, phones, own)) for row in rows}


def _units(
    row: tasks.InstructionRow, names: dict[int, str], phones: dict[int, str], own: Sequence[int]
) -> list[Unit]:
    turn = tasks.owing_units(row)
    # the level nearest to the house first: 村 → 镇 → 县
    ladder = sorted(row.receipts, key=lambda got: -list(SHORT).index(got.level))
    found = [
        Unit(
            got.unit_id,
            SHORT.get(got.level, Text(got.level, got.level)),
            names.get(got.unit_id, ""),
            *_state(row, got),
            got.received_at,
            got.unit_id in own,
            got.unit_id in turn,
            phones.get(got.unit_id, ""),
        )
        for got in ladder
    ]
    known = {one.id for one in found}
    found += [
        Unit(
            pk,
            ISSUER,
            names.get(pk, ""),
            Text("待办", "its turn"),
            "wait",
            "○",
            None,
            pk in own,
            owes=True,
            phone=phones.get(pk, ""),
        )
        for pk in turn
        if pk not in known
    ]
    return found


def _state(row: tasks.InstructionRow, got: tasks.ReceiptRow) -> tuple[Text, str, str]:
    """How far a unit is, in a word: what the instruction's own badge says is not said again."""
    if got.received_at is None and row.stage not in tasks.OPEN:
        return Text("未收", "never received"), "none", "–"
    if got.received_at is None:
        late = got.due_at is not None and got.due_at < clock.now()
        if late:
            return Text("逾期未收", "silent"), "late", "▲"
        return Text("未收", "not yet received"), "wait", "○"
    if row.stage == "accepted" and got.does in {"act", "both"}:
        return Text("在办", "in hand"), "move", "◑"
    return Text("已收到", "received"), "done", "●"
