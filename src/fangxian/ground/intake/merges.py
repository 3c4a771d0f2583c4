"""Merged cells: which there are, and their value written into all of them.

calamine tells those of .xlsx and .xls; those of .xlsb and .ods are read here, each from the
one place of the format that says it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree import ElementTree

Range = tuple[tuple[int, int], tuple[int, int]]
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
CELLS = {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}
OTHER_FORMAT = 200_000_000  # bytes of XML that are still looked through for spans
MERGED_IN_XLSB = 176
FROM_1904 = re.compile(rb"<workbookPr[^>]*date1904\s*=\s*[\"'](?:1|true)", re.IGNORECASE)


def fill(rows: list[list[Any]], ranges: Sequence[Range], start: tuple[int, int]) -> frozenset[int]:
    """Write the value of each merged cell into all its cells; `start` is the sheet's place of
    rows[0][0]. A row that holds nothing of its own stays empty. Returns the rows that one
    merged cell runs across, as titles and headings between rows do."""
    if not ranges:
        return frozenset()
    holds = {n for n, row in enumerate(rows) if any(cell not in ("", None) for cell in row)}
    spanned = set()
    for (top, left), (bottom, right) in ranges:
        row, column = top - start[0], left - start[1]
        if not (0 <= row < len(rows) and 0 <= column < len(rows[row])):
            continue
        value = rows[row][column]
        last = min(right - start[1], len(rows[row]) - 1)
        if last - column + 1 >= max(3, len(rows[row]) // 2):
            spanned.add(row)
        for n in range(row, min(bottom - start[0], len(rows) - 1) + 1):
            if n in holds:
                rows[n][column : last + 1] = [value] * (last - column + 1)
    return frozenset(spanned)


def counts_from_1904(data: bytes) -> bool:
    """Whether a workbook's serial numbers are counted from 1904, as old Macs did."""
    return bool(FROM_1904.search(_part(data, "xl/workbook.xml")))


def in_file(data: bytes) -> dict[str, list[Range]]:
    """Merged cells by sheet of the formats of which calamine does not tell them."""
    if not data.startswith(b"PK"):
        return {}
    if content := _part(data, "content.xml"):
        return _in_ods(content)
    if _part(data, "xl/workbook.bin"):
        return {name: list(_in_xlsb(_part(data, path))) for name, path in sheets_of_xlsb(data)}
    return {}


def has_part(data: bytes, name: str) -> bool:
    """Whether an archive holds an entry of this name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return name in archive.namelist()


def _part(data: bytes, name: str) -> bytes:
    if not data.startswith(b"PK"):
        return b""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        try:
            entry = archive.getinfo(name)
        except KeyError:
            return b""
        return archive.read(entry) if entry.file_size <= OTHER_FORMAT else b""


def _in_ods(content: bytes) -> dict[str, list[Range]]:
    found: dict[str, list[Range]] = {}
    name, row, column, again = "", 0, 0, 1
    for event, node in ElementTree.iterparse(io.BytesIO(content), ("start", "end")):  # noqa: S314
        if event == "start" and node.tag == f"{TABLE}table":
            name, row = node.get(f"{TABLE}name", ""), 0
        elif event == "start" and node.tag == f"{TABLE}table-row":
            column, again = 0, int(node.get(f"{TABLE}number-rows-repeated", 1))
        elif event == "start" and node.tag in CELLS:
            down = int(node.get(f"{TABLE}number-rows-spanned", 1))
            across = int(node.get(f"{TABLE}number-columns-spanned", 1))
            if down > 1 or across > 1:
                box = ((row, column), (row + down - 1, column + across - 1))
                found.setdefault(name, []).append(box)
            column += int(node.get(f"{TABLE}number-columns-repeated", 1))
        elif event == "end" and node.tag == f"{TABLE}table-row":
            row += again
            node.clear()
    return found


def sheets_of_xlsb(data: bytes) -> Iterator[tuple[str, str]]:
    """(name, path) of the sheets of an .xlsb, by its records of sheets and its relations."""
    relations = dict(
        (two, one) if b"Target" in first else (one, two)
        for first, one, two in re.findall(
            rb'<Relationship [^>]*?(Target|Id)="([^"]+)"[^>]*?(?:Id|Target)="([^"]+)"',
            _part(data, "xl/_rels/workbook.bin.rels"),
        )
    )
    for kind, body in records(_part(data, "xl/workbook.bin")):
        if kind == 156:  # BrtBundleSh: state, id, relation, name
            relation, after = _wide(body, 8)
            name, _ = _wide(body, after)
            path = relations.get(relation.encode(), b"").decode().lstrip("/")
            yield name, path if path.startswith("xl/") else f"xl/{path}"


def _wide(body: bytes, at: int) -> tuple[str, int]:
    length = int.from_bytes(body[at : at + 4], "little")
    end = at + 4 + 2 * length
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _in_xlsb(sheet: bytes) -> Iterator[Range]:
    for kind, body in records(sheet):
        if kind == MERGED_IN_XLSB and len(body) >= 16:
            top, bottom, left, right = (
                int.from_bytes(body[n : n + 4], "little") for n in (0, 4, 8, 12)
            )
            yield (top, left), (bottom, right)


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Records of the binary format: kind and length in seven bits a byte, then the body."""
    at = 0
    while at < len(data):
        kind, at = _number(data, at, 2)
        length, at = _number(data, at, 4)
        yield kind, data[at : at + length]
        at += length


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    """Up to `most` bytes of seven bits. The kind keeps its mark bits cleared."""
    value = 0
    for n in range(most):
        if at >= len(data):
            break
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << (7 * n)
        if not byte & 0x80:
            break
    return value, at
