"""From sheets to one table: every visible sheet that has a header, its rows without what is
no row, and what was left aside."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

from fangxian.ground.intake import counts, errors, headers, table_rows
from fangxian.ground.intake.broken import broken
from fangxian.ground.intake.cells import text_of
from fangxian.ground.intake.headers import Chosen, Mapped, header_key
from fangxian.ground.intake.lines import COVER, SHEET, TITLE, Line, words_of
from fangxian.ground.intake.no_rows import line_of
from fangxian.ground.intake.opening import RawRow, Sheet
from fangxian.ground.intake.table_rows import Body, Part
from fangxian.ground.intake.titles import Kind
from fangxian.kernel.errors import Refusal
from fangxian.kernel.masking import masked

NUMBERED = re.compile(r"序号?|编号|行号|no\.?|#", re.IGNORECASE)
FEW = 5
COVERS = 40  # lines of a sheet without a table that may speak of the others
EXAMPLES = re.compile(r"示例|样例|样表|范例|填写说明|填表说明|example|sample", re.IGNORECASE)


@dataclass(frozen=True)
class SheetSeen:
    """A sheet, or a part of one, and what was made of it: read | aside (no table, or not chosen)
    | counts (a table that counts people) | hidden | empty | example. `part`: "" a sheet or a table of it, "rows" | "columns": those of
    it that are hidden, "continued": it has no header and goes on as the one before. `rows`: how
    many rows, or columns. `aside`: lines that are no rows, how many and the first of them.
    `unread`: titles of columns that were not read. Of a form, titles and lines may be numbers of
    people: they are masked."""

    name: str
    state: str
    rows: int
    header_row: int = 0  # as the spreadsheet counts
    aside: int = 0
    lines: tuple[str, ...] = ()
    part: str = ""
    unread: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {**asdict(self), "lines": list(self.lines), "unread": list(self.unread)}


class Table(NamedTuple):
    """The rows of all sheets that were read, under one set of titles.

    `titles` are labels, each once; `mapped` one column a field, `meant` every column of it (a
    place may stand in several); `unknown` those that mean nothing here. `numbers` are the
    rows' numbers as the spreadsheet counts, `names` their sheets (empty where there is one).
    `headers`: the key of each sheet's header and what its columns were taken for. `unread`:
    columns that nobody understood; `further`: those that are one more of a field. By index of
    the row: `struck`, the labels of cells with a line through them; `notes`, what is noted at cells.
    `left`: the sheets that were not read, by name. `odd`: by index, why a row does not fit the header. `over`: what titles, headings, footers, names of sheets and covers say of several rows."""

    titles: tuple[str, ...]
    mapped: Mapped
    unknown: tuple[str, ...]
    rows: list[RawRow]
    numbers: list[int]
    header_row: int
    names: tuple[str, ...] = ()
    seen: tuple[SheetSeen, ...] = ()
    headers: tuple[tuple[str, dict[str, str]], ...] = ()
    shift: int = 0
    columns: list[tuple[Any, ...]] | None = None  # the rows' cells by column, where laid out
    meant: Mapped | None = None
    unread: tuple[int, ...] = ()
    further: Mapped = MappingProxyType({})  # type: ignore[assignment]
    struck: Mapping[int, tuple[str, ...]] = MappingProxyType({})
    notes: Mapping[int, tuple[str, ...]] = MappingProxyType({})
    over: tuple[Line, ...] = ()
    odd: Mapping[int, Refusal] = MappingProxyType({})
    left: tuple[tuple[str, list[RawRow]], ...] = ()

    @property
    def key(self) -> str:
        return self.headers[0][0] if self.headers else header_key(self.titles)

    def name_of(self, index: int) -> str:
        """The sheet of a row; "" where the file has only one."""
        return self.names[index] if self.names else ""

    def cell(self, index: int, field: str) -> Any:
        """A row's cell of a field; "" where there is none."""
        at = self._at(field)
        row = self.rows[index]
        return row[at] if at is not None and at < len(row) else ""

    def fault(self, index: int) -> Refusal | None:
        """Why a row cannot be read: it does not fit the header, or a cell that means something was not
        worked out."""
        row = self.rows[index]
        found = ((n, said) for n in self.mapped if n < len(row) and (said := broken(row[n])))
        cells = (errors.CellBroken(column=masked(self.titles[n]), given=said) for n, said in found)
        return self.odd.get(index) or next(cells, None)

    def swap(self, index: int, one: str, other: str) -> None:
        """Lay a row's cells of two fields into each other's column."""
        here, there = self._at(one), self._at(other)
        if here is not None and there is not None:
            row = self.rows[index]
            row += [""] * (max(here, there) + 1 - len(row))
            row[here], row[there] = row[there], row[here]

    def column(self, field: str) -> list[Any]:
        """A field's cell of every row; "" where there is none."""
        at = self._at(field)
        if at is None:
            return [""] * len(self.rows)
        return [row[at] if at < len(row) else "" for row in self.rows]

    def _at(self, field: str) -> int | None:
        return next((n for n, one in self.mapped.items() if one == field), None)


