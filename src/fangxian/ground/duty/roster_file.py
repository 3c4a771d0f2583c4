"""A roster as it is handed in: xlsx, xls, or csv in UTF-8 or GB18030 → lines of text."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence

from django.conf import settings
from python_calamine import CalamineError, CalamineWorkbook

from fangxian.ground.duty import errors, rules

MEGABYTE = 1024 * 1024
UNPACKED_TIMES = 20  # a sheet shrinks about tenfold; more than this is no roster
TITLE_ROWS = 10  # merged titles above the headings
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
NEEDED = {"title", "name"}


def read(content: bytes, name: str) -> list[rules.Line]:
    """The lines below the headings; empty rows are passed over. Refuses what is no
    spreadsheet, what is too large, and what holds no line at all."""
    rows = _cells(content, name)
    at, columns = _headings(rows)
    lines = [
        line
        for number, row in enumerate(rows[at + 1 :], start=at + 2)
        if (line := _line(number, row, columns))
    ]
    if not lines:
        raise errors.NothingInFile
    return lines


def _cells(content: bytes, name: str) -> list[Sequence[object]]:
    limit = settings.FANGXIAN_UPLOAD_BYTES
    if len(content) > limit:
        raise errors.FileTooLarge(limit=limit // MEGABYTE)
    if content.startswith((ZIP, OLE)):
        return list(_sheet(content, name, limit))
    text = _decoded(content, name)
    delimiter = "\t" if text.split("\n", 1)[0].count("\t") > 1 else ","
    try:
        return list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise errors.FileUnreadable(name=name) from error


def _sheet(content: bytes, name: str, limit: int) -> Iterator[Sequence[object]]:
    """The first sheet that has rows."""
    try:
        if content.startswith(ZIP):
            _refuse_bomb(content, limit)
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for sheet in book.sheet_names:
            rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
            if rows:
                yield from rows
                return
    except (CalamineError, zipfile.BadZipFile, OSError) as error:
        raise errors.FileUnreadable(name=name) from error


def _refuse_bomb(content: bytes, limit: int) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > limit * UNPACKED_TIMES:
        raise errors.FileTooLarge(limit=limit * UNPACKED_TIMES // MEGABYTE)


def _decoded(content: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise errors.FileUnreadable(name=name)


def _headings(rows: list[Sequence[object]]) -> tuple[int, dict[int, str]]:
    for number, row in enumerate(rows[:TITLE_ROWS]):
        columns = rules.header_of(row)
        fields = set(columns.values())
        if fields >= NEEDED and fields & {"unit_code", "unit_name"}:
            return number, columns
    raise errors.HeadingsMissing


def _line(number: int, row: Sequence[object], columns: dict[int, str]) -> rules.Line | None:
    cells = {
        field: rules.plain(row[column]) for column, field in columns.items() if column < len(row)
    }
    return rules.Line(row=number, **cells) if any(cells.values()) else None
