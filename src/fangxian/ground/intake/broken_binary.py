"""Errors in .xls and .xlsb, among the records of their sheets."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from fangxian.ground.intake import hiding, merges
from fangxian.ground.intake.faults import CODES, Cell

BOOL_OR_ERROR, FORMULA_RECORD = 0x205, 0x06
ROW_IN_XLSB, ERROR_IN_XLSB, FORMULA_ERROR_IN_XLSB = 0, 3, 11


def in_xls(data: bytes) -> dict[str, dict[Cell, str]]:
    """By the name of the sheet, where they stand and what they say."""
    return {name: dict(old(records)) for name, records in hiding.sheets_of_xls(data)}


def in_xlsb(data: bytes) -> dict[str, dict[Cell, str]]:
    """The same of the newer format."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        return {
            name: dict(new(archive.read(path)))
            for name, path in merges.sheets_of_xlsb(data)
            if path in names
        }


def new(sheet: bytes) -> Iterator[tuple[Cell, str]]:
    row = 0
    for kind, body in merges.records(sheet):
        if kind == ROW_IN_XLSB:
            row = int.from_bytes(body[:4], "little")
        elif kind in (ERROR_IN_XLSB, FORMULA_ERROR_IN_XLSB) and len(body) > 8:
            yield (row, int.from_bytes(body[:4], "little")), CODES.get(body[8], "#N/A")


def old(records: Iterator[tuple[int, bytes]]) -> Iterator[tuple[Cell, str]]:
    for kind, body in records:
        fault = None
        if kind == BOOL_OR_ERROR and len(body) >= 8 and body[7]:
            fault = body[6]
        elif kind == FORMULA_RECORD and len(body) >= 14 and body[12:14] == b"\xff\xff":
            fault = body[8] if body[6] == 2 else None
        if fault is not None:
            row, column = (int.from_bytes(body[n : n + 2], "little") for n in (0, 2))
            yield (row, column), CODES.get(fault, "#N/A")
