"""The command loop's part of the board: funnel, what is late, who is silent, the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from fangxian.ground.duty import api as duty
from fangxian.ground.places import api as places
from fangxian.ground.tasks import api as tasks
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.overview.boards.numbers import Door, Number, PlaceLine, UnitLine

LATE = Text(
    "条数;下一环节已过时限仍未办的指令,按应办单位计",
    "Instructions whose next stage is past its time, by the unit that owes it",
)
SILENT = Text(
    "条数;已过收到时限、该单位仍未点“收到”的在办指令",
    "Open instructions that the unit has not said 收到 to in time",
)


def door(found: tasks.InstructionFilter) -> Door:
    return Door("instructions", tasks.to_plain(found))


def funnel(on: date, by: Actor, place: str) -> tuple[Number, ...]:
    return tuple(
        Number(one.key, one.label, one.count, one.definition, door(one.filter))
        for one in tasks.funnel(on, by=by, place=place)
    )


def units(
    counted: Sequence[tasks.UnitCount], names: Mapping[int, str], definition: Text
) -> tuple[UnitLine, ...]:
    """Most first; the hours count from when the oldest was due."""
    now = clock.now()
    return tuple(
        UnitLine(
            row.unit_id,
            names.get(row.unit_id, ""),
            row.level,
            round((now - row.oldest).total_seconds() / 3600, 1),
            Number(
                f"unit:{row.unit_id}",
                Text(names.get(row.unit_id, ""), names.get(row.unit_id, "")),
                row.count,
                definition,
                door(row.filter),
            ),
        )
        for row in counted
    )


def late_and_silent(by: Actor, place: str) -> tuple[tuple[UnitLine, ...], tuple[UnitLine, ...]]:
    """Four queries: two counts of late ones, one of silent ones, the names."""
    late = tasks.overdue_by_unit(by=by, place=place)
    silent = tasks.silent_units(by=by, place=place)
    names = duty.names_of({row.unit_id for row in (*late, *silent)})
    return units(late, names, LATE), units(silent, names, SILENT)


def work(by: Actor, place: str) -> tuple[Number, ...]:
    """What waits for a decision. One query each."""
    wanted = (
        (
            "late",
            Text("逾期", "Overdue"),
            tasks.InstructionFilter(place=place, late=True),
            Text(
                "条数;下一环节已过时限的在办指令",
                "Open instructions past the time of their next stage",
            ),
        ),
        (
            "verify",
            Text("存疑待核实", "Uncertain, to be found out"),
            tasks.InstructionFilter(place=place, uncertain=True, open_only=True),
            Text(
                "条数;存疑、先要问清的在办指令:行程、电话、填报、有没有此人",
                "Open instructions with something to find out first: journeys, phones, claims, "
                "whether there is such a person",
            ),
        ),
        (
            "refused",
            Text("拒收待处理", "Refused"),
            tasks.InstructionFilter(place=place, stages=("refused",)),
            Text(
                "条数;镇村拒收、等下达单位处理的指令",
                "Instructions refused, back with their issuer",
            ),
        ),
        (
            "checked",
            Text("待销号", "To be closed"),
            tasks.InstructionFilter(place=place, stages=("checked",)),
            Text("条数;已核验、等待销号的指令", "Instructions checked and waiting to be closed"),
        ),
    )
    return tuple(
        Number(key, label, tasks.count(found, by=by), definition, door(found))
        for key, label, found, definition in wanted
    )


def map_of(by: Actor, top: str) -> tuple[PlaceLine, ...]:
    """The divisions one level below `top`. One query."""
    below = places.children_of(top)
    if not below:
        return ()
    counts = tasks.by_town(by=by, digits=len(below[0].code), place=top)
    return tuple(_place(one.code, one.name, counts.get(one.code, {})) for one in below)


def _place(code: str, name: str, counts: Mapping[str, int]) -> PlaceLine:
    found = tasks.InstructionFilter(place=code, open_only=True)
    filters = {
        "open": (Text("在办", "Open"), found),
        "late": (Text("逾期", "Overdue"), replace(found, open_only=False, late=True)),
        "acted": (
            Text("已落实待销号", "Acted, not closed"),
            replace(found, stages=("acted", "checked")),
        ),
    }
    numbers = {
        key: Number(
            key,
            label,
            counts.get(key, 0),
            Text(f"条数;{name}{label.zh}的指令", f"Instructions of {name}: {label.en.lower()}"),
            door(wanted),
        )
        for key, (label, wanted) in filters.items()
    }
    return PlaceLine(code, name, numbers["open"], numbers["late"], numbers["acted"])
