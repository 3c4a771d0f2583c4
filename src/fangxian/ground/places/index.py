"""All divisions in memory: by code, by parent, and by name within a parent. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from fangxian.ground.places.names import OFFICIAL, ways_to_write
from fangxian.ground.places.rules import FILLERS, Level, parent_code

Named = tuple[str, int]  # a code, and how good a way of writing it the text is


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """A division as others read it. `kind` is a city's (see kind_of_city)."""

    code: str
    name: str
    level: Level
    parent: str
    kind: str = ""
    sort_key: str = ""
    population: int | None = None
    aliases: tuple[str, ...] = ()


class Index:
    """What the table holds, as it was when the index was built."""

    def __init__(self, rows: Iterable[DivisionRow]) -> None:
        self.by_code = {row.code: row for row in rows}
        self._names: dict[tuple[str, Level], dict[str, str | None]] = {}

    @cached_property
    def _codes_below(self) -> dict[str, list[str]]:
        below: dict[str, list[str]] = defaultdict(list)
        for code, row in self.by_code.items():
            below[row.parent].append(code)
        for codes in below.values():
            codes.sort()
        return below

    def codes_below(self, code: str) -> list[str]:
        """The codes one level down, in order of code."""
        return self._codes_below.get(code, [])

    def children(self, code: str) -> tuple[DivisionRow, ...]:
        return tuple(self.by_code[child] for child in self.codes_below(code))

    def descendants(self, code: str, level: Level) -> list[str]:
        """The codes of one level that lie in a division."""
        found = [code]
        while found and self._level(found[0]) != level:
            found = [child for parent in found for child in self.codes_below(parent)]
        return found

    def _level(self, code: str) -> Level | None:
        return self.by_code[code].level if code else None

    def ways(self, code: str) -> tuple[Named, ...]:
        """The texts by which a division goes, with their ranks."""
        row = self.by_code[code]
        above = self.by_code.get(row.parent)
        if above and row.level == "township" and row.name.startswith(above.name):
            short = row.name.removeprefix(above.name)  # 济源市沁园街道 goes by 沁园街道
            said = ((row.name, OFFICIAL), *ways_to_write(short, row.level)) if short else ()
        else:
            said = ways_to_write(row.name, row.level)
        return (*said, *((alias, OFFICIAL) for alias in row.aliases))

    def named(self, parent: str, name: str, level: Level) -> str | None:
        """The one division of a level inside `parent` with exactly this official name."""
        names = self._names.get((parent, level))
        if names is None:
            names = {}
            for code in self.descendants(parent, level):
                text = self.by_code[code].name
                names[text] = None if text in names else code
            self._names[parent, level] = names
        return names.get(name)

    def full_name(self, code: str) -> str:
        """Names from the province down, without rows that stand for no place of their own."""
        parts: list[str] = []
        while code:
            row = self.by_code.get(code)
            if row and row.name not in FILLERS and row.name not in parts[-1:]:
                parts.append(row.name)
            code = row.parent if row else parent_code(code)
        return "".join(reversed(parts))

    def home_of(self, code: str) -> str:
        """The code that says most for the same land: a municipality for its 市辖区 row, the
        one county of a city without districts (东莞, 儋州) for the city."""
        row = self.by_code.get(code)
        if row is None or row.level != "city":
            return code
        if row.kind == "municipality":
            return row.parent
        below = self.codes_below(code)
        if len(below) == 1 and self.by_code[below[0]].name == row.name:
            return below[0]
        return code
