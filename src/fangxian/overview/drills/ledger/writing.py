"""Write a ledger as the files that a county gets: xlsx with real dates, csv in two codes."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter

from fangxian.overview.drills.ledger.faults import Row
from fangxian.overview.drills.ledger.making import COLUMNS

DAYS = {"离开出发地日期", "抵达日期", "入境日期"}


def write_csv(rows: Sequence[Row], path: Path, encoding: str = "utf-8-sig") -> None:
    """`encoding`: utf-8-sig as Excel writes it, or gb18030 as older systems do."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)


def write_xlsx(rows: Sequence[Row], path: Path, title: str = "") -> None:
    """One sheet. Days that can be read as days become Excel dates, the rest stays text;
    with `title` a merged row stands above the header, as towns like it."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("来汉返汉人员")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        start = 0
        if title:
            sheet.merge_range(0, 0, 0, len(COLUMNS) - 1, title)
            start = 1
        sheet.write_row(start, 0, COLUMNS)
        for number, row in enumerate(rows, start + 1):
            for column, name in enumerate(COLUMNS):
                found = _moment(name, row[name])
                if found is None:
                    sheet.write_string(number, column, row[name])
                else:
                    shown = moment if name == "填报时间" else day
                    sheet.write_datetime(number, column, found, shown)
    path.write_bytes(made.getvalue())


def _moment(column: str, text: str) -> datetime | None:
    if column not in DAYS and column != "填报时间":
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
