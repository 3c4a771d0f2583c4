"""Hidden rows and columns of a workbook, by sheet: hidden by hand, by a filter, by a closed group,
or drawn of no height or width. calamine does not tell them; each format says them in one place.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator
from typing import IO, NamedTuple
from xml.etree import ElementTree

import olefile

from fangxian.ground.intake import merges

PIECE = 1024 * 1024
MOST_ROWS = 1_048_576
LONGEST_TAG = 4096  # of a row; what is left of a piece when the next is read
TABLE = merges.TABLE
YES = ("1", "true", "on")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>|<(?:\w+:)?col\b([^>]*)>")
_SAID = re.compile(rb'\b(r|min|max|hidden|ht|width)\s*=\s*["\']([^"\']*)["\']')
# records of Excel 97 and of .xlsb
BOUND_SHEET, BOF, COLUMN_INFO, ROW = 0x85, 0x809, 0x7D, 0x208
ROW_IN_XLSB, COLUMN_IN_XLSB = 0, 60


class Hidden(NamedTuple):
    """What of a sheet is not shown: rows, and columns as ranges (first, last), all from 0."""

    rows: frozenset[int]
    columns: tuple[tuple[int, int], ...]


class _Found:
    def __init__(self) -> None:
        self.rows: set[int] = set()
        self.columns: list[tuple[int, int]] = []

    def hide(self, kind: str, first: int, count: int) -> None:
        if kind == "row":
            self.rows.update(range(first, first + min(count, MOST_ROWS)))
        else:
            self.columns.append((first, first + count - 1))

    def done(self) -> Hidden:
        return Hidden(frozenset(self.rows), tuple(self.columns))


def in_file(data: bytes) -> dict[str, Hidden]:
    """What is hidden, by the name of the sheet. Nothing where the format does not tell."""
    if not data.startswith(b"PK"):
        return {name: _in_sheet(records).done() for name, records in sheets_of_xls(data)}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        if "content.xml" in names:
            with archive.open("content.xml") as content:
                return {name: one.done() for name, one in _in_ods(content).items()}
        if "xl/workbook.bin" in names:
            return {
                name: _in_xlsb(archive.read(path)).done()
                for name, path in merges.sheets_of_xlsb(data)
                if path in names
            }
        return {
            name: _in_xlsx(archive, path).done()
            for name, path in parts_of_xlsx(archive)
            if path in names
        }


def parts_of_xlsx(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """(name, path) of the sheets of an .xlsx."""
    try:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
        relations = ElementTree.fromstring(  # noqa: S314
            archive.read("xl/_rels/workbook.xml.rels")
        )
    except (KeyError, ElementTree.ParseError):
        return
    at = {one.get("Id"): one.get("Target", "") for one in relations}
    for node in book.iter():
        if node.tag.rpartition("}")[2] == "sheet":
            own = next((value for key, value in node.items() if key.endswith("}id")), None)
            path = at.get(own, "").lstrip("/")
            yield node.get("name", ""), path if path.startswith("xl/") else f"xl/{path}"


def _in_xlsx(archive: zipfile.ZipFile, path: str) -> _Found:
    """By the tags of rows and columns, read in pieces: the sheet is never whole in memory."""
    found, number, rest = _Found(), 0, b""
    with archive.open(path) as sheet:
        while piece := sheet.read(PIECE):
            text = rest + piece
            end = text.rfind(b"<")
            rest = text[end:] if 0 <= len(text) - end <= LONGEST_TAG else b""
            for tag in _ROW.finditer(text, 0, len(text) - len(rest)):
                said = dict(_SAID.findall(tag[1] if tag[1] is not None else tag[2]))
                if tag[1] is None:
                    _column(found, said)
                else:
                    number = int(said.get(b"r", number + 1))
                    if _is_hidden(said, b"ht"):
                        found.rows.add(number - 1)
    return found


def _column(found: _Found, said: dict[bytes, bytes]) -> None:
    if _is_hidden(said, b"width"):
        found.columns.append((int(said.get(b"min", 1)) - 1, int(said.get(b"max", 1)) - 1))


def _is_hidden(said: dict[bytes, bytes], size: bytes) -> bool:
    return said.get(b"hidden", b"").decode().lower() in YES or bool(
        re.fullmatch(rb"0+(?:\.0*)?", said.get(size, b""))
    )


def _in_ods(content: IO[bytes]) -> dict[str, _Found]:
    """visibility = collapse | filter of rows and columns, each so often as it is repeated."""
    found: dict[str, _Found] = {}
    one, at = _Found(), {"row": 0, "column": 0}
    for event, node in ElementTree.iterparse(content, ("start", "end")):  # noqa: S314
        if event == "end":
            if node.tag == f"{TABLE}table-row":
                node.clear()
        elif node.tag == f"{TABLE}table":
            one = found.setdefault(node.get(f"{TABLE}name", ""), _Found())
            at = {"row": 0, "column": 0}
        elif node.tag in (f"{TABLE}table-row", f"{TABLE}table-column"):
            kind = node.tag.rpartition("-")[2]
            again = int(node.get(f"{TABLE}number-{kind}s-repeated", 1))
            if node.get(f"{TABLE}visibility", "visible") != "visible":
                one.hide(kind, at[kind], again)
            at[kind] += again
    return found


def _in_xlsb(sheet: bytes) -> _Found:
    found = _Found()
    for kind, body in merges.records(sheet):
        if kind == ROW_IN_XLSB and len(body) > 11:
            height = int.from_bytes(body[8:10], "little")
            if body[11] & 0x10 or not height:
                found.rows.add(int.from_bytes(body[:4], "little"))
        elif kind == COLUMN_IN_XLSB and len(body) > 16:
            first, last, width = struct.unpack_from("<3I", body)
            if body[16] & 1 or not width:
                found.columns.append((first, last))
    return found


def sheets_of_xls(data: bytes) -> Iterator[tuple[str, Iterator[tuple[int, bytes]]]]:
    """The records of the sheets of Excel 97–2003, each where its name says that it begins."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            stream = next((n for n in ("Workbook", "Book") if file.exists(n)), "")
            book = file.openstream(stream).read() if stream else b""
    except OSError:
        return
    for kind, body in _records(book, 0):
        if kind == BOUND_SHEET and len(body) > 8:
            yield _name(body), _records(book, int.from_bytes(body[:4], "little"))


def _name(body: bytes) -> str:
    length, wide = body[6], body[7] & 1
    text = body[8 : 8 + length * (2 if wide else 1)]
    return text.decode("utf-16-le" if wide else "latin-1", "replace")


def _in_sheet(records: Iterator[tuple[int, bytes]]) -> _Found:
    found = _Found()
    for kind, body in records:
        if kind == ROW and len(body) >= 16:
            number, height, flags = (int.from_bytes(body[n : n + 2], "little") for n in (0, 6, 12))
            if flags & 0x20 or not height:
                found.rows.add(number)
        elif kind == COLUMN_INFO and len(body) >= 10:
            first, last, width, _, flags = struct.unpack_from("<5H", body)
            if flags & 1 or not width:
                found.columns.append((first, last))
    return found


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Records up to the end of the part that begins at `at`; those of parts within it too."""
    depth = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<2H", book, at)
        depth += (kind == BOF) - (kind == 0x0A)
        yield kind, book[at + 4 : at + 4 + length]
        at += 4 + length
        if depth <= 0:
            return
