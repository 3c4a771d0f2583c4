"""One sheet, several tables: side by side, or a header of its own further down. Each becomes a
sheet by itself, so that no row is read under another table's header. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from fangxian.ground.intake import errors, headers
from fangxian.ground.intake.cells import text_of
from fangxian.ground.intake.headers import Chosen, Header
from fangxian.ground.intake.limits import TABLES
from fangxian.ground.intake.lines import ABOVE
from fangxian.ground.intake.no_rows import FOOTER
from fangxian.ground.intake.opening import RawRow, Sheet
from fangxian.ground.intake.titles import Kind, plain_title

EMPTY = ("", None)
FIGURES = re.compile(r"\d{4}")  # rows of people have a number, a phone or a day; headers have none
TITLE = re.compile(
    r"(姓名|序号|编号|名称|人数|数量|户数|备注|说明|类别|类型|项目|情况|时间|日期|地点|地址|住址|电话|手机号?"
    r"|号码|性别|年龄|合计|小计|方式|职务|岗位|关系)$"
)
NAMED = "第 {n} 张表"


def tables_of(
    sheet: Sheet, kind: Kind, saved: Mapping[str, Chosen], given: Chosen
) -> Sequence[Sheet]:
    """The tables of a sheet, each a sheet; the second is called 名单·第 2 张表. A sheet of one table
    is returned as it is."""
    parts: list[Sheet] = []
    for beside in _beside(sheet, kind):
        for below in _below(beside, kind, headers.find(beside, kind, saved, given)):
            parts.append(below)
            if len(parts) > TABLES:
                raise errors.TableTooLarge.tables(TABLES)
    parts = [part for part in parts if any(any(row) for row in part.rows)]
    if len(parts) < 2:
        return [sheet]
    return [
        parts[0],
        *[
            part._replace(name=part_name(sheet.name, NAMED.format(n=n)))
            for n, part in enumerate(parts[1:], 2)
        ],
    ]


def part_name(sheet: str, part: str) -> str:
    """By what a part of a sheet is chosen and named: 名单·隐藏的行."""
    return f"{sheet}·{part}".lstrip("·")


def _beside(sheet: Sheet, kind: Kind) -> Iterator[Sheet]:
    """Cut at blank columns between two headers, and where a header begins again."""
    width = max(map(len, sheet.rows), default=0)
    begins: list[int] = []
    for n, (start, end) in enumerate(_segments(sheet, width)):
        if n > TABLES:
            raise errors.TableTooLarge.tables(TABLES)
        found = headers.find(_columns(sheet, start, end), kind, {}, {})
        if found is not None:
            begins += [start, *(start + n for n in _again(found, kind))]
    if len(begins) < 2:
        yield sheet
        return
    cuts = [0, *begins[1:], width]
    for start, end in pairwise(cuts):
        yield _columns(sheet, start, end)


def _segments(sheet: Sheet, width: int) -> Iterator[tuple[int, int]]:
    start, blank = 0, _blank(sheet, width)
    for n in range(width):
        if n in blank:
            if n > start:
                yield start, n
            start = n + 1
    if width > start:
        yield start, width


def _blank(sheet: Sheet, width: int) -> set[int]:
    """The columns in which nothing stands, but what runs across several."""
    blank = list(range(width))
    for at, row in enumerate(sheet.rows):
        if not blank:
            break
        if at not in sheet.spanned and blank[0] < len(row):
            blank = [n for n in blank if n >= len(row) or row[n] in EMPTY]
    return set(blank)


def _again(found: Header, kind: Kind) -> list[int]:
    """Where the titles of a header begin again, each time enough for a header of their own."""
    titles = [plain_title(title) for title in found.titles]
    fields = [kind.field_of(title) or "" for title in found.titles]
    first = next((n for n, title in enumerate(titles) if title), 0)
    starts: list[int] = []
    for n in range(first + 1, len(titles)):
        since = starts[-1] if starts else 0
        repeats = titles[n] == titles[first] or (
            fields[n] in kind.row and fields[n] in fields[since:n] and not starts
        )
        if titles[n] and repeats and kind.is_whole(fields[since:n]) and kind.is_whole(fields[n:]):
            starts.append(n)
    return starts


def _columns(sheet: Sheet, start: int, end: int) -> Sheet:
    return sheet._replace(
        rows=[row[start:end] for row in sheet.rows],
        hidden_columns=frozenset(n - start for n in sheet.hidden_columns if start <= n < end),
        wide=tuple(
            (row, max(left, start) - start, min(right, end - 1) - start)
            for row, left, right in sheet.wide
            if left < end and right >= start
        ),
        marks=sheet.marks.moved(0, -start),
    )


def _below(sheet: Sheet, kind: Kind, found: Header | None) -> Iterator[Sheet]:
    """Cut where another header stands below rows, or below a blank line or a heading."""
    tops = sheet.rows[found.start : found.end] if found else []
    start, parted = 0, False
    for at in range(found.end if found else 0, len(sheet.rows)):
        row = sheet.rows[at]
        if tops and (at in sheet.spanned or not _wordy(row) or not _heads(row, kind)):
            parted = True
        elif not tops or (parted and not _same(row, tops)):
            if tops:
                cut = _heading_above(sheet, start, at)
                yield _rows(sheet, start, cut)
                start = cut
            tops, parted = sheet.rows[at : at + headers.MOST_ROWS], False
    yield _rows(sheet, start, len(sheet.rows)) if start else sheet


def _heading_above(sheet: Sheet, start: int, at: int) -> int:
    """Where the next table begins: at its header, or at the line above that is its heading."""
    last = next((n for n in range(at - 1, start, -1) if any(sheet.rows[n])), start)
    said = {text for text in map(text_of, sheet.rows[last]) if text}
    headed = last > start and len(said) == 1
    headed = headed and not any(FOOTER.match(one) or ABOVE.search(one) for one in said)
    return last if headed else at


def _wordy(row: RawRow) -> bool:
    """Two words or more, and nothing that looks like a number, a phone or a day."""
    said = set()
    for cell in row:
        if cell in EMPTY:
            continue
        if cell.__class__ is not str or FIGURES.search(cell):
            return False
        said.add(cell)
    return len(said) > 1


def _heads(row: RawRow, kind: Kind) -> bool:
    """Whether most of its words are titles, known ones or such as lists have."""
    said = {text for text in map(text_of, row) if text}
    if FOOTER.match(next(text for text in map(text_of, row) if text)):
        return False
    titles = sum(bool(kind.field_of(one) or TITLE.search(plain_title(one))) for one in said)
    return titles > 1 and titles * 2 >= len(said)


def _same(row: RawRow, tops: Sequence[RawRow]) -> bool:
    """Whether the row is one of a header's, each word in its column."""
    return _trimmed(row) in map(_trimmed, tops)


def _trimmed(row: RawRow) -> list[str]:
    said = [text_of(cell) for cell in row]
    while said and not said[-1]:
        said.pop()
    return said


def _rows(sheet: Sheet, start: int, end: int) -> Sheet:
    def within(rows: frozenset[int]) -> frozenset[int]:
        return frozenset(n - start for n in rows if start <= n < end)

    return sheet._replace(
        rows=sheet.rows[start:end],
        first=sheet.first + start,
        spanned=within(sheet.spanned),
        hidden_rows=within(sheet.hidden_rows),
        wide=tuple((n - start, left, right) for n, left, right in sheet.wide if start <= n < end),
        marks=sheet.marks.moved(-start, 0),
        cut=sheet.cut and end == len(sheet.rows),
    )
