"""Places in columns that are read for something else: 交通方式 高铁,途经武汉; 车次 G1234 上海虹桥-西安北; a
town or an address in another county; 姓名 张三(上海回来). Where the row does not name the place as one where
somebody was, it is kept as a stay without a place, in the words of the column, and verified.

Not looked at are the kind and number of a document (港澳通行证 says where it was made) and the plate of a
vehicle (where it is registered). Departure, stays on the way and remark have readers of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from fangxian.ground.intake.api import text_of
from fangxian.ground.places import api as places
from fangxian.lines.arrivals import grave_words, headings
from fangxian.lines.arrivals.negations import no_stay

HAN = re.compile(r"[\u4e00-\u9fff]")
ASIDE_OF_NAME = re.compile(places.any_word("aside_of_name"))
TRAVELS = re.compile(places.any_word("travels"))
DATES = re.compile(places.any_word("of_a_day"))
PLATE = re.compile(r"[\u4e00-\u9fff][A-Z][·.\- ]?[A-Z0-9]{4,6}[\u4e00-\u9fff]?")
OWN = re.compile(places.any_word("own"))  # of a name, a phone
FIELDS = (
    "name",
    "phone",
    "leaving",
    "arrival",
    "transport",
    "vehicle",
    "town",
    "village",
    "address",
    "overseas",
    "entry",
    "filed_at",
    "method",
)
ALSO_CALLED = re.compile(rf"(?:{places.any_word('also_called')})[:： ]?$")
COMMON = frozenset(places.cell_words("common"))
DAYS = frozenset({"leaving", "arrival", "entry", "filed_at"})


class Found(NamedTuple):
    """What a cell says besides what its column is for: the words, the places outside the county (as the
    codes that each may be), whether it speaks of abroad, and of what is grave."""

    said: str
    named: tuple[tuple[str, ...], ...]
    abroad: bool
    grave: bool
    outside: str = ""  # it says only that it was outside this division


class Destinations(Protocol):
    home: str

    def __getitem__(self, said: tuple[str, str]) -> str: ...


def read(
    cells: Callable[[str], Collection[Any]], destinations: Destinations
) -> Iterator[tuple[int, str, Found]]:
    """(index of the row, field, what is said) for the cells of a table, each distinct cell once."""
    for field in FIELDS:
        column = cells(field)
        found = {
            cell: said
            for cell in set(column)
            if cell.__class__ is str and (said := said_of(field, cell, destinations.home))
        }
        if not found:
            continue
        towns = list(cells("town")) if field in ("town", "village") else []
        for index, cell in enumerate(column):
            said = found.get(cell)
            if said and not (towns and _here(field, towns[index], cell, destinations)):
                yield index, field, said


def answered(found: Found, known: Sequence[Any], overseas: str | None) -> bool:
    """Whether the row says it itself. `known`: the places that it names."""
    if found.grave or (found.abroad and overseas != "yes"):
        return False
    held = [one.code for one in known if one.code]
    if found.outside and all(code.startswith(found.outside) for code in held):
        return False
    return all(any(beside(code, one) for code in codes for one in held) for codes in found.named)


def beside(one: str, other: str) -> bool:
    """Whether of two places one lies in the other."""
    return headings.near(one, other)


def said_of(field: str, cell: str, home: str) -> Found | None:
    """What a text says besides what its field ("" for none) is for; None for nothing."""
    if not HAN.search(cell):
        return None
    text = _besides(field, text_of(cell))
    if not text:
        return None
    mentions = [one for one in places.mentions(text) if _been(field, text, one, home)]
    named = tuple(one.codes for one in mentions if one.codes)
    abroad = field != "overseas" and grave_words.abroad(text)
    abroad = abroad or (field != "overseas" and len(named) < len(mentions))
    grave = grave_words.grave_in(text)
    return Found(text, named, abroad, grave) if named or abroad or grave else None


def _besides(field: str, text: str) -> str:
    """Of a cell what may speak of a place: behind a name, beside a day or a number."""
    if field == "name":
        parts = ["".join(one) for one in ASIDE_OF_NAME.findall(text)]
        alone = len(text) > len("欧阳娜娜") and TRAVELS.search(text)
        return ",".join(filter(None, parts)) or (text if alone else "")
    if field in DAYS:
        return text if HAN.search(DATES.sub("", text)) else ""
    return PLATE.sub(" ", text) if field == "vehicle" else text


def _been(field: str, text: str, one: places.Mention, home: str) -> bool:
    before, behind = text[: one.start], text[one.end :]
    if no_stay(before, behind):
        return False
    if field in ("name", "phone") and (OWN.match(behind) or ALSO_CALLED.search(before)):
        return False
    if field == "address" and one.end - one.start == len(text) and text in COMMON:
        return False  # 城东, 江北: where about in the county
    if field == "method" and headings.ORGAN.match(behind):
        return False
    near = [beside(code, home) for code in one.codes]
    return not near or not (all(near) if one.each else any(near))


def _here(field: str, town: Any, cell: str, destinations: Destinations) -> bool:
    """Whether a town or village of the county has this name, whatever place elsewhere has it too."""
    above = text_of(town)
    if field == "town":
        return destinations[text_of(cell), ""] != destinations.home
    return len(destinations[above, text_of(cell)]) > len(destinations[above, ""])
