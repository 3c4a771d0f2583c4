"""Cells whose content a spreadsheet could not work out: #N/A, #REF!, a formula that nobody has computed.
calamine hands them over as empty; each format says them in one place, and they are written in, so
that nobody takes for nothing what cannot be read."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from fangxian.ground.intake import hiding, merges
from fangxian.ground.intake.cells import GUARDED, text_of

Cell = tuple[int, int]  # row, column, from 0
UNCOMPUTED = "#没有算出的公式"
ERROR = re.compile(
    r"[#＃](?:N/?A(?![A-Z])|(?:REF|VALUE|NUM|NULL|SPILL|CALC|FIELD|BLOCKED|CONNECT|UNKNOWN|BUSY|PYTHON"
    r"|引用|值|数值|数字|空值?)[!！]|(?:NAME|名称)[?？]|DIV/0[!！]?|GETTING_DATA)|(?<![A-Z])Err:5\d\d"
    rf"|{UNCOMPUTED}|^#{{3,}}$",
    re.IGNORECASE,
)
FORMULA = re.compile(r"=\s*[A-Za-z$'(\u4e00-\u9fff]")  # in a text file
CODES = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}  # fmt: skip
OVERLAP = 64 * 1024
_ERROR_CELL = re.compile(
    rb"<(?:\w+:)?c\b([^>]*\bt=[\"']e[\"'][^>]*)>(?:[^<]|<(?!/?(?:\w+:)?c\b))*?<(?:\w+:)?v>([^<]*)<"
)
_UNCOMPUTED = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_PLACE = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d+)[\"']")
_IS_TEXT = re.compile(rb"\bt=[\"']str[\"']")  # a formula whose result is an empty text
# records: of Excel 97, of .xlsb
BOOL_OR_ERROR, FORMULA_RECORD = 0x205, 0x06
ROW_IN_XLSB, ERROR_IN_XLSB, FORMULA_ERROR_IN_XLSB = 0, 3, 11
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"


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
        return {name: dict(_in_xls(records)) for name, records in hiding.sheets_of_xls(data)}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        if "content.xml" in names:
            return _in_ods(archive)
        if "xl/workbook.bin" in names:
            return {name: dict(_in_xlsb(archive.read(path)))
                    for name, path in merges.sheets_of_xlsb(data) if path in names}  # fmt: skip
        return {name: dict(_in_xlsx(archive, path))
                for name, path in hiding.parts_of_xlsx(archive) if path in names}  # fmt: skip


def _in_xlsx(archive: zipfile.ZipFile, path: str) -> Iterator[tuple[Cell, str]]:
    """Read in pieces: the sheet is never whole in memory."""
    rest = b""
    with archive.open(path) as sheet:
        while piece := sheet.read(hiding.PIECE):
            text = rest + piece
            if b'"e"' in text or b"'e'" in text:
                yield from _errors(text)
            if b"f>" in text or b"f " in text:
                yield from _uncomputed(text)
            rest = text[-OVERLAP:]


def _errors(text: bytes) -> Iterator[tuple[Cell, str]]:
    for one in _ERROR_CELL.finditer(text):
        for at in _at(one[1]):
            yield at, one[2].decode("utf-8", "replace") or UNCOMPUTED


def _uncomputed(text: bytes) -> Iterator[tuple[Cell, str]]:
    for one in _UNCOMPUTED.finditer(text):
        for at in _at(one[1]) if not _IS_TEXT.search(one[1]) else ():
            yield at, UNCOMPUTED


def _at(said: bytes) -> Iterator[Cell]:
    if found := _PLACE.search(said):
        column = 0
        for letter in found[1]:
            column = column * 26 + letter - 64
        yield int(found[2]) - 1, column - 1


def _in_xlsb(sheet: bytes) -> Iterator[tuple[Cell, str]]:
    row = 0
    for kind, body in merges.records(sheet):
        if kind == ROW_IN_XLSB:
            row = int.from_bytes(body[:4], "little")
        elif kind in (ERROR_IN_XLSB, FORMULA_ERROR_IN_XLSB) and len(body) > 8:
            yield (row, int.from_bytes(body[:4], "little")), CODES.get(body[8], "#N/A")


def _in_xls(records: Iterator[tuple[int, bytes]]) -> Iterator[tuple[Cell, str]]:
    for kind, body in records:
        fault = None
        if kind == BOOL_OR_ERROR and len(body) >= 8 and body[7]:
            fault = body[6]
        elif kind == FORMULA_RECORD and len(body) >= 14 and body[12:14] == b"\xff\xff":
            fault = body[8] if body[6] == 2 else None
        if fault is not None:
            row, column = (int.from_bytes(body[n : n + 2], "little") for n in (0, 2))
            yield (row, column), CODES.get(fault, "#N/A")


def _in_ods(archive: zipfile.ZipFile) -> dict[str, dict[Cell, str]]:
    found: dict[str, dict[Cell, str]] = {}
    name, row, column = "", 0, 0
    with archive.open("content.xml") as content:
        for event, node in ElementTree.iterparse(content, ("start", "end")):  # noqa: S314
            if event == "start" and node.tag == f"{merges.TABLE}table":
                name, row = node.get(f"{merges.TABLE}name", ""), 0
            elif event == "start" and node.tag == f"{merges.TABLE}table-row":
                column = 0
            elif event == "end" and node.tag in merges.CELLS:
                if said := _said_in_ods(node):
                    found.setdefault(name, {})[row, column] = said
                column += int(node.get(f"{merges.TABLE}number-columns-repeated", 1))
            elif event == "end" and node.tag == f"{merges.TABLE}table-row":
                row += int(node.get(f"{merges.TABLE}number-rows-repeated", 1))
                node.clear()
    return found


def _said_in_ods(node: ElementTree.Element) -> str:
    """What a cell says instead of a result; "" where it has one, or is no formula."""
    formula = node.get(f"{merges.TABLE}formula")
    fault = node.get(f"{CALC}value-type") == "error"
    if formula is None and not fault:
        return ""
    text = "".join(node.itertext()).strip()
    if fault or ERROR.fullmatch(text):
        return text if ERROR.fullmatch(text) else UNCOMPUTED
    return "" if text or node.get(f"{OFFICE}value-type") else UNCOMPUTED
