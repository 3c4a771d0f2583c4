"""What a look at a file leaves behind for its pages."""

from __future__ import annotations

from typing import Any

from fangxian.ground.intake import api as intake
from fangxian.ground.intake.api import Table
from fangxian.lines.arrivals import outlook, previewing
from fangxian.lines.arrivals.grouping import counts_of
from fangxian.lines.arrivals.models import ImportBatch
from fangxian.lines.arrivals.parsing import Known
from fangxian.lines.arrivals.plan_writer import foresee
from fangxian.lines.arrivals.planning import Plan
from fangxian.lines.arrivals.services.rejecting import keep_rejected

FORESEEN = (
    5_000  # people whose class a look decides; the rest of a larger file is screened at commit
)


def show_plan(
    batch: ImportBatch, table: Table, plan: Plan, known: Known, ahead: dict[str, Any]
) -> None:
    """Keep what the preview's pages show, and the rejected rows with their faults. `ahead`: what the
    file would change of measures, as counts."""
    batch.mapping = mapping_of(table)
    found = foresee(plan, known, FORESEEN)
    batch.counts = counts_of(table, plan) | ahead
    batch.counts |= outlook.in_counts(plan, found)
    batch.header_row = table.header_row
    batch.save(update_fields=["mapping", "counts", "header_row"])
    previewing.keep_pages(batch, table, plan, found)
    keep_rejected(batch, table, plan.rows, plan.faults)


def show_unread(batch: ImportBatch, found: intake.Unread) -> None:
    """Keep what the page shows of a file whose header somebody has to say."""
    batch.mapping = {one.label: one.field for one in found.columns}
    batch.counts = {"read": 0, "unread": {"sheet": found.sheet, "header_row": found.header_row}}
    batch.header_row = found.header_row
    batch.save(update_fields=["mapping", "counts", "header_row"])
    previewing.keep_columns(batch, found)


def mapping_of(table: Table) -> dict[str, str]:
    """Label → field of all sheets; "" for columns that are not used."""
    used: dict[str, str] = {}
    for _, one in reversed(table.headers):
        used |= one
    return used
