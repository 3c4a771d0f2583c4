"""Which place a kind of unit has, and how periods meet: pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

# Digits of the significant prefix that a unit of the kind may stand at.
DIGITS_OF_KIND = {
    "headquarters": (2, 4, 6),
    "task_force": (2, 4, 6, 9, 12),
    "township": (9,),
    "village": (12,),
    "grid": (15,),
}


@dataclass(frozen=True)
class Line:
    """A row of a roster in its own words; `row` as the spreadsheet counts, `sheet` where there
    are several. A day that cannot be read is the text that was written."""

    row: int
    sheet: str = ""
    unit_code: str = ""
    unit_name: str = ""
    title: str = ""
    name: str = ""
    phone: str = ""
    since: date | str | None = None
    until: date | str | None = None


def prefix_of(code: str) -> str:
    """The significant prefix of a padded 12-digit code: 610921102000 → 610921102."""
    if not re.fullmatch(r"\d{12}", code):
        return code
    for length, rest in ((2, 10), (4, 8), (6, 6), (9, 3)):
        if code.endswith("0" * rest):
            return code[:length]
    return code


def meets(since: date, until: date | None, other: date, other_until: date | None) -> bool:
    """Whether two periods share a day; ends are included, None is for ever."""
    return since <= (other_until or date.max) and other <= (until or date.max)
