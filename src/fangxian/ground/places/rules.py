"""Codes and names of divisions. Pure.

A division is written as its significant digits: 2 province, 4 city, 6 county,
9 township, 12 village, 15 grid, so that "lies in" is "starts with".
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Level = Literal["province", "city", "county", "township", "village", "grid"]
CityKind = Literal[
    "municipality", "sub_provincial", "prefecture_city", "prefecture", "province_run", ""
]

LEVELS: tuple[Level, ...] = ("province", "city", "county", "township", "village", "grid")
DIGITS: dict[Level, int] = dict(zip(LEVELS, (2, 4, 6, 9, 12, 15), strict=True))
LEVEL_OF_LENGTH: dict[int, Level] = {digits: level for level, digits in DIGITS.items()}
_PARENT_LENGTH = {4: 2, 6: 4, 9: 6, 12: 9, 15: 12}

# Rows of the statistical tables that stand for no city of their own.
FILLERS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})

_CODE = re.compile(r"[1-9]\d+")
_BLANK = re.compile(r"\s+")


def level_of_code(code: str) -> Level | None:
    return LEVEL_OF_LENGTH.get(len(code))


def parent_code(code: str) -> str:
    """The code one level up; "" above a province."""
    return code[: _PARENT_LENGTH.get(len(code), 0)]


def prefix(code: str) -> str:
    """Significant digits of a 6- or 12-digit code padded with zeros; others as they are.
    ValueError when it is not a division code at all."""
    if not _CODE.fullmatch(code) or len(code) not in LEVEL_OF_LENGTH:
        msg = f"not a division code: {code!r}"
        raise ValueError(msg)
    if len(code) not in (6, 12):
        return code
    while code and not int(code[len(parent_code(code)) :]):
        code = parent_code(code)
    return code


def widen(code: str, level: Level | Literal["area"]) -> str:
    """The division at `level` in which the code lies; a coarser code stays as it is."""
    return code[: DIGITS["village" if level == "area" else level]]


def clean(text: str) -> str:
    """Full-width to half-width, outer blanks off."""
    return unicodedata.normalize("NFKC", text).strip()


def unspaced(text: str) -> str:
    return _BLANK.sub("", text)


def looks_like_code(text: str) -> bool:
    return text.isascii() and text.isdigit()


def kind_of_city_row(code: str, name: str, known: dict[str, str]) -> str:
    """Kind of a city by the facts file first, then by its code and name."""
    for digits in (2, 4):
        if code[:digits] in known and (digits == 4 or known[code[:2]] == "municipality"):
            return known[code[:digits]]
    if code.endswith("90"):
        return "province_run"
    return "prefecture_city" if name.endswith("市") else "prefecture"
