"""The rows of one table: those below its header, those of them that are hidden, and sheets that
go on without a header of their own. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest
from types import MappingProxyType
from typing import Any, NamedTuple

from fangxian.ground.intake import headers, levels, lines, no_rows, ragged, splitting
from fangxian.ground.intake.cells import said_in, text_of
from fangxian.ground.intake.headers import Chosen, Header
from fangxian.ground.intake.lines import Line
from fangxian.ground.intake.no_rows import line_of
from fangxian.ground.intake.opening import RawRow, Sheet
from fangxian.ground.intake.titles import Kind
from fangxian.kernel.errors import Refusal

DITTO = frozenset({"同上", "〃", "″", '"', "“", "''", "同前", "～同上"})
HIDDEN_ROWS, HIDDEN_COLUMNS = "隐藏的行", "隐藏的列"
LOOKED_AT = 50  # rows by which two sheets are compared


class Body(NamedTuple):
    """Rows under a header; `columns` are their cells by column, `aside` lines that are no rows,
    `over` what lines say of the rows between two indexes, `odd` by number why a row does not fit."""

    header: Header
    rows: list[RawRow]
    columns: list[tuple[Any, ...]]
    numbers: list[int]
    aside: list[str]
    over: tuple[Line, ...] = ()
    odd: Mapping[int, Refusal] = MappingProxyType({})


class Part(NamedTuple):
    """What is read or left as a whole. `part`: "" a sheet or a table of it, "rows" or "columns"
    that are hidden, "continued" where it goes on without a header. `body` is None where there is
    no table; `lines` are then its own, `rows` how many."""

    name: str
    sheet: Sheet
    body: Body | None
    part: str = ""
    lines: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        return len(self.body.rows) if self.body else len(self.lines)


def parts_of(
    found: Sequence[Sheet],
    kind: Kind,
    saved: Mapping[str, Chosen],
    given: Chosen,
    only: Collection[str],
) -> list[Part]:
    """Every part of every sheet, in order; the hidden columns of those in `only` are read."""
    parts: list[Part] = []
    before: Body | None = None
    for sheet in found:
        for table in splitting.tables_of(sheet, kind, saved, given):
            new = list(_parts(table, kind, saved, given, only, before))
            parts += new
            before = new[0].body or before
    return parts


def _parts(
    sheet: Sheet,
    kind: Kind,
    saved: Mapping[str, Chosen],
    given: Chosen,
    only: Collection[str],
    before: Body | None,
) -> Iterator[Part]:
    columns = splitting.part_name(sheet.name, HIDDEN_COLUMNS)
    header = headers.find(sheet, kind, saved, given, with_hidden=columns in only)
    goes_on = header is None and before is not None and _goes_on(sheet, before, kind)
    if goes_on and before is not None:
        header = before.header._replace(start=0, end=0)
    if header is None:
        lines = tuple(line for row in sheet.rows if (line := line_of(row)))
        yield Part(sheet.name, sheet, None, lines=lines)
        return
    whole = _body(sheet, header, kind)
    unseen = [n - sheet.first in sheet.hidden_rows for n in whole.numbers]
    shown = _only(whole, [not one for one in unseen]) if any(unseen) else whole
    yield Part(sheet.name, sheet, shown, "continued" if goes_on else "")
    if any(unseen):
        name = splitting.part_name(sheet.name, HIDDEN_ROWS)
        yield Part(name, sheet, _only(whole, unseen)._replace(aside=[]), "rows")
    if sheet.hidden_columns:
        titles = tuple(
            header.labels[n] for n in sorted(sheet.hidden_columns) if n < len(header.labels)
        )
        yield Part(columns, sheet, None, "columns", titles)


def _body(sheet: Sheet, header: Header, kind: Kind) -> Body:
    look = no_rows.Look(sheet, header, kind)
    rows, numbers, aside, said = [], [], [], []
    for number, row in enumerate(sheet.rows[header.end :], header.end):
        if not any(row) or all(headers.is_empty(cell) for cell in row):
            continue
        if look.is_row(row, number):
            rows.append(row)
            numbers.append(sheet.first + number)
        else:
            aside.append(line_of(row))
            if look.speaks(row):
                said.append(lines.Aside(lines.words_of(row), len(rows)))
    above = [words for row in sheet.rows[: header.start] if (words := lines.words_of(row))]
    over = tuple(lines.over(above, said, len(rows)))
    odd = ragged.faults(sheet, header, rows, numbers)
    for first, together in header.joined.items():
        sides = levels.sides(header.titles, together)
        for row in rows:
            parts = [levels.as_one(row[n] for n in side if n < len(row)) for side in sides]
            row[first] = "、".join(filter(None, parts))
    for field in dict.fromkeys(header.further.values()):
        _gather(rows, header, field, kind.several[field])
    return Body(header, rows, _without_ditto(rows), numbers, aside, over, odd)


def _gather(rows: list[RawRow], header: Header, field: str, how: str) -> None:
    """What several columns of one field say, in the first of them."""
    first = next(n for n, one in header.mapped.items() if one == field)
    others = [n for n, one in header.further.items() if one == field]
    for row in rows if how in ("join", "fill") else ():
        cells = [row[n] for n in others if n < len(row) and said_in(row[n])]
        if not cells:
            continue
        row.extend([""] * (first + 1 - len(row)))
        if not said_in(row[first]):
            row[first] = cells.pop(0)
        if how == "join":
            row[first] = _joined_texts([row[first], *cells])


def _joined_texts(cells: Sequence[Any]) -> Any:
    """Each text once, apart by a semicolon; a single cell as it is."""
    texts: list[str] = []
    for cell in cells:
        text = text_of(cell)
        if not any(text in one for one in texts):
            texts.append(text)
    return ";".join(texts) if len(texts) > 1 else cells[0]


def _without_ditto(rows: list[RawRow]) -> list[tuple[Any, ...]]:
    """The columns of rows, in which 同上 becomes what stands above it."""
    columns = list(zip_longest(*rows, fillvalue=""))
    for n, column in enumerate(columns):
        if DITTO.isdisjoint(column):
            continue
        for above, row in pairwise(rows):
            if n < len(row) and row[n] in DITTO and n < len(above):
                row[n] = above[n]
        columns[n] = tuple(row[n] if n < len(row) else "" for row in rows)
    return columns


def _only(body: Body, these: Sequence[bool]) -> Body:
    rows = [row for row, one in zip(body.rows, these, strict=True) if one]
    numbers = [number for number, one in zip(body.numbers, these, strict=True) if one]
    over = tuple(lines.among(line, body.numbers, numbers) for line in body.over)
    columns = list(zip_longest(*rows, fillvalue=""))
    return body._replace(rows=rows, columns=columns, numbers=numbers, over=over)


SHAPES = (
    ("number", re.compile(r"\d{15,18}[\dXx]?|[A-Za-z]{1,2}\d{6,}")),
    ("phone", re.compile(r"\+?\d[\d\- ]{6,13}")),
    ("day", re.compile(r"\D*\d{1,4}\s*[-./年月]\s*\d{1,2}.*", re.DOTALL)),
    ("count", re.compile(r"\d{1,6}(\.\d+)?")),
)


def _goes_on(sheet: Sheet, before: Body, kind: Kind) -> bool:
    """Whether rows without a header are of the shape of those before: the same columns, each
    with the same sort of thing in it."""
    rows = [row for row in sheet.rows if any(row)][:LOOKED_AT]
    if not rows or not before.rows or headers.likeliest(sheet) is not None:
        return False
    needed = {n for n, field in before.header.mapped.items() if field in kind.row}
    same = 0
    for n in before.header.mapped:
        here, there = _shape(rows, n), _shape(before.rows[-LOOKED_AT:], n)
        if here and there and here != there:
            return False
        same += here == there and here not in ("", "words")
        if n in needed and not here:
            return False
    return bool(needed) and same > 0


def _shape(rows: Sequence[RawRow], n: int) -> str:
    """What most cells of a column look like; "" where they are empty."""
    shapes = [_looks(text) for row in rows if n < len(row) and (text := text_of(row[n]))]
    return max(set(shapes), key=shapes.count) if shapes else ""


def _looks(text: str) -> str:
    return next((name for name, shape in SHAPES if shape.fullmatch(text)), "words")
