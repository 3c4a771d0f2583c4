"""Quarters and new areas that everybody knows by name and that are no division, or one far down
(天府新区, 回龙观): where they lie, as a dated table says; and the towns of a name that says no more."""

from __future__ import annotations

import csv
from functools import cache

from fangxian.ground.places.address_rests import lead_of, tail_of
from fangxian.ground.places.index import Index
from fangxian.ground.places.names import ways_to_write
from fangxian.ground.places.sources import CHINA, read

MOST = 30  # towns that are offered of one name


@cache
def _quarters() -> dict[str, tuple[str, ...]]:
    with (CHINA / "quarters.csv").open(encoding="utf-8") as file:
        return {row["name"]: tuple(row["codes"].split()) for row in csv.DictReader(file)}


@cache
def _provinces() -> tuple[tuple[str, str], ...]:
    """(way to write it, code), the longest first."""
    lines = read([CHINA / "provinces.csv"])
    ways = [(way, line.code) for line in lines for way, _ in ways_to_write(line.name, "province")]
    return tuple(sorted(ways, key=lambda one: -len(one[0])))


def quarter(text: str) -> tuple[str, ...]:
    """The cities or counties in which the quarter lies that a text names, with what somebody did there
    or its address behind it; () where it names none. Its province may stand before it (河北雄安新区)."""
    said = text[lead_of(text) :]
    above = next(((way, code) for way, code in _provinces() if said.startswith(way)), ("", ""))
    within = _named(said[len(above[0]) :]) if above[0] else ()
    return _named(said) or tuple(code for code in within if code.startswith(above[1]))


def _named(said: str) -> tuple[str, ...]:
    found = [name for name in _quarters() if said.startswith(name)]
    name = max(found, key=len, default="")
    return _quarters()[name] if name and tail_of(said[len(name) :]).unread < 0 else ()


class Towns:
    """The townships of the country by name, over one index."""

    def __init__(self, index: Index) -> None:
        self._by_name: dict[str, list[str]] = {}
        for code, row in index.by_code.items():
            if row.level == "township":
                for name, _ in index.ways(code):
                    self._by_name.setdefault(name, []).append(code)

    def named(self, text: str) -> tuple[str, ...]:
        """Those of a whole name, in order of code; () where it is that of none, or of very many."""
        found = self._by_name.get(text, ())
        return tuple(sorted(found)) if len(found) <= MOST else ()
