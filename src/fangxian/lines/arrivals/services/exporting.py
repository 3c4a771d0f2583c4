"""Ledgers handed out in clear, to those who may, in the very columns that are read in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fangxian.ground.intake.api import title_in
from fangxian.ground.people import api as people
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.verb import question, verb
from fangxian.lines.arrivals.columns import FAULT, REFERENCE, REMEDY, SOURCE, TITLES
from fangxian.lines.arrivals.models import Declaration, ImportBatch, RejectedRow
from fangxian.lines.arrivals.queries.found import LedgerFilter, found
from fangxian.lines.arrivals.queries.imports import cells_in, said_all, sheet_of
from fangxian.lines.arrivals.sheets import writing

EXPORT = "arrivals.export"
AT_ONCE = 2000
YES_NO = {True: "是", False: "否", None: ""}


@verb(needs=EXPORT)
def export(wanted: LedgerFilter, path: Path, *, by: Actor, purpose: str = "") -> int:
    """Write what a filter finds to an .xlsx or .csv file; returns how many rows. Taken in
    again, such a file changes nothing."""
    scoped = found(wanted, by).filter(by.scope(EXPORT).q(place="place", owner="created_by_id"))
    count = scoped.count()
    write = writing.write_csv if path.suffix.lower() == ".csv" else writing.write_xlsx
    write(path, TITLES, _rows(list(scoped.order_by("arrival", "id").values_list("pk", flat=True))))
    audit.note(place=wanted.place, purpose=purpose, count=count, file=path.name)
    return count


def _rows(ids: list[int]) -> Iterator[list[Any]]:
    for start in range(0, len(ids), AT_ONCE):
        wanted = ids[start : start + AT_ONCE]
        chunk = Declaration.objects.in_bulk(wanted)
        clear = people.clear_of([row.person_id for row in chunk.values()])
        for number in wanted:
            row = chunk[number]
            if row.person_id in clear:
                yield _row(row, *clear[row.person_id])


def _row(row: Declaration, name: str, key: people.DocumentKey, phone: str) -> list[Any]:
    """A row in the order of the template."""
    return [
        name, people.TYPES[key.type].zh, key.number, phone, row.origin_text, row.leaving,
        row.arrival, row.via_text, row.transport, row.vehicle, row.town_text, row.village_text,
        row.address_text, YES_NO[row.overseas], row.entry,
        row.filed_at.astimezone(clock.COUNTY_TIME), row.method, row.remark,
    ]  # fmt: skip


@verb(needs="arrivals.import")
def export_rejected(batch_id: int, path: Path, *, by: Actor) -> int:
    """Write the rows of a batch that are still to be corrected, with what is wrong in front:
    corrected, the file is uploaded as it is. Returns how many rows."""
    within = by.scope("arrivals.import").q(place="place", owner="created_by_id")
    batch = ImportBatch.objects.filter(within, pk=batch_id).first()
    if batch is None:
        raise NotFound(what=f"导入 {batch_id}")
    rows = list(RejectedRow.objects.filter(batch=batch, settled_at=None).order_by("id"))
    cells = [cells_in(row) for row in rows]
    labels = list(dict.fromkeys(label for row in cells for label, _ in row))
    write = writing.write_csv if path.suffix.lower() == ".csv" else writing.write_xlsx
    write(
        path,
        (FAULT, *map(title_in, labels), REMEDY, SOURCE, REFERENCE),
        (_to_correct(row, dict(said), labels) for row, said in zip(rows, cells, strict=True)),
    )
    audit.note(subject=f"arrivals.batch:{batch_id}", place=batch.place, count=len(rows))
    return len(rows)


def _to_correct(row: RejectedRow, said: dict[str, str], labels: list[str]) -> list[str]:
    faults = said_all(row.faults)
    return [
        " ".join(fault.sentence.zh for fault in faults),
        *(said.get(label, "") for label in labels),
        " ".join(fault.way_out.zh for fault in faults),
        f"{sheet_of(row)} 第 {row.row_number} 行".strip(),
        str(row.pk),
    ]


@question(needs="arrivals.import")
def template_xlsx(*, by: Actor) -> bytes:
    """The empty ledger as an .xlsx file."""
    return writing.template()
