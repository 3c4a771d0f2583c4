"""Rows of a table that were not taken, kept as work: with their cells, why, and how they come back
corrected. A row is known again by its 退回编号, or by its content."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fangxian.ground.intake.cells import file_name as plain_name
from fangxian.ground.intake.cells import text_of
from fangxian.ground.intake.models import PutBackRow, TableImport
from fangxian.ground.intake.tables import Table
from fangxian.ground.intake.titles import title_in
from fangxian.kernel import clock, crypto
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import Refusal
from fangxian.kernel.masking import masked
from fangxian.kernel.text import Text, number_in

ABOUT = "intake.put_back"
REFERENCE = "退回编号"
FAULT, REMEDY, SOURCE = "错误", "怎么改", "原表位置"
ADDED = frozenset({FAULT, REMEDY, REFERENCE, SOURCE})  # titles that never mean a column
CELL_LETTERS = 2_000


@dataclass(frozen=True)
class PutBack:
    """Why a row was not taken. `row` as the spreadsheet counts, `sheet` where there are several;
    `name`: whom it is about, as written."""

    row: int
    code: str
    sentence: Text
    way_out: Text
    sheet: str = ""
    name: str = ""

    @classmethod
    def by(cls, refusal: Refusal, row: int, sheet: str = "", name: str = "") -> PutBack:
        return cls(row, refusal.code, refusal.said, refusal.next_step, sheet, name)


@dataclass(frozen=True)
class Content:
    """What is sealed of a row. `over`: lines above the header of its table."""

    titles: tuple[str, ...]
    cells: tuple[str, ...]
    over: tuple[str, ...]
    name: str
    faults: tuple[dict[str, Any], ...]

    def sealed(self) -> bytes:
        return crypto.seal(json.dumps(self.__dict__, ensure_ascii=False), about=ABOUT)

    @classmethod
    def of(cls, row: PutBackRow) -> Content:
        said = json.loads(crypto.unseal(row.sealed, about=ABOUT))
        titles, cells, over = (tuple(said[name]) for name in ("titles", "cells", "over"))
        return cls(titles, cells, over, said["name"], tuple(said["faults"]))


def keep_import(
    kind: str,
    name: str,
    place: str,
    table: Table,
    *,
    counts: Mapping[str, int],
    put_back: Sequence[PutBack] = (),
    changed: Mapping[str, Any] | None = None,
    by: Actor,
) -> int:
    """Write down that a table was taken in at a place: what it changed, and every row that was put
    back, as work. Called within the verb of its room. A row that is work already is not kept twice;
    one that came back corrected is settled. Returns the import's id."""
    rows = _by_row(table, put_back)
    made = TableImport.objects.create(
        kind=kind,
        place=place,
        file_name=plain_name(name)[:100],
        counts={**counts, "put_back": len(rows)},
        changed=dict(changed or {}),
        created_by_id=by.account_id,
        created_at=clock.now(),
    )
    _settle_returned(kind, place, table, rows)
    fresh = {
        _mark(kind, place, content): (index, content)
        for index, content in ((n, _content(table, n, faults)) for n, faults in rows.items())
    }
    known = PutBackRow.objects.filter(mark__in=list(fresh), settled_at=None)
    there = {bytes(one) for one in known.values_list("mark", flat=True)}
    PutBackRow.objects.bulk_create(
        [
            PutBackRow(
                table=made,
                sheet=masked(table.name_of(index))[:60],
                row_number=table.numbers[index],
                sealed=content.sealed(),
                mark=mark,
            )
            for mark, (index, content) in fresh.items()
            if mark not in there
        ],
        batch_size=1000,
    )
    return made.pk


def restore(table: Table, kind: str, place: str) -> None:
    """Rows of a file of put-back rows whose cells still are as they were masked in it get their own
    words back: who may not show numbers corrects the rest."""
    for index, row in _returned(table, kind, place).items():
        content = Content.of(row)
        original = dict(zip(content.titles, content.cells, strict=True))
        cells = table.rows[index]
        for n, title in enumerate(table.titles):
            said = original.get(title, "")
            if n < len(cells) and said and text_of(cells[n]) == masked(said) != said:
                cells[n] = said


def _by_row(table: Table, put_back: Iterable[PutBack]) -> dict[int, list[PutBack]]:
    at = {(table.name_of(n), number): n for n, number in enumerate(table.numbers)}
    found: dict[int, list[PutBack]] = {}
    for one in put_back:
        if (index := at.get((one.sheet, one.row))) is not None:
            found.setdefault(index, []).append(one)
    return found


def _content(table: Table, index: int, faults: Sequence[PutBack]) -> Content:
    row = [text_of(cell)[:CELL_LETTERS] for cell in table.rows[index]]
    row += [""] * (len(table.titles) - len(row))
    kept = [n for n, title in enumerate(table.titles) if title_in(title) not in ADDED]
    over = (one.text for one in table.over if one.start <= index < one.end)
    return Content(
        tuple(table.titles[n] for n in kept),
        tuple(row[n] for n in kept),
        tuple(dict.fromkeys(over)),
        next((one.name for one in faults if one.name), ""),
        tuple(
            {
                "code": one.code,
                "sentence": [one.sentence.zh, one.sentence.en],
                "way_out": [one.way_out.zh, one.way_out.en],
            }
            for one in faults
        ),
    )


def _mark(kind: str, place: str, content: Content) -> bytes:
    said = json.dumps([kind, place, content.titles, content.cells, content.over])
    return crypto.blind_index(said, about=ABOUT)


def _returned(table: Table, kind: str, place: str) -> dict[int, PutBackRow]:
    """Rows of the table that say which put-back row they are, by index."""
    at = next((n for n, one in enumerate(table.titles) if title_in(one) == REFERENCE), None)
    if at is None:
        return {}
    said = {
        n: number
        for n, row in enumerate(table.rows)
        if at < len(row) and (number := number_in(text_of(row[at]))) is not None
    }
    open_ = PutBackRow.objects.filter(
        pk__in=set(said.values()),
        settled_at=None,
        table__kind=kind,
        table__place__startswith=place,
    )
    known = open_.in_bulk()
    return {n: known[number] for n, number in said.items() if number in known}


def _settle_returned(kind: str, place: str, table: Table, rows: Mapping[int, object]) -> None:
    returned = _returned(table, kind, place)
    for how, ids in (
        ("corrected", [row.pk for n, row in returned.items() if n not in rows]),
        ("again", [row.pk for n, row in returned.items() if n in rows]),
    ):
        PutBackRow.objects.filter(pk__in=ids).update(settled_at=clock.now(), settled_how=how)
