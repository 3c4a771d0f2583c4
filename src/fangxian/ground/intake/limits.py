"""How large a table may be. A file of few bytes can hold millions of cells, and each of them is looked at:
what is beyond the limits is refused by its count, before anybody judges a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from fangxian.ground.intake import errors

CELLS_A_ROW = 30  # of a ledger, blanks among them; so many times the rows are judged at once
TABLES = 200  # side by side, or one below the other: each costs a search for its header


class Limits(NamedTuple):
    """The most of each that a file may hold: rows that are not blank, columns up to the last that is
    filled, cells with the blank ones between them."""

    rows: int
    columns: int
    cells: int


def of_a_file() -> Limits:
    """Of any file, at any door."""
    from django.conf import settings  # noqa: PLC0415 the reader's process has none

    return Limits(
        settings.FANGXIAN_UPLOAD_ROWS,
        settings.FANGXIAN_UPLOAD_COLUMNS,
        settings.FANGXIAN_UPLOAD_CELLS,
    )


def at_once() -> Limits:
    """Of what is judged while somebody waits for the page."""
    from django.conf import settings  # noqa: PLC0415 the reader's process has none

    rows = settings.FANGXIAN_UPLOAD_ROWS_AT_ONCE
    return Limits(rows, settings.FANGXIAN_UPLOAD_COLUMNS, rows * CELLS_A_ROW)


class Counted:
    """Counts rows as they are read. TableTooLarge as soon as there is one too many."""

    def __init__(self, most: Limits) -> None:
        self.most, self.rows, self.cells = most, 0, 0

    def add(self, row: list[Any]) -> None:
        """Count a row; blanks behind the last column that may be are cut off."""
        if len(row) > self.most.columns:
            while row and row[-1] in ("", None):
                row.pop()
            if len(row) > self.most.columns:
                raise errors.TableTooLarge.columns(self.most.columns)
        self.cells += len(row) or 1
        self.rows += any(row)
        if self.rows > self.most.rows:
            raise errors.TableTooLarge.rows(self.most.rows)
        if self.cells > self.most.cells:
            raise errors.TableTooLarge.cells(self.most.cells)


def hold(tables: Iterable[Sequence[list[Any]]], most: Limits) -> None:
    """TableTooLarge where the rows of these tables are together beyond the limits."""
    counted = Counted(most)
    for rows in tables:
        for row in rows:
            counted.add(row)


def hold_at_once(tables: Iterable[Sequence[list[Any]]]) -> None:
    """TooManyAtOnce where these are more than a page judges while one waits."""
    try:
        hold(tables, at_once())
    except errors.TableTooLarge as more:
        raise errors.TooManyAtOnce(**more.values) from None
