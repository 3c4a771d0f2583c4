"""From sheets to one table: every visible sheet that has a header, its rows without what is
no row, and what was left aside."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise, zip_longest
from typing import Any, NamedTuple

from fangxian.ground.intake import errors, headers
from fangxian.ground.intake.cells import text_of
from fangxian.ground.intake.headers import Chosen, Header, Mapped, header_key
from fangxian.ground.intake.opening import Row, Sheet
from fangxian.ground.intake.titles import Kind

SHOWN = 40  # letters of a line that was left aside
FEW = 5
EMPTY = ("", None)
EXAMPLES = re.compile(r"示例|样例|样表|范例|填写说明|填表说明|example|sample", re.IGNORECASE)
FOOTER = re.compile(
    r"\s*[(（]?\s*(?:(?:本\s*页|本\s*表|以\s*上)?\s*(?:合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|汇\s*总)|总\s*数|"
    r"(?:填\s*表|填\s*报|制\s*表|审\s*核|复\s*核|经\s*办|统\s*计|上\s*报|报\s*送|校\s*对|审\s*批|负\s*责|联\s*系|主\s*管|签\s*发)"
    r"\s*(?:人|单位|日期|时间|领导|电话|部门|者|员)|制\s*表\s*[::]|审\s*核\s*[::]|单位负责人|主要负责人|分管领导|"
    r"(?:备\s*注|注|说\s*明|日\s*期|时\s*间|电\s*话|签\s*字|盖\s*章|单\s*位)\s*[::]|填表说明|填写说明|注意事项|"
    r"以下空白|此表|本表|第\s*\d+\s*页|共\s*\d+\s*[页人条行户例名]|以上共|[(（]?(?:盖章|公章|签字|签章))"
)
FOOTER_BEGINS = frozenset(
    "合总小共累汇本以填制审复经统上报校负联主签单分备注说日时电盖此第公(（ 　"
)
EXAMPLE_BEGINS = frozenset("示例样范举[（(")
EXAMPLE_ROW = re.compile(r"(?:示?例|样例|范例|举例)\s*(?:[::)）]|$|如|[((])|[((]例")
DITTO = frozenset({"同上", "〃", "″", '"', "“", "''", "同前", "～同上"})
NUMBER = re.compile(r"\d{17}[\dXx]|[A-Za-z]{1,2}\d{6,}")  # a document of somebody
NUMBERING = re.compile(
    r"[(（]?\s*(?:\d{1,2}|[A-Za-z]|[甲乙丙丁戊己庚辛壬癸]|[一二三四五六七八九十]{1,3})\s*[)）]?"
)


@dataclass(frozen=True)
class SheetSeen:
    """A sheet and what was made of it: read | aside (no table) | hidden | empty | example.
    `aside`: lines that are no rows, how many and the first of them."""

    name: str
    state: str
    rows: int
    header_row: int = 0  # as the spreadsheet counts
    aside: int = 0
    lines: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {**asdict(self), "lines": list(self.lines)}


class Table(NamedTuple):
    """The rows of all sheets that were read, under one set of titles.

    `titles` are labels, each once; `unknown` those that mean nothing here. `numbers` are the
    rows' numbers as the spreadsheet counts, `names` their sheets (empty where there is one).
    `headers`: the key of each sheet's header and what its columns were taken for."""

    titles: tuple[str, ...]
    mapped: Mapped
    unknown: tuple[str, ...]
    rows: list[Row]
    numbers: list[int]
    header_row: int
    names: tuple[str, ...] = ()
    seen: tuple[SheetSeen, ...] = ()
    headers: tuple[tuple[str, dict[str, str]], ...] = ()
    shift: int = 0
    columns: list[tuple[Any, ...]] | None = None  # the rows' cells by column, where laid out

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

    def column(self, field: str) -> list[Any]:
        """A field's cell of every row; "" where there is none."""
        at = self._at(field)
        if at is None:
            return [""] * len(self.rows)
        return [row[at] if at < len(row) else "" for row in self.rows]

    def _at(self, field: str) -> int | None:
        return next((n for n, one in self.mapped.items() if one == field), None)


class _Body(NamedTuple):
    sheet: Sheet
    header: Header
    rows: list[Row]
    columns: list[tuple[Any, ...]]
    numbers: list[int]
    aside: list[str]