def find_table(
    found: Sequence[Sheet],
    kind: Kind,
    saved: Mapping[str, Chosen] | None = None,
    given: Chosen | None = None,
    only: Collection[str] = (),
    *,
    with_hidden: bool = False,
) -> Table:
    """All visible sheets with a header as one table, and the hidden ones `with_hidden`; with `only`,
    those of these names, hidden or not, and hidden rows and columns by the names of theirs.
    HeaderUnknown, SheetUnknown."""
    only = [masked(name) for name in only]  # as sheets are named
    parts = table_rows.parts_of(found, kind, saved or {}, given or {}, only)
    _known(parts, only)
    only = _without_columns(parts, only)
    states = [_state(part, only, alone=len(found) == 1) for part in parts]
    if with_hidden and not only and "hidden" in states:
        wanted = [
            part.name
            for part, state in zip(parts, states, strict=True)
            if state in ("read", "hidden")
        ]
        return find_table(found, kind, saved, given, wanted)
    if "read" not in states:  # a file of nothing but its example is no example
        states = ["read" if state == "example" else state for state in states]
    read = [
        part for part, state in zip(parts, states, strict=True) if part.body and state == "read"
    ]
    if not read:
        raise header_unknown(found, kind)
    if not any(part.rows for part in read):
        unseen = [part for part in parts if part.part == "rows"]
        raise (
            errors.RowsHidden(sheet=unseen[0].name, rows=unseen[0].rows)
            if unseen
            else errors.NoRows
        )
    seen = tuple(_seen(part, state, kind) for part, state in zip(parts, states, strict=True))
    table = _joined(read, kind, seen, several=len(found) > 1 or len(read) > 1)
    left = tuple(
        (part.name, part.sheet.rows)
        for part, state in zip(parts, states, strict=True)
        if state != "read" and part.part not in ("rows", "columns")
    )
    over = (*_over(read), *_covers(parts, states, len(table.rows)))
    return table._replace(over=over, left=left)


def _known(parts: Sequence[Part], only: Collection[str]) -> None:
    names = [part.name for part in parts]
    for name in only:
        if name not in names:
            raise errors.SheetUnknown(sheet=name, sheets="、".join(names))


def _without_columns(parts: Sequence[Part], only: Collection[str]) -> Collection[str]:
    """What was chosen; where that is hidden columns alone, every sheet that can be seen as well."""
    chosen = [part for part in parts if part.name in only]
    if any(part.part != "columns" for part in chosen):
        return only
    return (
        [*only, *(part.name for part in parts if not part.part and not part.sheet.hidden)]
        if chosen
        else only
    )


