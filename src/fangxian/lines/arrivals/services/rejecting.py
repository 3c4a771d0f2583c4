"""Rows that could not be taken, kept as work."""

from __future__ import annotations

import json
from collections.abc import Mapping

from fangxian.ground.intake.api import Table
from fangxian.kernel import bulk, crypto
from fangxian.lines.arrivals.filing import SEALED
from fangxian.lines.arrivals.models import ImportBatch, RejectedRow
from fangxian.lines.arrivals.previewing import cells_of, faults_of
from fangxian.lines.arrivals.rules import Fault

encode = json.JSONEncoder(ensure_ascii=False).encode
COLUMNS = ("batch_id", "row_number", "sealed_cells", "faults", "settled_how")


def keep_rejected(
    batch: ImportBatch, table: Table, faults: Mapping[int, tuple[Fault, ...]]
) -> None:
    """Replace what is kept of a batch's rejected rows. `faults` by index of the row."""
    RejectedRow.objects.filter(batch=batch).delete()
    rows = (
        (
            batch.pk,
            table.numbers[index],
            crypto.seal(encode(cells_of(table, index)), about=SEALED),
            encode(faults_of(table, index, found)),
            "",
        )
        for index, found in faults.items()
    )
    bulk.copy_rows("arrivals_rejectedrow", COLUMNS, rows)
