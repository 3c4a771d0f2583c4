"""Spreadsheets as we hand them out: the template, an export, the rows to be corrected.
What we write, we read back without a complaint."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from fangxian.ground.intake.api import guarded
from fangxian.lines.arrivals.columns import COLUMNS, TITLES

SHEET, EXAMPLES = "来返人员", "填写示例"
ROWS_CHECKED = 5000  # rows of the template with drop-down lists and date formats
DAYS = frozenset({"leaving", "arrival", "entry"})
EXAMPLE = (
    "王秀英",
    "居民身份证",
    "61242319850615222X",
    "13891512345",
    "陕西省西安市雁塔区",
    date(2022, 5, 1),
    date(2022, 5, 2),
    "湖北省武汉市@2022-04-28~2022-04-29;河南省郑州市@2022-04-30~2022-04-30",
    "火车",
    "K1026",
    "城关镇",
    "中坝社区",
    "北街 12 号",
    "否",
    "",
    datetime.fromisoformat("2022-04-30T09:12"),
    "自主填报",
    "",
)


def template() -> bytes:
    """The empty ledger: one sheet to fill in, one with an example row to look at."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet(SHEET)
        _header(book, sheet, TITLES)
        _checked(book, sheet)
        example = book.add_worksheet(EXAMPLES)
        _header(book, example, TITLES)
        _rows(book, example, [EXAMPLE])
    return made.getvalue()


def _header(book: Any, sheet: Worksheet, titles: Sequence[str]) -> None:
    needed = {column.title.zh for column in COLUMNS if column.needed}
    widths = {column.title.zh: column.width for column in COLUMNS}
    look = {"bold": True, "border": 1, "valign": "vcenter", "text_wrap": True}
    plain = book.add_format({**look, "bg_color": "#eef2f6"})
    must = book.add_format({**look, "bg_color": "#fde7c8"})
    for number, title in enumerate(titles):
        sheet.set_column(number, number, widths.get(title, 30))
        sheet.write_string(0, number, title, must if title in needed else plain)
    sheet.freeze_panes(1, 1)


def _checked(book: Any, sheet: Worksheet) -> None:
    """Text columns keep their digits; choices come from a list; days are shown as days."""
    text = book.add_format({"num_format": "@"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for number, column in enumerate(COLUMNS):
        format_ = day if column.field in DAYS else moment if column.field == "filed_at" else text
        sheet.set_column(number, number, column.width, format_)
        if column.choices:
            allowed = {"validate": "list", "source": list(column.choices), "error_type": "warning"}
            sheet.data_validation(1, number, ROWS_CHECKED, number, allowed)


def _rows(book: Any, sheet: Worksheet, rows: Iterable[Sequence[Any]]) -> None:
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, datetime):
                sheet.write_datetime(number, column, cell.replace(tzinfo=None), moment)
            elif isinstance(cell, date):
                sheet.write_datetime(number, column, cell, day)
            elif cell:
                sheet.write_string(number, column, guarded(str(cell)))


def write_xlsx(path: Path, titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Rows under a header. No cell can be taken for a formula."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet(SHEET)
        _header(book, sheet, titles)
        _rows(book, sheet, rows)


def write_csv(path: Path, titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """UTF-8 with its mark, as Excel opens it without asking."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(titles)
        writer.writerows([_plain(cell) for cell in row] for row in rows)


def _plain(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=None).isoformat(" ", "seconds")
    return cell.isoformat() if isinstance(cell, date) else guarded(str(cell or ""))
