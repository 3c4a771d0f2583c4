"""Workbooks as a county's clerks make them: several sheets, merged cells, hidden ones."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter

OPTIONS = {"default_date_format": "yyyy-mm-dd", "strings_to_formulas": False}
Row = Sequence[Any]
Box = tuple[int, int, int, int]  # top, left, bottom, right


@dataclass(frozen=True)
class Page:
    """`merged`: boxes whose first cell holds the value of all. `hidden_rows`, `hidden_columns`:
    by number from 0; `options`: of such rows and columns, as the maker of workbooks names them."""

    name: str
    rows: Sequence[Row]
    merged: Sequence[Box] = field(default_factory=tuple)
    hidden: bool = False
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    options: dict[str, Any] = field(default_factory=lambda: {"hidden": True})


def workbook(*pages: Page) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, OPTIONS) as book:
        sheets = [book.add_worksheet(page.name) for page in pages]
        seen = next(n for n, page in enumerate(pages) if not page.hidden)
        sheets[seen].set_first_sheet()
        sheets[seen].activate()
        for sheet, page in zip(sheets, pages, strict=True):
            for number, row in enumerate(page.rows):
                sheet.write_row(number, 0, row)
            for box in page.merged:
                sheet.merge_range(*box, page.rows[box[0]][box[1]])
            for number in page.hidden_rows:
                sheet.set_row(number, None, None, page.options)
            for number in page.hidden_columns:
                sheet.set_column(number, number, None, None, page.options)
            if page.hidden:
                sheet.hide()
    return made.getvalue()
