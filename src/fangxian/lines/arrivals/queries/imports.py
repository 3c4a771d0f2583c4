"""Imports as their pages show them: what was understood, each row's verdict, what is left."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fangxian.ground.intake.api import Table, labels, masked, said_in
from fangxian.ground.people import api as people
from fangxian.kernel import audit, crypto
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import REFUSALS, NotFound
from fangxian.kernel.pages import SIZE, Page, cut
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question, reading
from fangxian.lines.arrivals import kept_rows, outlook
from fangxian.lines.arrivals.choosing import Choices
from fangxian.lines.arrivals.columns import ASIDE, BY_FIELD, SOURCE, field_of
from fangxian.lines.arrivals.filing import SEALED
from fangxian.lines.arrivals.models import ImportBatch, PreviewPage, RejectedRow
from fangxian.lines.arrivals.previewing import rows_of
from fangxian.lines.arrivals.progress import is_locked

IMPORT = "arrivals.import"
# How a cell that says who somebody is is shown, by its field.
IDENTITY_MASKS = {
    "name": people.mask_name,
    "document_number": people.mask_number,
    "phone": people.mask_phone,
}


@dataclass(frozen=True)
class BatchRow:
    """An import: what it is, where it stands, what it did."""

    id: int
    file_name: str
    size: int
    state: str  # preview | queued | running | done | rolled_back | undone
    why: str
    progress: int
    only_good: bool
    counts: dict[str, Any]
    place: str
    created_by_id: int | None
    created_at: datetime
    finished_at: datetime | None
    open_rejected: int
    choices: dict[str, Any]
    hidden: str = ""  # parts of which nobody said whether they are read


@dataclass(frozen=True)
class SeenColumn:
    """A column of the file, the field it was taken for ("" for none), five of its cells."""

    title: str
    field: str
    label: Text | None
    samples: tuple[str, ...]


@dataclass(frozen=True)
class FaultSaid:
    """What is wrong with a row, in words."""

    code: str
    field: str
    sentence: Text
    way_out: Text


@dataclass(frozen=True)
class PreviewRow:
    """A row and what becomes of it. `news`: titles of the fields that change."""

    row_number: int
    verdict: str
    name: str
    number: str
    news: tuple[Text, ...] = ()
    faults: tuple[FaultSaid, ...] = ()
    sheet: str = ""  # "" where the file has only one
    origin: str = ""
    arrival: date | None = None
    place: str = ""  # town and village as written
    told: tuple[Text, ...] = ()
    class_code: str = ""  # that the person would have; "" where it was not decided
    colour: str = ""


@dataclass(frozen=True)
class RejectedShown:
    """A row that was not taken: its cells as handed in (label, text) and what is wrong. `name`
    and `number` are masked, by the columns that the batch took for them."""

    id: int
    row_number: int
    cells: tuple[tuple[str, str], ...]
    faults: tuple[FaultSaid, ...]
    sheet: str = ""
    fields: tuple[str, ...] = ()  # of each cell; "" where a column means nothing here


@question(needs=IMPORT)
def batches(page: int = 1, *, by: Actor) -> Page[BatchRow]:
    """Imports, newest first, within the actor's area or made by them."""
    within = by.scope(IMPORT).q(place="place", owner="created_by_id")
    rows, total = cut(ImportBatch.objects.filter(within).order_by("-id"), page)
    return Page(tuple(map(_row, rows)), total, page)


@question(needs=IMPORT)
def batch(batch_id: int, *, by: Actor) -> BatchRow:
    """One import as it stands now: a worker that was killed shows as rolled back."""
    return _row(_found(batch_id, by))


@reading(needs=IMPORT, words=Text("查看导入列", "looked at columns"))
def preview_columns(batch_id: int, *, by: Actor) -> tuple[SeenColumn, ...]:
    """How the file was understood, column by column."""
    page = PreviewPage.objects.filter(
        batch=_found(batch_id, by), verdict="header", number=0
    ).first()
    return tuple(
        SeenColumn(
            shown["title"],
            shown["field"],
            BY_FIELD[shown["field"]].title if shown["field"] in BY_FIELD else None,
            tuple(shown["cells"]),
        )
        for shown in (rows_of(page) if page else ())
    )


