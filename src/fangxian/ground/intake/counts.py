"""A table that counts people (镇 | 人数) beside one that lists them: it says of nobody who they are. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fangxian.ground.intake.cells import text_of
from fangxian.ground.intake.opening import RawRow

LOOKED_AT = 6  # lines in which its header stands
COUNT = re.compile(r".{0,12}(?:人数|户数|人次|数量|总数|合计|小计|总计)(?:[（(][^（()）]*[)）])?")
FIGURE = re.compile(r"\d{1,7}(?:\.0)?\s*[人户个次]?|[-—/无]")
LONGEST = 20  # letters of what is counted


def header_of(rows: Sequence[RawRow]) -> int | None:
    """The line of a count's header; None where it counts nothing, or says more than that."""
    for at, row in enumerate(rows[:LOOKED_AT]):
        titles = [text_of(cell) for cell in row]
        columns = [n for n, title in enumerate(titles) if COUNT.fullmatch(title)]
        if columns and len({title for title in titles if title}) > 1:
            below = [one for one in map(_texts, rows[at + 1 :]) if any(one)]
            return at if below and all(_counts(one, columns) for one in below) else None
    return None


def _texts(row: RawRow) -> list[str]:
    return [text_of(cell) for cell in row]


def _counts(said: list[str], columns: list[int]) -> bool:
    """Whether a line is a figure for something that is named in a few letters."""
    figures = [said[n] for n in columns if n < len(said) and said[n]]
    named = [one for n, one in enumerate(said) if n not in columns]
    return (
        bool(figures)
        and all(map(FIGURE.fullmatch, figures))
        and all(len(one) <= LONGEST for one in named)
    )