def _state(part: Part, only: Collection[str], *, alone: bool) -> str:
    if only and part.name in only:
        return "read" if part.body or part.part == "columns" else "aside"
    if part.part in ("rows", "columns"):
        return "hidden"
    if not any(any(row) for row in part.sheet.rows):
        return "empty"
    if part.sheet.hidden and not alone:
        return "hidden"
    if not only and part.body is None and counts.header_of(part.sheet.rows) is not None:
        return "counts"
    if only or part.body is None:
        return "aside"
    return "example" if EXAMPLES.search(part.name) and not alone else "read"


def _seen(part: Part, state: str, kind: Kind) -> SheetSeen:
    body = part.body
    if body is None:
        lines = tuple(map(masked, part.lines[:FEW]))
        return SheetSeen(part.name, state, part.rows, lines=lines, part=part.part)
    row = part.sheet.first + body.header.end - 1 if body.header.end else 0
    unread = _unread(body.header, part.sheet, kind) if not part.part and state == "read" else ()
    lines = tuple(map(masked, body.aside[:FEW]))
    return SheetSeen(
        part.name,
        state,
        len(body.rows),
        row,
        len(body.aside),
        lines,
        part.part,
        tuple(map(masked, unread)),
    )


def _unread(header: headers.Header, sheet: Sheet, kind: Kind) -> tuple[str, ...]:
    """Titles of columns that hold something and mean nothing here; hidden ones are told of by
    themselves."""
    return tuple(
        label
        for n, label in enumerate(header.labels)
        if n not in header.meant
        and n not in sheet.hidden_columns
        and header.titles[n]
        and header.titles[n] not in kind.aside
        and not NUMBERED.fullmatch(header.titles[n])
        and n not in header.dismissed
        and any(n < len(row) and row[n] not in ("", None) for row in sheet.rows[header.end :])
    )


def header_unknown(found: Sequence[Sheet], kind: Kind) -> errors.HeaderUnknown:
    """Of the row that names most columns: what it lacks, and what stands in it."""
    rows = [row for one in found for row in one.rows[: headers.LOOKED_AT]]
    said = [frozenset(filter(None, map(kind.field_of, map(text_of, row)))) for row in rows]
    best = max(range(len(rows)), key=lambda n: len(said[n]), default=None)  # of equals the first
    known = frozenset[str]() if best is None else said[best]
    lines = [
        line
        for row in (rows if best is None or not known else rows[best:])
        if (line := line_of(row))
    ]
    first = lines[0] if lines else ""
    names = "、".join(f"“{sheet.name}”" for sheet in found if sheet.name)
    needs = kind.lacks(known)
    return errors.HeaderUnknown(
        sheets=names or "全表", needs=needs.zh, needs_en=needs.en, first=first or "—"
    )


def _joined(parts: list[Part], kind: Kind, seen: tuple[SheetSeen, ...], *, several: bool) -> Table:
    read = [part.body for part in parts if part.body]
    first = read[0].header
    same = all(
        (one.header.labels, one.header.mapped) == (first.labels, first.mapped) for one in read
    )
    places = None if same else _places(read)
    titles, meant = (first.labels, first.meant) if places is None else _united(read, places)
    mapped = (
        first.mapped
        if places is None
        else {
            places[b][n]: field
            for b, one in enumerate(read)
            for n, field in one.header.mapped.items()
        }
    )
    rows: list[RawRow] = []
    for n, body in enumerate(read):
        rows += body.rows if places is None else _moved(body.rows, places[n], len(titles))
    return Table(
        titles=titles,
        mapped=mapped,
        meant=meant,
        unknown=tuple(
            title
            for n, title in enumerate(titles)
            if n not in meant and title not in kind.aside and not title.startswith("第 ")
        ),
        rows=rows,
        numbers=[number for body in read for number in body.numbers],
        header_row=parts[0].sheet.first + first.end - 1,
        names=tuple(one.name for one in parts for _ in range(one.rows)) if several else (),
        seen=seen,
        headers=tuple(
            (
                header_key(one.header.labels, kind.aside),
                {
                    label: one.header.meant.get(
                        n, headers.NOTHING if n in one.header.dismissed else ""
                    )
                    for n, label in enumerate(one.header.labels)
                },
            )
            for one in read
        ),
        unread=tuple(
            sorted(
                {
                    places[b][n] if places else n
                    for b, one in enumerate(read)
                    for n in one.header.unread
                }
            )
        ),
        further={
            places[b][n] if places else n: field
            for b, one in enumerate(read)
            for n, field in one.header.further.items()
        },
        **_drawn(parts),
        shift=parts[0].sheet.shift,
        columns=read[0].columns if len(read) == 1 else None,
    )


