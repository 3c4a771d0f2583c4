"""New areas (西咸新区, its 沣东新城): no division of their own, over parts of several counties, which a
dated reply of the State Council names. What is known of a place in one is its street, which is a
division, or else that it lies in one of these counties. Pure."""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from fangxian.ground.places.rules import clean, unspaced
from fangxian.ground.places.sources import CHINA

Head = Callable[[str, str], tuple[str, str] | None]


class NewArea(NamedTuple):
    """`alone`: its name says enough without that of the zone it is part of. `over`: the counties."""

    name: str
    alone: bool
    over: tuple[str, ...]


@cache
def new_areas() -> tuple[NewArea, ...]:
    with (CHINA / "new_areas.csv").open(encoding="utf-8") as file:
        return tuple(
            NewArea(row["name"], bool(row["alone"]), tuple(row["over"].split()))
            for row in csv.DictReader(file)
        )


def new_area_in(text: str) -> tuple[NewArea, str] | None:
    """The new area that a text names, and what stands behind the last of its names; None for none."""
    said = unspaced(clean(text))
    known = [one for one in new_areas() if one.name in said]
    if not any(one.alone for one in known):
        return None
    last = max(known, key=lambda one: said.rindex(one.name))
    return last, said[said.rindex(last.name) + len(last.name) :]


def street_in(area: NewArea, text: str, head: Head) -> tuple[str, str] | None:
    """The one township in its counties with whose official name a text begins: (code, rest). `head`: as
    Resolver.official_head."""
    said = text
    for one in sorted(new_areas(), key=lambda one: -len(one.name)):
        said = said.removeprefix(one.name) if one.over == area.over else said
    found = [street for code in area.over if (street := head(code, said))]
    return found[0] if len(found) == 1 else None
