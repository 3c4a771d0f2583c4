"""Open what somebody uploaded, whatever its name says: look at the first bytes, refuse what
is no table or would not fit into memory, and hand back rows of cells."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from charset_normalizer import from_bytes
from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from fangxian.ground.intake import days, errors, merges

MB = 1024 * 1024
UNPACKED_LIMIT = 600 * MB
RATIO_LIMIT = 150  # sheets of real ledgers pack 10 to 40 times; a bomb a thousand times
RATIO_COUNTS_FROM = 20 * MB
DEFLATE_AT_MOST = 1032  # times, by the format itself
PIECE = 4 * MB
CELL_LIMIT = 131_072

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
KNOWN_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"),
    (b"Rar!", "RAR"), (b"7z\xbc\xaf", "7z"), (b"{\\rtf", "RTF"), (b"MZ", "EXE"),
    (b"\x1f\x8b", "gzip"), (b"<!doctype html", "HTML"), (b"<html", "HTML"), (b"<?xml", "XML"),
    (b"<table", "HTML"),
)  # fmt: skip

Row = list[Any]


class Sheet(NamedTuple):
    """A sheet's rows with merged cells filled, and which row of the spreadsheet the first of
    them is (from 1). `spanned`: rows (from 0) that one merged cell runs across. `shift`: days
    by which its serial numbers are behind."""

    rows: list[Row]
    first: int
    name: str = ""
    hidden: bool = False
    spanned: frozenset[int] = frozenset()
    shift: int = 0


def sheets(data: bytes, limit: int) -> list[Sheet]:
    """The sheets of a file, in order, hidden ones too; of a text file the only one, without
    a name. `limit` in bytes. Refuses with a reason."""
    if len(data) > limit:
        raise errors.FileTooLarge(size=-(-len(data) // MB), limit=limit // MB)
    if not data.strip():
        raise errors.NoRows
    if data.startswith(ZIP):
        _look_into(data)
        return list(_of_workbook(data))
    if data.startswith(OLE):
        if ENCRYPTED in data:
            raise errors.FileProtected
        return list(_of_workbook(data))
    head = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for magic, kind in KNOWN_OTHERS:
        if head.startswith(magic.lower()):
            raise errors.FileTypeWrong(kind=kind)
    return [Sheet(_rows_of_text(_decoded(data)), 1)]


def _look_into(data: bytes) -> None:
    """Refuse a bomb, and an archive that is no workbook, by the archive's directory."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise errors.FileDamaged from error
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    bomb = unpacked > RATIO_COUNTS_FROM and unpacked / packed > RATIO_LIMIT
    if unpacked > UNPACKED_LIMIT or bomb:
        raise errors.FileInflates(size=unpacked // MB)
    if packed * DEFLATE_AT_MOST > UNPACKED_LIMIT:  # a directory may lie: look inside
        _measure(data, entries)
    if any(entry.flag_bits & 1 for entry in entries):
        raise errors.FileProtected
    names = {entry.filename.lower() for entry in entries}
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise errors.FileTypeWrong(kind="Word" if "word/document.xml" in names else "ZIP")


def _measure(data: bytes, entries: list[zipfile.ZipInfo]) -> None:
    """Unpack without keeping anything, to see that each entry is as large as it says."""
    for entry in entries:
        if entry.compress_type != zipfile.ZIP_DEFLATED:
            continue
        head = entry.header_offset
        skipped = int.from_bytes(data[head + 26 : head + 28], "little") + int.from_bytes(
            data[head + 28 : head + 30], "little"
        )
        at, end = head + 30 + skipped, head + 30 + skipped + entry.compress_size
        left, reader = entry.file_size, zlib.decompressobj(-zlib.MAX_WBITS)
        piece = data[at:end]
        try:
            while piece and not reader.eof and left >= 0:
                left -= len(reader.decompress(piece, PIECE))
                piece = reader.unconsumed_tail
        except zlib.error as error:
            raise errors.FileDamaged from error
        if left < 0:
            raise errors.FileInflates(size=f">{UNPACKED_LIMIT // MB}")


def _of_workbook(data: bytes) -> Iterator[Sheet]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        about = book.sheets_metadata
    except PasswordError as error:
        raise errors.FileProtected from error
    except (CalamineError, ValueError, OSError) as error:
        raise errors.FileDamaged from error
    spans = merges.in_file(data)
    shift = days.SHIFT_1904 if merges.counts_from_1904(data) else 0
    for one in about:
        if one.typ not in (SheetTypeEnum.WorkSheet, SheetTypeEnum.MacroSheet):
            continue
        try:
            sheet = book.get_sheet_by_name(one.name)
            rows = sheet.to_python()
            found = sheet.merged_cell_ranges or spans.get(one.name, [])
        except (CalamineError, ValueError, OSError) as error:
            raise errors.FileDamaged from error
        start = sheet.start or (0, 0)
        spanned = merges.fill(rows, found, start)
        hidden = one.visible is not SheetVisibleEnum.Visible
        yield Sheet(rows, start[0] + 1, one.name, hidden, spanned, shift)


def _decoded(data: bytes) -> str:
    """Text in UTF-8 or GB18030, or in UTF-16; else what the detector is sure of."""
    wide = _utf_16(data)
    if wide:
        return _checked(data.decode(wide, "replace"))
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return _checked(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    best = from_bytes(data[: 256 * 1024]).best()
    if best is None:
        raise errors.FileEncoding
    return _checked(data.decode(best.encoding, "replace"))


def _utf_16(data: bytes) -> str:
    """UTF-16 by its mark; without one by the zeros beside its commas and line ends."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = data[:4096]
    little = sum(head.count(mark + b"\0") for mark in (b",", b"\n", b"\t", b";"))
    big = sum(head.count(b"\0" + mark) for mark in (b",", b"\n", b"\t", b";"))
    if len(data) % 2 or not max(little, big) or b"\0\0" in head:
        return ""
    return "utf-16-le" if little >= big else "utf-16-be"


def _checked(text: str) -> str:
    if "\x00" in text:
        raise errors.FileTypeWrong(kind="二进制 binary")
    if "\ufffd" in text:
        raise errors.FileEncoding
    return text


def _rows_of_text(text: str) -> list[Row]:
    head = "\n".join(text.splitlines()[:20])
    delimiter = max("\t;,|", key=head.count)
    csv.field_size_limit(CELL_LIMIT)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise errors.FileDamaged from error
