"""Find the header below merged titles, and which column says what."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from fangxian.lines.arrivals import errors
from fangxian.lines.arrivals.cells import text_of
from fangxian.lines.arrivals.columns import ASIDE, BY_FIELD, field_of, plain_title
from fangxian.lines.arrivals.sheets.opening import Row, Sheet

LOOKED_AT = 20
ENOUGH = 3
WHO = frozenset({"name", "document_number"})

Mapped = dict[int, str]  # column (from 0) → field


class Table(NamedTuple):
    """A header as found, its meaning, and the rows below it that are not empty.

    `numbers` are the rows' numbers as the spreadsheet counts; `unknown` the titles that
    mean nothing here and are left aside."""

    titles: tuple[str, ...]
    mapped: Mapped
    unknown: tuple[str, ...]
    rows: list[Row]
    numbers: list[int]
    header_row: int

    @property
    def key(self) -> str:
        return header_key(self.titles)


def header_key(titles: Iterable[str]) -> str:
    """By this a corrected mapping is remembered for the next file with the same header."""
    said = (plain_title(title) for title in titles if title not in ASIDE)
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()


def find_table(
    found: Iterable[Sheet], saved: Mapping[str, Mapping[str, str]], given: Mapping[str, str] | None
) -> Table:
    """The first sheet with a header and what lies below it. `saved` are mappings (title →
    field) by header key; `given` is the one somebody just corrected by hand."""
    for sheet in found:
        best = _best_row(sheet.rows[:LOOKED_AT], saved, given)
        if best is not None:
            return _table(sheet, *best)
    raise errors.HeaderUnknown


def _best_row(
    rows: list[Row], saved: Mapping[str, Mapping[str, str]], given: Mapping[str, str] | None
) -> tuple[int, Mapped] | None:
    best: tuple[int, Mapped] | None = None
    for index, row in enumerate(rows):
        mapped = meaning(_titles(row), saved, given)
        who = WHO & set(mapped.values())
        if who != WHO and (len(mapped) < ENOUGH or not who):  # lists from above name people only
            continue
        if best is None or len(mapped) > len(best[1]):
            best = index, mapped
    return best


def meaning(
    titles: tuple[str, ...],
    saved: Mapping[str, Mapping[str, str]],
    given: Mapping[str, str] | None,
) -> Mapped:
    """Which column is which field: as corrected now, as saved, else by synonyms. Of two
    columns for one field the one with the exact title wins, then the first."""
    chosen = given or saved.get(header_key(titles))
    mapped: Mapped = {}
    taken: dict[str, int] = {}
    for index, title in enumerate(titles):
        field = chosen.get(title) if chosen is not None else field_of(title)
        if not title or not field or field not in BY_FIELD:
            continue
        before = taken.get(field)
        if before is not None:
            if plain_title(title) != plain_title(BY_FIELD[field].title.zh):
                continue
            del mapped[before]
        mapped[index], taken[field] = field, index
    return mapped


def _titles(row: Row) -> tuple[str, ...]:
    return tuple(text_of(cell) for cell in row)


def _table(sheet: Sheet, index: int, mapped: Mapped) -> Table:
    titles = _titles(sheet.rows[index])
    header = sheet.rows[index]
    kept = [
        (number, row)
        for number, row in enumerate(sheet.rows[index + 1 :], sheet.first + index + 1)
        if any(row) and not _blank(row) and row != header  # a header repeated on each page
    ]
    return Table(
        titles=titles,
        mapped=mapped,
        unknown=tuple(
            title
            for n, title in enumerate(titles)
            if title and n not in mapped and title not in ASIDE
        ),
        rows=[row for _, row in kept],
        numbers=[number for number, _ in kept],
        header_row=sheet.first + index,
    )


def _blank(row: Row) -> bool:
    """Whether a row holds only spaces. The first filled cell decides it for nearly all."""
    return all(_empty(cell) for cell in row)


def _empty(cell: Any) -> bool:
    return cell is None or (cell.__class__ is str and not cell.strip(" \t\r\n\u3000\u00a0'"))