def find_table(
    found: Sequence[Sheet], kind: Kind, saved: Mapping[str, Chosen] | None = None,
    given: Chosen | None = None, only: Collection[str] = (),
) -> Table:  # fmt: skip
    """All visible sheets with a header as one table; with `only`, those of these names, hidden
    or not. HeaderUnknown, SheetUnknown."""
    _known(found, only)
    bodies = [_body(sheet, kind, saved or {}, given or {}) for sheet in found]
    states = [
        _state(sheet, body, only, alone=len(found) == 1)
        for sheet, body in zip(found, bodies, strict=True)
    ]
    if "read" not in states:  # a file of nothing but its example is no example
        states = ["read" if state == "example" else state for state in states]
    read = [body for body, state in zip(bodies, states, strict=True) if body and state == "read"]
    if not read:
        raise header_unknown(found, kind)
    seen = tuple(map(_seen, found, bodies, states))
    if not any(body.rows for body in read):
        raise errors.NoRows
    return _joined(read, kind, seen, several=len(found) > 1)


def _known(found: Sequence[Sheet], only: Collection[str]) -> None:
    names = [sheet.name for sheet in found]
    for name in only:
        if name not in names:
            raise errors.SheetUnknown(sheet=name, sheets="、".join(names))


def _state(sheet: Sheet, body: _Body | None, only: Collection[str], *, alone: bool) -> str:
    if only and sheet.name in only:
        return "read" if body else "aside"
    if not any(any(row) for row in sheet.rows):
        return "empty"
    if sheet.hidden and not alone:
        return "hidden"
    if only or body is None:
        return "aside"
    return "example" if EXAMPLES.search(sheet.name) and not alone else "read"


def _seen(sheet: Sheet, body: _Body | None, state: str) -> SheetSeen:
    if body is None:
        lines = [line for row in sheet.rows if (line := _line(row))]
        return SheetSeen(sheet.name, state, len(lines), 0, 0, tuple(lines[:FEW]))
    return SheetSeen(
        sheet.name, state, len(body.rows), sheet.first + body.header.end - 1, len(body.aside),
        tuple(body.aside[:FEW]),
    )  # fmt: skip


def header_unknown(found: Sequence[Sheet], kind: Kind) -> errors.HeaderUnknown:
    first = next((line for one in found for row in one.rows if (line := _line(row))), "")
    names = "、".join(f"“{sheet.name}”" for sheet in found if sheet.name)
    needs = kind.needs
    return errors.HeaderUnknown(
        sheets=names or "全表", needs=needs.zh, needs_en=needs.en, first=first or "—"
    )


def _line(row: Row) -> str:
    """A line that was left aside, shortened; numbers of people are not repeated in it."""
    said = " ".join(dict.fromkeys(text for text in map(text_of, row) if text))
    return re.sub(r"\d{7,}[\dXx]?", lambda one: f"{one.group()[:3]}****", said)[:SHOWN]


def _body(sheet: Sheet, kind: Kind, saved: Mapping[str, Chosen], given: Chosen) -> _Body | None:
    header = headers.find(sheet, kind, saved, given)
    if header is None:
        return None
    tops = sheet.rows[header.start : header.end]
    columns = [n for n, field in header.mapped.items() if field in kind.row]
    begins = (
        FOOTER_BEGINS
        | EXAMPLE_BEGINS
        | {text[0] for top in tops for cell in top if (text := str(cell))}
    )
    odd = sheet.spanned | {header.end, header.end + 1}
    rows, numbers, aside = [], [], []
    for number, row in enumerate(sheet.rows[header.end :], header.end):
        if not any(row) or all(headers.is_empty(cell) for cell in row):
            continue
        plain = row[0] and len(row) > 1 and row[1] and number not in odd
        if plain and (row[0].__class__ is not str or row[0][0] not in begins):
            rows.append(row)  # as nearly all are
            numbers.append(sheet.first + number)
        elif _is_row(row, number, sheet, header, tops, columns):
            rows.append(row)
            numbers.append(sheet.first + number)
        else:
            aside.append(_line(row))
    return _Body(sheet, header, *_without_ditto(rows), numbers, aside)


def _is_row(
    row: Row, number: int, sheet: Sheet, header: Header, tops: list[Row], columns: list[int]
) -> bool:
    """Whether it is a row, and no footer, heading, numbering of columns or repeated header."""
    first = row[0] if row[0] not in ("", None) else next(filter(None, row), "")
    if first.__class__ is str and _begins_otherwise(first, row, tops, columns):
        return False
    if number in sheet.spanned and len({text_of(cell) for cell in row} - {""}) == 1:
        return False
    if _alone(row) and not _names_somebody(row, columns, least=1):
        return False
    return not (number < header.end + 2 and _numbering(row))


