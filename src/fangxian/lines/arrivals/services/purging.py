"""What need not be kept is not: abandoned uploads, and rows settled a month ago."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from fangxian.kernel.kept import kept
from fangxian.lines.arrivals import files
from fangxian.lines.arrivals.models import ImportBatch, PreviewPage, RejectedRow

LEFT = kept("到期未提交,已清除。", "Never taken in; cleared when its days were over.")


def left_over(cut_off: datetime) -> int:
    """Uploads that nobody committed and rejected rows that were settled before a moment, and
    sealed files that no batch speaks of."""
    return _batches(cut_off).count() + _settled(cut_off).count() + len(files.strays(_known()))


def purge_some(cut_off: datetime, most: int) -> int:
    """Remove them; so many at most. Returns how many."""
    gone = 0
    for batch in _batches(cut_off).select_for_update()[:most]:
        files.throw_away(batch.sealed_path)
        PreviewPage.objects.filter(batch=batch).delete()
        batch.sealed_path, batch.state, batch.why = "", "undone", LEFT
        batch.save(update_fields=["sealed_path", "state", "why"])
        gone += 1
    ids = list(_settled(cut_off).values_list("pk", flat=True)[: most - gone])
    RejectedRow.objects.filter(pk__in=ids).delete()
    strays = files.strays(_known())
    for name in strays:
        files.throw_away(name)
    return gone + len(ids) + len(strays)


def _batches(cut_off: datetime) -> QuerySet[ImportBatch]:
    left = ImportBatch.objects.exclude(sealed_path="").exclude(
        state__in=("running", "queued", "looking")
    )
    return left.filter(created_at__lt=cut_off).order_by("pk")


def _settled(cut_off: datetime) -> QuerySet[RejectedRow]:
    return RejectedRow.objects.filter(settled_at__lt=cut_off).order_by("pk")


def _known() -> set[str]:
    return set(ImportBatch.objects.exclude(sealed_path="").values_list("sealed_path", flat=True))