@reading(needs=IMPORT, words=Text("查看导入预览", "looked at a preview"))
def preview_rows(batch_id: int, verdict: str, page: int = 1, *, by: Actor) -> Page[PreviewRow]:
    """A page of the rows of one verdict, or of a list that `counts.foreseen` names, in file order."""
    found = _found(batch_id, by)
    lists = outlook.lists(found.counts.get("foreseen", {}))
    total = lists.get(verdict, 0) or int(found.counts.get(verdict, 0))
    if verdict == "rejected":
        return _rejected_preview(found, page)
    kept = PreviewPage.objects.filter(batch=found, verdict=verdict, number=page).first()
    rows = tuple(_previewed(row, verdict) for row in (rows_of(kept) if kept else ()))
    return Page(rows, total, page)


@dataclass(frozen=True)
class LoweredRow:
    """Somebody of whom an import asks less; the name is masked. `was`, `would`: colours; `until_was`,
    `until`: the last day of what is asked, where one is known (imports of earlier releases say none).
    `less_sure`: as much may be asked, of which less is certain."""

    person: int
    name: str
    row: str
    was: str
    would: str
    until_was: date | None = None
    until: date | None = None
    less_sure: bool = False


@reading(needs=IMPORT, words=Text("查看会降低管控的人", "looked at whose measure falls"))
def lowered(batch_id: int, *, by: Actor) -> tuple[LoweredRow, ...]:
    """Of whom a file asks, or would ask, less than what stood; the first of them by row."""
    found = _found(batch_id, by)
    some = found.counts.get("lowers", ())
    names = people.names_of([one["person"] for one in some])
    audit.note(
        subject=f"arrivals.batch:{batch_id}",
        person_ids=sorted(names),
        place=found.place,
        count=len(some),
    )
    return tuple(_lowered(one, names.get(one["person"], "")) for one in some)


def _lowered(one: Mapping[str, Any], name: str) -> LoweredRow:
    days = {
        when: date.fromisoformat(said) for when in ("until_was", "until") if (said := one.get(when))
    }
    return LoweredRow(**{**one, "until_was": None, "until": None, **days}, name=name)


def _previewed(row: Any, verdict: str) -> PreviewRow:
    if isinstance(row, list):  # a look that was kept before rows said more
        row = dict(zip(("row", "name", "number", "news"), row, strict=True))
    return PreviewRow(
        row["row"],
        verdict,
        row["name"],
        row["number"],
        tuple(BY_FIELD[field].title for field in row["news"]),
        sheet=row.get("sheet", ""),
        origin=row.get("origin", ""),
        arrival=date.fromisoformat(row["arrival"]) if row.get("arrival") else None,
        place=row.get("place", ""),
        told=tuple(Text(*one) for one in row.get("told", ())),
        class_code=row.get("class", ""),
        colour=row.get("colour", ""),
    )


def _rejected_preview(found: ImportBatch, page: int) -> Page[PreviewRow]:
    rows, total = cut(RejectedRow.objects.filter(batch=found).order_by("id"), page)
    return Page(
        tuple(
            PreviewRow(
                row.row_number,
                "rejected",
                *_who(cells_in(row), found.mapping),
                faults=said_all(row.faults),
                sheet=sheet_of(row),
            )
            for row in rows
        ),
        total,
        page,
    )


def field_at(label: str, mapping: Mapping[str, str]) -> str:
    """The field that a batch took a column for."""
    return (mapping.get(masked(label), "") if mapping else field_of(label)) or ""


def _who(cells: Iterable[tuple[str, str]], mapping: Mapping[str, str]) -> tuple[str, str]:
    """Name and number of a row that was not taken, masked."""
    said: dict[str, str] = {}
    for label, text in cells:
        said.setdefault(field_at(label, mapping), said_in(text))
    return people.mask_name(said.get("name", "")), people.mask_number(
        said.get("document_number", "")
    )