def _begins_otherwise(first: str, row: Row, tops: list[Row], columns: list[int]) -> bool:
    """A footer's word, an example, or the header again."""
    if first[0] in FOOTER_BEGINS and FOOTER.match(first):
        return not _names_somebody(row, columns)
    if first[0] in EXAMPLE_BEGINS and EXAMPLE_ROW.match(first):
        return True
    return any(first in top for top in tops) and headers.row_of_header(row, tops)


def _alone(row: Row) -> bool:
    if len(row) < 3 or (row[0] not in EMPTY and row[1] not in EMPTY):
        return False
    return sum(not headers.is_empty(cell) for cell in row) == 1


def _names_somebody(row: Row, columns: list[int], least: int = 0) -> bool:
    """Whether the cells by which a row is known are filled, and not with a footer's words."""
    if not columns:
        return False
    filled = [
        n for n in columns
        if n < len(row) and not headers.is_empty(row[n]) and not FOOTER.match(text_of(row[n]))
    ]  # fmt: skip
    if any(NUMBER.fullmatch(text_of(row[n])) for n in filled):
        return True
    return len(filled) >= (least or len(columns))


def _numbering(row: Row) -> bool:
    """1 2 3 … or 甲 乙 丙 … below the header."""
    said = [text for text in map(text_of, row) if text]
    return len(said) > 2 and len(set(said)) == len(said) and all(map(NUMBERING.fullmatch, said))


def _without_ditto(rows: list[Row]) -> tuple[list[Row], list[tuple[Any, ...]]]:
    """Rows and columns, in which 同上 is what stands above it."""
    columns = list(zip_longest(*rows, fillvalue=""))
    for n, column in enumerate(columns):
        if DITTO.isdisjoint(column):
            continue
        for above, row in pairwise(rows):
            if n < len(row) and row[n] in DITTO and n < len(above):
                row[n] = above[n]
        columns[n] = tuple(row[n] if n < len(row) else "" for row in rows)
    return rows, columns


def _joined(
    bodies: list[_Body], kind: Kind, seen: tuple[SheetSeen, ...], *, several: bool
) -> Table:
    first = bodies[0].header
    same = all(
        (one.header.labels, one.header.mapped) == (first.labels, first.mapped) for one in bodies
    )
    titles, mapped, places = _united(bodies) if not same else (first.labels, first.mapped, None)
    rows: list[Row] = []
    for n, body in enumerate(bodies):
        rows += body.rows if places is None else _moved(body.rows, places[n], len(titles))
    return Table(
        titles=titles, mapped=mapped,
        unknown=tuple(
            title for n, title in enumerate(titles)
            if n not in mapped and title not in kind.aside and not title.startswith("第 ")
        ),
        rows=rows, numbers=[number for body in bodies for number in body.numbers],
        header_row=bodies[0].sheet.first + first.end - 1,
        names=tuple(one.sheet.name for one in bodies for _ in one.rows) if several else (),
        seen=seen,
        headers=tuple(
            (header_key(one.header.labels, kind.aside),
             {label: one.header.mapped.get(n, "") for n, label in enumerate(one.header.labels)})
            for one in bodies
        ),
        shift=bodies[0].sheet.shift, columns=bodies[0].columns if len(bodies) == 1 else None,
    )  # fmt: skip


def _united(bodies: list[_Body]) -> tuple[tuple[str, ...], Mapped, list[list[int]]]:
    """Titles of sheets that differ under one roof: columns of one field are one column, else
    those of one label. With where each sheet's columns go."""
    at: dict[tuple[str, str], int] = {}
    titles: list[str] = []
    mapped: Mapped = {}
    places: list[list[int]] = []
    for body in bodies:
        place = []
        for n, label in enumerate(body.header.labels):
            field = body.header.mapped.get(n, "")
            name = ("field", field) if field else ("label", label)
            if name not in at:
                at[name] = len(titles)
                titles.append(label)
                if field:
                    mapped[at[name]] = field
            place.append(at[name])
        places.append(place)
    return tuple(titles), mapped, places


def _moved(rows: list[Row], place: list[int], width: int) -> list[Row]:
    moved = []
    for row in rows:
        made: Row = [""] * width
        for n, cell in enumerate(row[: len(place)]):
            made[place[n]] = cell
        moved.append(made)
    return moved
