"""Errors and formulas without a result in .xlsx and .ods, each from the one place that says it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from fangxian.ground.intake import hiding, merges
from fangxian.ground.intake.faults import ERROR, UNCOMPUTED, Cell

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
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"


def in_file(data: bytes) -> dict[str, dict[Cell, str]]:
    """By the name of the sheet, where they stand and what they say."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        if "content.xml" in names:
            return _in_ods(archive)
        return {
            name: dict(_in_xlsx(archive, path))
            for name, path in hiding.parts_of_xlsx(archive)
            if path in names
        }


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
