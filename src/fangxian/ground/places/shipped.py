"""The divisions that come with the product, read from its files: for answers that need no
database. What a county has loaded by hand or renamed is not known here."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import cast

from fangxian.ground.places import rules, sources
from fangxian.ground.places.index import DivisionRow, Index
from fangxian.ground.places.resolver import Resolved, Resolver
from fangxian.ground.places.rules import CityKind


def shipped_kind_of_city(code: str) -> CityKind:
    """The kind of the city in which a division of any level lies; "" when the facts do not
    say it."""
    kinds = _kinds()
    return kinds.get(code[:4]) or kinds.get(code[:2]) or ""


def shipped_resolve(text: str) -> Resolved | None:
    """A name at any level or a code → the place, as `resolve` has it of the database."""
    return _resolver().resolve(text)


def shipped_doubtful(text: str) -> tuple[str, ...]:
    """The places that share a bare short name, as `doubtful` has them of the database."""
    return _resolver().doubtful(text.strip())


@cache
def _kinds() -> dict[str, CityKind]:
    known = sources.city_kinds()
    cities = {
        line.code: rules.kind_of_city_row(line.code, line.name, known)
        for line in sources.read([sources.CHINA / "cities.csv"])
    }
    return cast("dict[str, CityKind]", known | cities)


@cache
def _resolver() -> Resolver:
    return Resolver(Index(_rows()))


def _rows() -> Iterator[DivisionRow]:
    counties = sorted(folder.name for folder in sources.COUNTIES.iterdir() if folder.is_dir())
    files = (*sources.national_files(), *(f for c in counties for f in sources.shipped_files(c)))
    for line in sources.read(files):
        level = rules.level_of_code(line.code)
        if level:
            kind = shipped_kind_of_city(line.code) if len(line.code) in (2, 4) else ""
            yield DivisionRow(line.code, line.name, level, rules.parent_code(line.code), kind)
