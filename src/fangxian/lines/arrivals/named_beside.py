"""Who is named on a sheet of the same file whose title is grave (阳性, 密接, 黑名单): read or not, seen or
hidden, it says so of the rows of these persons on the other sheets too. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fangxian.ground.intake.api import Line, RawRow, Table, masked, text_of
from fangxian.ground.people import api as people
from fangxian.lines.arrivals import headings

ID = re.compile(r"\d{17}[\dXx]|\d{15}|[A-Za-z]{1,2}\d{7,9}")
NAME = re.compile(r"[\u4e00-\u9fff·]{2,15}")
TOP = 3  # rows of a sheet that was not read, in which its title may stand


def with_lists(table: Table, home: str) -> Table:
    """The same table, with what such sheets say of its rows."""
    named = {title: _persons(rows) for title, rows in _lists(table) if _grave(title, rows, home)}
    if not named:
        return table
    more = tuple(
        Line("sheet", f"{masked(title)}(名单上有此人)", index, index + 1)
        for index in range(len(table.rows))
        for title, (numbers, names) in named.items()
        if table.name_of(index) != title and _is_named(table, index, numbers, names)
    )
    return table._replace(over=(*table.over, *more))


def _lists(table: Table) -> Iterator[tuple[str, list[RawRow]]]:
    """Every sheet by its name, those that were read and those that were not."""
    rows: dict[str, list[RawRow]] = {}
    for index, name in enumerate(table.names):
        rows.setdefault(name, []).append(table.rows[index])
    yield from rows.items()
    yield from table.left


def _grave(title: str, rows: Iterable[RawRow], home: str) -> bool:
    said = [title] + [
        " ".join(dict.fromkeys(filter(None, map(text_of, row))))
        for row in list(rows)[:TOP]
        if sum(bool(text_of(cell)) for cell in row) == 1
    ]
    found = (headings.said_of_all(Line("sheet", one, 0, 1), home) for one in said)
    return any(one is not None and one.open for one in found)


def _persons(rows: Iterable[RawRow]) -> tuple[set[str], set[str]]:
    """The numbers on a list, and the names of those who stand there without one."""
    numbers: set[str] = set()
    names: set[str] = set()
    for row in rows:
        said = [text_of(cell) for cell in row]
        found = [one for text in said for one in ID.findall(text.replace(" ", ""))]
        numbers.update(number for one in found for number in people.numbers_sought(one)[:1])
        if not found:
            names.update(people.plain_name(text) for text in said if NAME.fullmatch(text))
    return numbers, names


def _is_named(table: Table, index: int, numbers: set[str], names: set[str]) -> bool:
    number = people.numbers_sought(text_of(table.cell(index, "document_number")))[:1]
    if number and number[0] in numbers:
        return True
    return people.plain_name(text_of(table.cell(index, "name"))) in names
