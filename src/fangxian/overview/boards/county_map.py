"""The map of a county or a township: each part with its numbers, each number with its list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fangxian.ground.places import maps
from fangxian.ground.tasks import api as tasks
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question
from fangxian.lines.arrivals import api as arrivals
from fangxian.overview.boards import loop
from fangxian.overview.boards.numbers import Door, Number, PlaceLine
from fangxian.overview.boards.queries import top_of

TOWNSHIP = 9  # digits: as finely as the people of a place are counted
SHOWN: Mapping[str, tuple[Text, Text]] = {
    "late": (
        Text("逾期", "Overdue"),
        Text("条数;下一环节已过时限的在办指令", "Open instructions past their next time"),
    ),
    "due": (
        Text("今日到期", "Due today"),
        Text("条数;下一环节今天到期、尚未逾期的指令", "Instructions due today and not late yet"),
    ),
    "open": (
        Text("在办", "Open"),
        Text("条数;未销号的指令", "Instructions not yet closed"),
    ),
    "in_charge": (
        Text("在管", "In charge"),
        Text("人数;今天有管控措施的人,按现行判定", "People under a measure today, as screened"),
    ),
}


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A part of the map with its numbers by key of SHOWN; a key that the actor may not read, or that
    is not counted so finely, is not there."""

    part: maps.MapPart
    numbers: Mapping[str, Number]


@dataclass(frozen=True, slots=True)
class CountyMap:
    """`lines`: the same parts as tiles; `shown`: what there is to colour by, in order, with its
    definition."""

    place: str
    name: str
    outline: Mapping[str, Any]
    bounds: tuple[float, float, float, float]
    places: tuple[MapPlace, ...]
    lines: tuple[PlaceLine, ...]
    shown: Mapping[str, tuple[Text, Text]]


@question(needs="boards.read")
def county_map(place: str = "", *, by: Actor) -> CountyMap | None:
    """The map of a place, default the actor's own or the home county's; None where its outline is
    not known."""
    top = place or top_of(by)
    drawn = maps.map_of(top)
    if drawn is None or not drawn.parts:
        return None
    codes = [one.code for one in drawn.parts]
    loops = by.may("tasks.read")
    lines = loop.map_of(by, top) if loops else ()
    counted = {**(_loop(top, codes, by) if loops else {}), **_people(top, codes, by)}
    rows = tuple(
        MapPlace(one, {key: numbers[one.code] for key, numbers in counted.items()})
        for one in drawn.parts
    )
    shown = {key: said for key, said in SHOWN.items() if key in counted}
    return CountyMap(top, drawn.name, drawn.outline, drawn.bounds, rows, lines, shown)


Counts = dict[str, dict[str, Number]]  # key of SHOWN → place → number


def _loop(top: str, codes: list[str], by: Actor) -> Counts:
    counts = tasks.by_town(by=by, digits=len(codes[0]), place=top)
    wanted = {
        "late": {"late": True},
        "due": {"due_day": clock.today()},
        "open": {"open_only": True},
    }
    return {
        key: {
            code: _number(
                key,
                code,
                counts.get(code, {}).get(key, 0),
                loop.door(tasks.InstructionFilter(place=code, **given)),  # type: ignore[arg-type]
            )
            for code in codes
        }
        for key, given in wanted.items()
    }


def _people(top: str, codes: list[str], by: Actor) -> Counts:
    if not by.may("arrivals.read") or len(codes[0]) > TOWNSHIP:
        return {}
    held = arrivals.in_charge_by_place(clock.today(), len(codes[0]), by=by, place=top)
    measures = _named(held.values())
    return {
        "in_charge": {
            code: _number(
                "in_charge",
                code,
                sum(held.get(code, {}).values()),
                Door("ledger", {"place": code, "measure": measures}),
            )
            for code in codes
        }
    }


def _named(some: Iterable[Mapping[str, int]]) -> list[str]:
    return sorted({measure for one in some for measure in one})


def _number(key: str, code: str, count: int, door: Door) -> Number:
    label, definition = SHOWN[key]
    return Number(f"{key}:{code}", label, count, definition, door)
