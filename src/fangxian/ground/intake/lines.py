"""What stands over several rows: a title above their header, a heading between them, a footer below,
the name of their sheet, the lines of a cover. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fangxian.ground.intake.cells import text_of
from fangxian.ground.intake.no_rows import FOOTER
from fangxian.ground.intake.opening import RawRow

TITLE, HEADING, FOOT, SHEET, COVER = "title", "heading", "footer", "sheet", "cover"
LONGEST = 400  # letters of a line that are kept
ABOVE = re.compile(r"以上|上述|上列|上面|前述|前列")
# how deep a heading stands: 一、 over (一) over 1. over (1)
_DEPTHS = (
    re.compile(r"\s*[（(][一二三四五六七八九十]+[)）]"),
    re.compile(r"\s*\d+\s*[、.．)）]"),
    re.compile(r"\s*(?:[（(]\d+[)）]|[①-⑳])"),
)


class Line(NamedTuple):
    """A text over rows, from the index `start` to before `end`. `where`: "title" above the header,
    "heading" between rows, "footer" below, "sheet" its name, "cover" a sheet without a table."""

    where: str
    text: str
    start: int
    end: int


class Aside(NamedTuple):
    """A line among rows that is none: its number, and how many rows stand before it."""

    text: str
    before: int


def words_of(row: RawRow) -> str:
    """What a line says, each cell once."""
    said = dict.fromkeys(text for text in map(text_of, row) if text)
    return " ".join(said)[:LONGEST]


def over(above: Sequence[str], asides: Sequence[Aside], height: int) -> Iterator[Line]:
    """The lines over the rows of one table: `above` its header, and aside among `height` rows. A
    heading goes on to the next one as high; what speaks of those above (以上) does, back to the last
    heading; a line below all rows is about all of them."""
    for text in above:
        yield Line(TITLE, text, 0, height)
    heads = [(one.before, _depth(one.text)) for one in asides if _heads(one, height)]
    for one in asides:
        if one.before == height:
            yield Line(FOOT, one.text, 0, height)
        elif ABOVE.search(one.text):
            start = max((at for at, _ in heads if at < one.before), default=0)
            yield Line(FOOT, one.text, start, one.before)
        else:
            depth = _depth(one.text)
            ends = (at for at, other in heads if at > one.before and other <= depth)
            yield Line(HEADING, one.text, one.before, min(ends, default=height))


def _heads(one: Aside, height: int) -> bool:
    return one.before < height and not ABOVE.search(one.text) and not FOOTER.match(one.text)


def _depth(text: str) -> int:
    return next((n for n, shape in enumerate(_DEPTHS, 1) if shape.match(text)), 0)


def among(line: Line, numbers: Sequence[int], kept: Sequence[int]) -> Line:
    """The same over those of the rows `numbers` that were kept."""
    start, end = (
        bisect_left(kept, numbers[at]) if at < len(numbers) else len(kept)
        for at in (line.start, line.end)
    )
    return line._replace(start=start, end=end)
