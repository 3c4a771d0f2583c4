"""Open what somebody uploaded, whatever its name says: look at the first bytes, refuse what
is no table or would not fit into memory, and hand back rows of cells."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from codecs import getincrementaldecoder
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from charset_normalizer import from_bytes
from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from fangxian.ground.intake import (
    broken,
    days,
    errors,
    hiding,
    html_tables,
    limits,
    marks,
    merges,
    reader_process,
    text_rows,
)
from fangxian.kernel.masking import masked

MB = 1024 * 1024
UNPACKED_LIMIT = 600 * MB
RATIO_LIMIT = 150  # sheets of real ledgers pack 10 to 40 times; a bomb a thousand times
RATIO_COUNTS_FROM = 20 * MB
DEFLATE_AT_MOST = 1032  # times, by the format itself
PIECE = 4 * MB
SMALL = 64 * 1024  # plain text up to this is read where one is; the start of a process costs more
CELL_LIMIT = 131_072
HEAD = 64 * 1024  # of a text file, by which its separator is told
FULL_WIDTH, LEAST = "，；", 3  # of which a table of text has so many columns
TOP = 20  # rows of which it matters what is merged across columns

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
KNOWN_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"{\\rtf", "RTF"),
    (b"MZ", "EXE"),
    (b"\x1f\x8b", "gzip"),
    (b"<?xml", "XML"),
)

# what Excel writes before a text file whose separator is not the usual one
SEPARATOR_SAID = re.compile(r"\ufeff?sep=(.)\r?\n?", re.IGNORECASE)
# words by which one tells a text in one of the two Chinese encodings from the other's garble
SIMPLIFIED = ("姓名", "证", "号", "日期", "时间", "电话", "地址", "代码", "名称")
TRADITIONAL = ("姓名", "證", "號", "日期", "時間", "電話", "地址", "代碼", "名稱")

RawRow = list[Any]


class Sheet(NamedTuple):
    """A sheet's rows with merged cells filled, and which row of the spreadsheet the first of
    them is (from 1). `spanned`: rows (from 0) that one merged cell runs across. `shift`: days
    by which its serial numbers are behind. `hidden_rows`, `hidden_columns`: from 0, those that
    hold something. `wide`: merged cells of several columns at the top: (row, first, last).
    `marks`: what is drawn upon the cells. `text`: of a text file, `cut` within its last row."""

    rows: list[RawRow]
    first: int
    name: str = ""
    hidden: bool = False
    spanned: frozenset[int] = frozenset()
    shift: int = 0
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    wide: tuple[tuple[int, int, int], ...] = ()
    marks: marks.Marks = marks.Marks()
    text: bool = False
    cut: bool = False


def sheets(data: bytes, limit: int) -> list[Sheet]:
    """The sheets of a file, in order, hidden ones too; of a text file the only one, without
    a name; numbers of people in names are masked. `limit` in bytes. Refuses with a reason."""
    if len(data) > limit:
        raise errors.FileTooLarge(size=-(-len(data) // MB), limit=limit // MB)
    if not data.strip():
        raise errors.NoRows
    most = limits.of_a_file()
    apart = _is_no_text(data) or len(data) > SMALL
    found = reader_process.sheets(data, most) if apart else here(data, most)
    return [one._replace(name=masked(one.name)) for one in found]


def _is_no_text(data: bytes) -> bool:
    """Whether it is anything but plain text. FileTypeWrong."""
    if data.startswith((ZIP, OLE)):
        return True
    head = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(html_tables.MARKS):
        return True
    for magic, kind in KNOWN_OTHERS:
        if head.startswith(magic.lower()):
            raise errors.FileTypeWrong(kind=kind)
    return False


def here(data: bytes, most: limits.Limits) -> list[Sheet]:
    """The sheets of a file, read in this process: of all but small texts `reader_process` calls it in
    one of its own. TableTooLarge."""
    if not _is_no_text(data):
        return [_of_text(data, most)]
    if data.startswith(ZIP):
        _look_into(data)
    elif data.startswith(OLE) and ENCRYPTED in data:
        raise errors.FileProtected
    found = list(_of_workbook(data)) if data.startswith((ZIP, OLE)) else _of_page(data)
    limits.hold((one.rows for one in found), most)
    return found


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
    hidden = hiding.in_file(data)
    drawn = marks.in_file(data)
    unread = broken.in_file(data)
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
        broken.fill(rows, unread.get(one.name, {}), start)
        spanned = merges.fill(rows, found, start)
        unseen = one.visible is not SheetVisibleEnum.Visible
        yield Sheet(
            rows,
            start[0] + 1,
            one.name,
            unseen,
            spanned,
            shift,
            *_hidden(rows, hidden.get(one.name), start),
            _wide(found, start),
            drawn.get(one.name, marks.Marks()).moved(-start[0], -start[1]),
        )


def _hidden(
    rows: list[RawRow], found: hiding.Hidden | None, start: tuple[int, int]
) -> tuple[frozenset[int], frozenset[int]]:
    """The hidden rows and columns that hold something."""
    if found is None or not (found.rows or found.columns):
        return frozenset(), frozenset()
    width = len(rows[0]) if rows else 0
    columns = {
        n
        for first, last in found.columns
        for n in range(max(first - start[1], 0), min(last - start[1], width - 1) + 1)
        if any(row[n] not in ("", None) for row in rows)
    }
    lines = (number - start[0] for number in found.rows)
    return (frozenset(n for n in lines if 0 <= n < len(rows) and any(rows[n])), frozenset(columns))


def _wide(
    found: Sequence[merges.Range], start: tuple[int, int]
) -> tuple[tuple[int, int, int], ...]:
    return tuple(
        (row - start[0], left - start[1], right - start[1])
        for (top, left), (bottom, right) in found
        if right > left and top - start[0] < TOP
        for row in range(top, min(bottom, top + TOP) + 1)
    )


def _of_page(data: bytes) -> list[Sheet]:
    """The tables of a page; FileTypeWrong where it has none."""
    found = html_tables.tables_of(data.decode(_encoding_of(data), "replace"))
    if not found:
        raise errors.FileTypeWrong(kind="HTML")
    made = []
    for n, table in enumerate(found, 1):
        rows: list[RawRow] = [list(row) for row in table.rows]
        spanned = merges.fill(rows, table.merged, (0, 0))
        name = f"表 {n}" if len(found) > 1 else ""
        made.append(
            Sheet(
                rows,
                1,
                name,
                spanned=spanned,
                hidden_rows=table.hidden,
                wide=_wide(table.merged, (0, 0)),
            )
        )
    return made


def _encoding_of(data: bytes) -> str:
    """UTF-8, GB18030 or Big5, or UTF-16; else what the detector is sure of. Refuses text that
    holds what no text holds."""
    wide = _utf_16(data)
    if wide:
        _looked_through(data, wide, "replace")
        return wide
    for encoding in ("utf-8-sig", "big5hkscs" if _is_big5(data) else "gb18030"):
        try:
            _looked_through(data, encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    best = from_bytes(data[: 256 * 1024]).best()
    if best is None:
        raise errors.FileEncoding
    _looked_through(data, best.encoding, "replace")
    return best.encoding


def _looked_through(data: bytes, encoding: str, faults: str = "strict") -> None:
    """Decode in pieces, to see that all of it is text; nothing of it is kept."""
    decoder = getincrementaldecoder(encoding)(faults)
    for at in range(0, len(data), PIECE):
        text = decoder.decode(data[at : at + PIECE], final=at + PIECE >= len(data))
        if "\x00" in text:
            raise errors.FileTypeWrong(kind="二进制 binary")
        if "\ufffd" in text:
            raise errors.FileEncoding


def _is_big5(data: bytes) -> bool:
    """Whether the head says in Big5 what tables say, and nothing of it in GB18030."""
    head = data[: 64 * 1024]
    if any(word in head.decode("gb18030", "ignore") for word in SIMPLIFIED):
        return False
    return any(word in head.decode("big5hkscs", "ignore") for word in TRADITIONAL)


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


def _of_text(data: bytes, most: limits.Limits) -> Sheet:
    """A text file's rows. QuoteOpen, TableTooLarge."""
    csv.field_size_limit(CELL_LIMIT)
    encoding = _encoding_of(data)
    head = data[:HEAD].decode(encoding, "ignore").lstrip("\ufeff")
    said = SEPARATOR_SAID.match(head)
    text = io.TextIOWrapper(io.BytesIO(data), encoding, "replace", newline="")
    if said:
        text.readline()
    delimiter = said[1] if said else _delimiter(head)
    first = 2 if said else 1
    found = text_rows.read(text, delimiter, first, most)
    return Sheet(found.rows, first, text=True, cut=found.cut)


def _delimiter(text: str) -> str:
    """Of the separators the one by which most lines at the top have the same number of cells; a
    full-width one where it parts every line alike, and no other does: prose has such marks too."""
    head = "\n".join(text.splitlines()[:TOP])

    def widths(delimiter: str) -> list[int]:
        rows = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
        return [len(row) for row in rows if row]

    def alike(delimiter: str) -> tuple[int, int]:
        found = [one for one in widths(delimiter) if one > 1]
        return max(((found.count(one), one) for one in found), default=(0, 0))

    best = max(",\t;|", key=alike)
    if alike(best) == (0, 0) and "。" not in head:
        for wide in FULL_WIDTH:
            found = widths(wide)
            if len(found) > 1 and min(found[-2:]) >= LEAST and alike(wide)[0] >= len(found) - 2:
                return wide
    return best
