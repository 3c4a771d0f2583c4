"""What columns mean stays; rows that were put back go, settled or not."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from fangxian.ground.intake.models import PutBackRow
from fangxian.kernel.retention import Purpose, Retention, by_age
from fangxian.kernel.text import Text


def _settled(cut_off: datetime) -> Q:
    return Q(settled_at__lt=cut_off)


def _unsettled(cut_off: datetime) -> Q:
    return Q(settled_at__isnull=True, table__created_at__lt=cut_off)


RETENTION = Retention(
    purposes=(
        Purpose(
            "intake.settled",
            Text("各类表格已处理的退回行", "Rows put back and settled, of every table"),
            "retention.upload_days",
            **by_age((PutBackRow, _settled)),
        ),
        Purpose(
            "intake.put_back",
            Text("各类表格一直没有处理的退回行", "Rows put back that nobody settled"),
            "retention.rejected_days",
            **by_age((PutBackRow, _unsettled)),
        ),
    ),
    kept={
        "intake.HeaderMapping": Text("只有表头", "titles of columns alone"),
        "intake.TableImport": Text("只有计数和文件名", "counts and the name of the file"),
    },
)
