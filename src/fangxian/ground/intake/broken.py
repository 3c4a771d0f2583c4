"""Cells whose content a spreadsheet could not work out: #N/A, #REF!, a formula that nobody has computed.
calamine hands them over as empty; where they stand is read besides, and they are written in, so that
nobody takes for nothing what cannot be read."""

from __future__ import annotations

import re
from typing import Any

from fangxian.ground.intake import broken_binary, broken_xml, merges
from fangxian.ground.intake.cells import GUARDED, text_of
from fangxian.ground.intake.faults import ERROR, UNCOMPUTED, Cell

FORMULA = re.compile(r"=\s*[A-Za-z$'(\u4e00-\u9fff]")  # in a text file


def broken(cell: Any) -> str:
    """What a cell holds instead of its content (#N/A, #REF!, a formula); "" where it can be read."""
    if cell.__class__ is not str or not cell:
        return ""
    if cell[0] == "=" and FORMULA.match(cell) and not GUARDED.fullmatch(cell):
        return UNCOMPUTED
    if "#" not in cell and "＃" not in cell and "rr:5" not in cell.lower():
        return ""
    found = ERROR.search(text_of(cell))
    return found[0] if found else ""


def fill(rows: list[list[Any]], found: dict[Cell, str], start: Cell) -> None:
    """Write them into the rows of a sheet, which `start` is the first cell of."""
    for (row, column), said in found.items():
        at, n = row - start[0], column - start[1]
        if at < 0 or n < 0:
            continue
        rows.extend([] for _ in range(len(rows), at + 1))
        rows[at].extend([""] * (n + 1 - len(rows[at])))
        if rows[at][n] in ("", None):
            rows[at][n] = said


def in_file(data: bytes) -> dict[str, dict[Cell, str]]:
    """By the name of the sheet, where they stand and what they say."""
    if not data.startswith(b"PK"):
        return broken_binary.in_xls(data)
    if merges.has_part(data, "xl/workbook.bin"):
        return broken_binary.in_xlsb(data)
    return broken_xml.in_file(data)
