"""Who has an instruction now, and what they have to do with it: for whoever has nothing to press."""

from __future__ import annotations

from collections.abc import Sequence

from fangxian.ground.duty import api as duty
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel.text import Text

NEXT = {  # what the unit has to do that has it now
    "received": Text("收到", "receive it"),
    "accepted": Text("办理", "act on it"),
    "acted": Text("办理", "act on it"),
    "checked": Text("核实", "check it"),
    "closed": Text("销号", "close it"),
}


def next_step(row: tasks.InstructionRow) -> Text:
    return NEXT.get(row.due_stage, NEXT["acted"])


def units_of(rows: Sequence[tasks.InstructionRow]) -> dict[int, tuple[str, ...]]:
    """Instruction → names of the units that owe what is next. One query."""
    owing = {row.id: tasks.owing_units(row) for row in rows}
    names = duty.names_of({unit for some in owing.values() for unit in some})
    return {
        number: tuple(names[unit] for unit in some if unit in names)
        for number, some in owing.items()
    }