@reading(needs=IMPORT, words=Text("查看退回行", "looked at rejected rows"))
def rejected_rows(batch_id: int, page: int = 1, *, by: Actor) -> Page[RejectedShown]:
    """The rows still to be corrected, with their cells as handed in."""
    batch = _found(batch_id, by)
    open_rows = RejectedRow.objects.filter(batch=batch, settled_at=None)
    rows, total = cut(open_rows.order_by("id"), page, SIZE)
    return Page(tuple(shown(row, batch.mapping) for row in rows), total, page)


def shown(row: RejectedRow, mapping: Mapping[str, str]) -> RejectedShown:
    cells = cells_in(row)
    fields = tuple(field_at(label, mapping) for label, _ in cells)
    return RejectedShown(row.pk, row.row_number, cells, said_all(row.faults), sheet_of(row), fields)


def cells_in(row: RejectedRow) -> tuple[tuple[str, str], ...]:
    """A rejected row's cells in clear: (label, text), each label once."""
    cells = [(title, text) for title, text in _pairs(row) if title not in ASIDE]
    named = labels([title for title, _ in cells])  # older rows say one title twice
    return tuple(zip(named, (text for _, text in cells), strict=True))


def masked_cells_in(row: RejectedRow, mapping: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Those cells with all masked that says who somebody is; by their column's field, and in any other
    cell what looks like a number."""
    return tuple(
        (masked(label), IDENTITY_MASKS.get(field_at(label, mapping), masked)(text))
        for label, text in cells_in(row)
    )


def sheet_of(row: RejectedRow) -> str:
    """The sheet that a rejected row stood on; "" where the file had only one."""
    return next((text for title, text in _pairs(row)[:1] if title == SOURCE), "")


def table_of(row: RejectedRow, mapping: Mapping[str, str]) -> Table:
    """A rejected row as a table of one row, to be read as its file was. `mapping`: its batch's."""
    kept = _unsealed(row)
    cells = kept if isinstance(kept, dict) else cells_in(row)
    return kept_rows.table_of(cells, row.row_number, mapping)


def _pairs(row: RejectedRow) -> list[list[str]]:
    kept = _unsealed(row)
    pairs: list[list[str]] = kept[kept_rows.CELLS] if isinstance(kept, dict) else kept
    return pairs


def _unsealed(row: RejectedRow) -> dict[str, Any] | list[list[str]]:
    """As `kept_rows.kept` made it; of older rows the cells alone."""
    kept: dict[str, Any] | list[list[str]] = json.loads(
        crypto.unseal(bytes(row.sealed_cells), about=SEALED)
    )
    return kept


def said_all(faults: Iterable[dict[str, Any]]) -> tuple[FaultSaid, ...]:
    return tuple(
        FaultSaid(
            fault["code"],
            fault["field"],
            REFUSALS[fault["code"]].sentence.fill(**fault["values"]),
            REFUSALS[fault["code"]].way_out.fill(**fault["values"]),
        )
        for fault in faults
    )


def _found(batch_id: int, by: Actor) -> ImportBatch:
    within = by.scope(IMPORT).q(place="place", owner="created_by_id")
    found = ImportBatch.objects.filter(within, pk=batch_id).first()
    if found is None:
        raise NotFound(what=Text(f"导入 {batch_id}", f"Import {batch_id}"))
    return found


def _row(found: ImportBatch) -> BatchRow:
    state, why = found.state, found.why
    if state == "running" and not is_locked(found.sha256):
        state, why = "rolled_back", why or "导入中断,已全部回退,可以重新开始。"
    return BatchRow(
        id=found.pk,
        file_name=found.file_name,
        size=found.size,
        state=state,
        why=why,
        progress=found.progress,
        only_good=found.only_good,
        counts=found.counts,
        place=found.place,
        created_by_id=found.created_by_id,
        created_at=found.created_at,
        finished_at=found.finished_at,
        open_rejected=RejectedRow.objects.filter(batch=found, settled_at=None).count(),
        choices=found.choices,
        hidden=Choices.of_json(found.choices).unsaid(
            (one["name"], one["state"], one["rows"]) for one in found.counts.get("sheets", ())
        ),
    )
