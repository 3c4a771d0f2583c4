"""What need not be kept is not: abandoned uploads, and rows settled a month ago."""

from __future__ import annotations

from datetime import timedelta

from procrastinate.contrib.django import app as jobs

from fangxian.kernel import audit, clock
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.verb import verb
from fangxian.lines.arrivals import files
from fangxian.lines.arrivals.models import ImportBatch, PreviewPage, RejectedRow

KEPT = timedelta(days=30)


@verb(needs="arrivals.import")
def purge(*, by: Actor) -> int:
    """Remove sealed uploads and previews that nobody committed within 30 days, and rejected
    rows settled 30 days ago. Returns how many of both."""
    before = clock.now() - KEPT
    left = ImportBatch.objects.exclude(sealed_path="").filter(created_at__lt=before)
    gone = 0
    for batch in left.select_for_update().exclude(state="running"):
        files.throw_away(batch.sealed_path)
        PreviewPage.objects.filter(batch=batch).delete()
        batch.sealed_path, batch.state, batch.why = "", "undone", "30 天未提交,已清除。"
        batch.save(update_fields=["sealed_path", "state", "why"])
        gone += 1
    settled, _ = RejectedRow.objects.filter(settled_at__lt=before).delete()
    audit.note(uploads=gone, rows=settled)
    return gone + settled


@jobs.periodic(cron="17 3 * * *")
@jobs.task(name="arrivals.purge", queue="imports")
def purge_nightly(timestamp: int) -> None:
    """Every night; `timestamp` is the scheduler's."""
    purge(by=SYSTEM)
