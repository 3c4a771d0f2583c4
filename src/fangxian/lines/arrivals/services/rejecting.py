"""Rows that could not be taken, kept as work."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from fangxian.ground.intake.api import Table
from fangxian.kernel import bulk, crypto
from fangxian.lines.arrivals import kept_rows, side_remarks
from fangxian.lines.arrivals.filing import SEALED, Filed
from fangxian.lines.arrivals.models import ImportBatch, RejectedRow
from fangxian.lines.arrivals.previewing import faults_of
from fangxian.lines.arrivals.rules import Fault

encode = json.JSONEncoder(ensure_ascii=False).encode
COLUMNS = ("batch_id", "row_number", "sealed_cells", "faults", "settled_how")


def keep_rejected(
    batch: ImportBatch, table: Table, parsed: Sequence[Any], faults: Mapping[int, tuple[Fault, ...]]
) -> None:
    """Replace what is kept of a batch's rejected rows. `parsed`: all rows as they were read; `faults` by
    index of the row."""
    good = [row for row in parsed if isinstance(row, Filed)]
    known = side_remarks.accompanied(table, good, list(faults))
    RejectedRow.objects.filter(batch=batch).delete()
    rows = (
        (
            batch.pk,
            table.numbers[index],
            crypto.seal(encode(kept_rows.kept(table, index, known.get(index, ()))), about=SEALED),
            encode(faults_of(table, index, found)),
            "",
        )
        for index, found in faults.items()
    )
    bulk.copy_rows("arrivals_rejectedrow", COLUMNS, rows)
