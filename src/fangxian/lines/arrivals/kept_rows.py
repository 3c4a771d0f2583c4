"""A row that was put back, kept with all by which it was read, so that it is read again as its file
was: one table of one row. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from fangxian.ground.intake.api import Line, Table, masked, text_of
from fangxian.lines.arrivals.columns import ASIDE, BY_FIELD, KIND, SOURCE, field_of
from fangxian.lines.arrivals.previewing import cells_of

Kept = dict[str, Any]
CELLS = "cells"
TYPES: Mapping[str, Any] = {"datetime": datetime, "date": date, "time": time}


def kept(table: Table, index: int, without: Sequence[int] = ()) -> Kept:
    """A row, with what its columns mean and what is said of it elsewhere in the file. `without`:
    columns that say nothing of it alone."""
    row = table.rows[index]
    shown = [n for n in range(len(row)) if n >= len(table.titles) or table.titles[n] not in ASIDE]
    at = {n: place for place, n in enumerate(shown)}
    return {
        CELLS: cells_of(table, index),
        "typed": {at[n]: made for n in shown if (made := _typed(row[n]))},
        "mapped": {at[n]: field for n, field in table.mapped.items() if n in at},
        "further": {at[n]: field for n, field in table.further.items() if n in at},
        "unread": [
            at[n]
            for n in (*table.unread, *range(len(table.titles), len(row)))
            if n in at and n not in without
        ],
        "shift": table.shift,
        "struck": list(table.struck.get(index, ())),
        "notes": list(table.notes.get(index, ())),
        "over": [[one.where, one.text] for one in table.over if one.start <= index < one.end],
    }


def _typed(cell: Any) -> list[Any] | None:
    """A cell that is no text; None for one that is."""
    name = type(cell).__name__
    if name in TYPES:
        return [name, cell.isoformat()]
    return [name, cell] if isinstance(cell, bool | int | float) else None


def table_of(row: Kept | Sequence[Sequence[str]], number: int, chosen: Mapping[str, str]) -> Table:
    """A kept row as a table of one row. `chosen`: what the columns of its batch were taken for, label
    → field, by which rows are read that were kept with their cells alone."""
    if not isinstance(row, dict):
        return _of_cells([(masked(label), text) for label, text in row], number, chosen)
    pairs = [(label, text) for label, text in row[CELLS] if label != SOURCE]
    values: list[Any] = [text for _, text in pairs]
    for at, (name, said) in row["typed"].items():
        values[int(at)] = TYPES[name].fromisoformat(said) if name in TYPES else said
    return Table(
        titles=tuple(label for label, _ in pairs),
        mapped=_by_place(row["mapped"]),
        unknown=(),
        rows=[values],
        numbers=[number],
        header_row=0,
        shift=row["shift"],
        unread=tuple(row["unread"]),
        further=_by_place(row["further"]),
        struck={0: tuple(row["struck"])} if row["struck"] else {},
        notes={0: tuple(row["notes"])} if row["notes"] else {},
        over=tuple(Line(where, text, 0, 1) for where, text in row["over"]),
    )


def _by_place(said: Mapping[Any, str]) -> dict[int, str]:
    return {int(at): field for at, field in said.items()}


def _of_cells(cells: Sequence[tuple[str, str]], number: int, chosen: Mapping[str, str]) -> Table:
    """Of columns for one field the first, and further ones of a field that may have several."""
    pairs = [(label, text) for label, text in cells if label not in ASIDE]
    fields = [(chosen.get(label, "") if chosen else field_of(label)) or "" for label, _ in pairs]
    mapped = {n: one for n, one in enumerate(fields) if one in BY_FIELD and one not in fields[:n]}
    further = {
        n: one
        for n, one in enumerate(fields)
        if n not in mapped and KIND.several.get(one) == "further"
    }
    return Table(
        titles=tuple(label for label, _ in pairs),
        mapped=mapped,
        unknown=(),
        rows=[[text for _, text in pairs]],
        numbers=[number],
        header_row=0,
        further=further,
        unread=tuple(n for n, (label, _) in enumerate(pairs) if chosen.get(label) == ""),
    )


def corrected(table: Table, cells: Mapping[str, str]) -> Table:
    """The same with some cells (field → text) said otherwise; one that had no column gets one."""
    titles, mapped, row = list(table.titles), dict(table.mapped), list(table.rows[0])
    at = {field: n for n, field in mapped.items()}
    for field, text in cells.items():
        if field not in at:
            mapped[len(titles)] = field
            row += [""] * (len(titles) - len(row))
            row.append(text)
            titles.append(BY_FIELD[field].title.zh)
        else:
            row[at[field]] = text
    return table._replace(titles=tuple(titles), mapped=mapped, rows=[row])


def said(table: Table, field: str) -> str:
    """What a table of one row says in a field."""
    return text_of(table.cell(0, field))
