"""Rows of a text file that do not fit their header: cells behind its last title, fewer than the others
have. A workbook's rows are all of one width. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from fangxian.ground.intake import errors
from fangxian.ground.intake.headers import Header, is_empty
from fangxian.ground.intake.opening import RawRow, Sheet
from fangxian.kernel.errors import Refusal

FEW = 10  # one row in so many may be short by a slip; where more are, their maker leaves empty ends off


def faults(
    sheet: Sheet, header: Header, rows: Sequence[RawRow], numbers: Sequence[int]
) -> dict[int, Refusal]:
    """By the number of the row, why its cells may stand in the wrong columns."""
    if not sheet.text or not header.end:
        return {}
    titles = list(header.titles)
    found = {
        numbers[n]: errors.RowTooLong(more=more, columns=len(titles))
        for n, row in enumerate(rows)
        if (more := _further(row, len(titles)))
    }
    while titles and not titles[-1]:
        titles.pop()
    return found | {
        numbers[n]: errors.RowTooShort(cells=len(rows[n]), columns=len(titles))
        for n in _short(sheet, rows, numbers, len(titles))
    }


def _further(row: RawRow, width: int) -> int:
    return sum(not is_empty(cell) for cell in row[width:])


def _short(
    sheet: Sheet, rows: Sequence[RawRow], numbers: Sequence[int], width: int
) -> Iterator[int]:
    short = [n for n, row in enumerate(rows) if len(row) < width]
    slips = len(short) <= max(1, len(rows) // FEW) and len(short) < len(rows)
    end: Any = sheet.first + len(sheet.rows) - 1
    yield from short if slips else ()
    if sheet.cut and numbers and numbers[-1] == end and not (slips and len(rows) - 1 in short):
        yield len(rows) - 1