def _over(read: Sequence[Part]) -> Iterator[Line]:
    """What stands over the rows of each part, and at its header, by the indexes of the table."""
    before = 0
    for part in read:
        if part.body is None:
            continue
        end = before + len(part.body.rows)
        for line in part.body.over:
            yield line._replace(start=line.start + before, end=line.end + before)
        for (row, _), text in part.sheet.marks.notes:
            if row < part.body.header.end:
                yield Line(TITLE, text, before, end)
        if part.name:
            yield Line(SHEET, part.name, before, end)
        before = end


def _covers(parts: Sequence[Part], states: Sequence[str], height: int) -> Iterator[Line]:
    """What sheets without a table say, which are seen and were not chosen away."""
    for part, state in zip(parts, states, strict=True):
        if state in ("aside", "counts") and part.body is None and not part.sheet.hidden:
            above = counts.header_of(part.sheet.rows) if state == "counts" else None
            for words in map(words_of, part.sheet.rows[: COVERS if above is None else above]):
                if words:
                    yield Line(COVER, words, 0, height)


def _drawn(parts: list[Part]) -> dict[str, Any]:
    """By index of the row the labels of its struck cells, and what is noted at them."""
    struck: dict[int, tuple[str, ...]] = {}
    notes: dict[int, tuple[str, ...]] = {}
    odd: dict[int, Refusal] = {}
    before = 0
    for part in parts:
        body = part.body
        if body is None:
            continue
        drawn = part.sheet.marks.by_row()
        odd |= (
            {
                n: body.odd[number]
                for n, number in enumerate(body.numbers, before)
                if number in body.odd
            }
            if body.odd
            else {}
        )
        for index, number in enumerate(body.numbers if drawn else (), before):
            columns, texts = drawn.get(number - part.sheet.first, ([], []))
            labels = [body.header.labels[n] for n in columns if 0 <= n < len(body.header.labels)]
            struck |= {index: tuple(labels)} if labels else {}
            notes |= {index: tuple(texts)} if texts else {}
        before += len(body.rows)
    return {"struck": struck, "notes": notes, "odd": odd}


def _places(read: list[Body]) -> list[list[int]]:
    """Where each table's columns go under one roof: columns of one field are one column, else
    those of one label."""
    at: dict[tuple[str, str], int] = {}
    places = []
    for body in read:
        place = []
        for n, label in enumerate(body.header.labels):
            field = body.header.mapped.get(n, "")
            name = ("field", field) if field else ("label", label)
            place.append(at.setdefault(name, len(at)))
        places.append(place)
    return places


def _united(read: list[Body], places: list[list[int]]) -> tuple[tuple[str, ...], Mapped]:
    """The titles of all, and what their columns mean."""
    titles: dict[int, str] = {}
    meant: Mapped = {}
    for body, place in zip(read, places, strict=True):
        for n, label in enumerate(body.header.labels):
            titles.setdefault(place[n], label)
        meant |= {place[n]: field for n, field in body.header.meant.items()}
    return tuple(titles[n] for n in range(len(titles))), meant


def _moved(rows: list[RawRow], place: list[int], width: int) -> list[RawRow]:
    moved = []
    for row in rows:
        made: RawRow = [""] * width
        for n, cell in enumerate(row[: len(place)]):
            made[place[n]] = cell
        moved.append(made)
    return moved
