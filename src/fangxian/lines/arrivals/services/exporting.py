"""Ledgers handed out in the very columns that are read in: in clear to who may show numbers and says
what for, masked to others (`people.in_clear`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from fangxian.ground.intake.api import file_name, masked, title_in
from fangxian.ground.people import api as people
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.sent_in_clear import tell_sent
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question, verb
from fangxian.lines.arrivals import kept_rows
from fangxian.lines.arrivals.columns import FAULT, REFERENCE, REMEDY, SOURCE, TITLES
from fangxian.lines.arrivals.models import Declaration, ImportBatch, RejectedRow
from fangxian.lines.arrivals.queries.found import LedgerFilter, found
from fangxian.lines.arrivals.queries.imports import (
    cells_in,
    masked_cells_in,
    said_all,
    sheet_of,
    table_of,
)
from fangxian.lines.arrivals.sheets import writing

EXPORT = "arrivals.export"
AT_ONCE = 2000
YES_NO = {True: "是", False: "否", None: ""}


@verb(needs=EXPORT, words=Text("导出台账", "exported"))
def export(wanted: LedgerFilter, path: Path, *, purpose: str, by: Actor) -> int:
    """Write what a filter finds to an .xlsx or .csv file; returns how many rows. Taken in
    again, such a file changes nothing. PurposeMissing."""
    people.in_clear(purpose, by=by)
    scoped = found(wanted, by).filter(by.scope(EXPORT).q(place="place", owner="created_by_id"))
    count = scoped.count()
    write = writing.write_csv if path.suffix.lower() == ".csv" else writing.write_xlsx
    rows = list(scoped.order_by("arrival", "id").values_list("pk", "person_id"))
    write(path, TITLES, _rows([row for row, _ in rows], purpose.strip(), by))
    audit.note(
        person_ids=[person for _, person in rows],
        place=wanted.place,
        purpose=purpose.strip(),
        count=count,
        file=file_name(path.name),
    )
    return count


def _rows(ids: list[int], purpose: str, by: Actor) -> Iterator[list[Any]]:
    clear = people.in_clear(purpose, by=by)
    for start in range(0, len(ids), AT_ONCE):
        wanted = ids[start : start + AT_ONCE]
        chunk = Declaration.objects.in_bulk(wanted)
        persons = [row.person_id for row in chunk.values()]
        known = people.handed_out(persons, purpose, by=by)
        for number in wanted:
            row = chunk[number]
            if row.person_id in known:
                yield _row(row, known[row.person_id], str if clear(row.place) else masked)


def _row(row: Declaration, who: people.HandedOut, shown: Callable[[str], str]) -> list[Any]:
    """A row in the order of the template. `shown`: what is shown of the words in it."""
    return [
        *who,
        shown(row.origin_text),
        row.leaving,
        row.arrival,
        shown(row.via_text),
        shown(row.transport),
        shown(row.vehicle),
        shown(row.town_text),
        shown(row.village_text),
        shown(row.address_text),
        YES_NO[row.overseas],
        row.entry,
        row.filed_at.astimezone(clock.COUNTY_TIME),
        row.method,
        shown(row.remark),
    ]


@verb(needs="arrivals.import", words=Text("导出退回行", "exported rejected rows"))
def export_rejected(batch_id: int, path: Path, *, purpose: str, by: Actor) -> int:
    """Write the rows of a batch that are still to be corrected, with what is wrong in front:
    corrected, the file is uploaded as it is; what is masked in it, by who may not show numbers, is put
    right on the page. Returns how many rows. PurposeMissing."""
    within = by.scope("arrivals.import").q(place="place", owner="created_by_id")
    batch = ImportBatch.objects.filter(within, pk=batch_id).first()
    if batch is None:
        raise NotFound(what=Text(f"导入 {batch_id}", f"Import {batch_id}"))
    rows = list(RejectedRow.objects.filter(batch=batch, settled_at=None).order_by("id"))
    clear = people.in_clear(purpose, by=by)(batch.place)
    cells = [cells_in(row) if clear else masked_cells_in(row, batch.mapping or {}) for row in rows]
    labels = list(dict.fromkeys(label for row in cells for label, _ in row))
    write = writing.write_csv if path.suffix.lower() == ".csv" else writing.write_xlsx
    write(
        path,
        (FAULT, *map(title_in, labels), REMEDY, SOURCE, REFERENCE),
        (
            _to_correct(row, dict(said), labels, clear=clear)
            for row, said in zip(rows, cells, strict=True)
        ),
    )
    known = _on_record(rows, batch)
    if clear:
        others = max(0, len(rows) - len(known))
        tell_sent(known, others=others, place=batch.place, by=by)
    audit.note(
        subject=f"arrivals.batch:{batch_id}",
        place=batch.place,
        purpose=purpose.strip(),
        person_ids=known,
        count=len(rows),
        rows=[row.row_number for row in rows],
        clear=clear,
        file=file_name(path.name),
    )
    return len(rows)


def _on_record(rows: Sequence[RejectedRow], batch: ImportBatch) -> list[int]:
    """Who of the rows that were put back is known here by the number in them."""
    said = (kept_rows.said(table_of(row, batch.mapping or {}), "document_number") for row in rows)
    numbers = [number for text in said for number in people.numbers_sought(text)]
    found = people.persons_of_numbers(numbers)
    return sorted({person for some in found.values() for person in some})


def _to_correct(
    row: RejectedRow, said: dict[str, str], labels: list[str], *, clear: bool
) -> list[str]:
    faults = said_all(row.faults)
    wrong = " ".join(fault.sentence.zh for fault in faults)
    return [
        wrong if clear else masked(wrong),
        *(said.get(label, "") for label in labels),
        " ".join(fault.way_out.zh for fault in faults),
        f"{sheet_of(row)} 第 {row.row_number} 行".strip(),
        str(row.pk),
    ]


@question(needs="arrivals.import")
def template_xlsx(*, by: Actor) -> bytes:
    """The empty ledger as an .xlsx file."""
    return writing.template()
