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
    if not name:
        return ()
    cities, rest = _quarters()[name], said[len(name) :]
    if county := _county(cities, rest):
        return (county,)
    return cities if tail_of(rest).unread < 0 else ()


def _county(cities: tuple[str, ...], rest: str) -> str:
    """The county of one of the cities that is named behind a quarter which lies across several
    (雄安新区容城县), with nothing but an address behind it; "" where none is."""
    named = (
        (way, code)
        for city in cities
        for way, code in _counties().get(city, ())
        if rest.startswith(way) and tail_of(rest[len(way) :]).unread < 0
    )
    return max(named, key=lambda one: len(one[0]), default=("", ""))[1]


@cache
def _counties() -> dict[str, list[tuple[str, str]]]:
    """City → (name in full, code) of its counties."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in read([CHINA / "counties.csv"]):
        found.setdefault(line.code[:4], []).append((line.name, line.code))
    return found


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
