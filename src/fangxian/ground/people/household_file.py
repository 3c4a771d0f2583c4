"""A list of households as it is handed in: xlsx, xls, or csv in UTF-8 or GB18030 → lines."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from python_calamine import CalamineError, CalamineWorkbook

from fangxian.ground.people.errors import HouseholdFileUnreadable, HouseholdHeadings, NoHouseholds

TITLE_ROWS = 10  # merged titles above the headings
UNPACKED_TIMES = 20  # a sheet shrinks about tenfold; more than this is no list
PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
WORDS = {
    "head": ("户主", "户主姓名", "head"),
    "head_number": ("户主证件号码", "户主身份证号", "户主证件", "head document", "head number"),
    "address": ("地址", "住址", "详细地址", "address"),
    "members": ("成员证件号码", "成员", "家庭成员", "成员身份证号", "members", "member documents"),
    "grid": ("网格", "网格代码", "所属网格", "grid", "grid code"),
    "village": ("村", "村(社区)", "目的村(社区)", "village"),
    "town": ("乡镇", "镇", "town"),
}
FIELD_OF = {word: field for field, words in WORDS.items() for word in words}


@dataclass(frozen=True)
class HouseholdLine:
    """A row in its own words; `row` as the spreadsheet counts."""

    row: int
    head: str = ""
    head_number: str = ""
    address: str = ""
    members: str = ""
    grid: str = ""
    village: str = ""
    town: str = ""


def read(content: bytes, name: str) -> list[HouseholdLine]:
    """The lines below the headings. HouseholdFileUnreadable, HouseholdHeadings, NoHouseholds."""
    rows = _rows(content, name)
    at, columns = _headings(rows)
    lines = [_line(number, row, columns) for number, row in enumerate(rows[at + 1 :], at + 2)]
    found = [line for line in lines if line]
    if not found:
        raise NoHouseholds
    return found


def _headings(rows: list[Sequence[object]]) -> tuple[int, dict[str, int]]:
    for at, row in enumerate(rows[:TITLE_ROWS]):
        words = [(n, FIELD_OF.get(_heading(cell))) for n, cell in enumerate(row)]
        columns = {field: n for n, field in reversed(words) if field}
        if {"address", "grid"} <= set(columns) and {"head_number", "members"} & set(columns):
            return at, columns
    raise HouseholdHeadings


def _rows(content: bytes, name: str) -> list[Sequence[object]]:
    if len(content) > settings.FANGXIAN_UPLOAD_BYTES:
        raise HouseholdFileUnreadable(name=name)
    try:
        return _sheet(content) if content.startswith(PACKED) else _text(content)
    except (CalamineError, zipfile.BadZipFile, OSError, csv.Error, UnicodeDecodeError) as error:
        raise HouseholdFileUnreadable(name=name) from error


def _sheet(content: bytes) -> list[Sequence[object]]:
    if content.startswith(PACKED[0]):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > settings.FANGXIAN_UPLOAD_BYTES * UNPACKED_TIMES:
            raise zipfile.BadZipFile
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return list(book.get_sheet_by_index(0).to_python(skip_empty_area=False))


def _text(content: bytes) -> list[Sequence[object]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030")
    return list(csv.reader(io.StringIO(text, newline="")))


def _heading(cell: object) -> str:
    return re.sub(r"[*:\s]", "", _plain(cell)).lower()


def _line(number: int, row: Sequence[object], columns: dict[str, int]) -> HouseholdLine | None:
    cells = {field: _plain(row[n]) for field, n in columns.items() if n < len(row)}
    return HouseholdLine(number, **cells) if any(cells.values()) else None


def _plain(cell: object) -> str:
    """Full-width narrowed; whole floats without ".0"."""
    if cell is None or isinstance(cell, datetime):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return unicodedata.normalize("NFKC", str(cell)).strip()
