"""Imports that died half-way: with their process, or with the database under it. Nothing of
them was written; they begin again by themselves."""

from __future__ import annotations

from django.db import connection

from fangxian.kernel import audit
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.kept import kept
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.arrivals.models import ImportBatch
from fangxian.lines.arrivals.progress import is_locked, try_lock
from fangxian.lines.arrivals.services.importing import run_import, run_look

IMPORT, LOOK = "arrivals.import", "arrivals.look"  # the jobs
AT_WORK = ("looking", "running", "queued")
MOST_TRIES = 3  # one that takes the system down each time is left for a human
NAME = kept("系统(续办)", "the system (resumed)")
WHY = kept(
    "导入三次中断,没有写入任何内容。请检查文件后重新开始。",
    "The import broke off three times and wrote nothing. Look at the file and begin again.",
)
JOBS = """
    SELECT count(*) FILTER (WHERE status IN ('todo', 'doing')), coalesce(sum(attempts), 0)
      FROM procrastinate_jobs
     WHERE task_name = %s AND (args->>'batch_id')::bigint = %s
"""


def stopped_imports() -> list[int]:
    """Batches that are said to be at work or in the queue and that nobody works on. Ids."""
    said = ImportBatch.objects.filter(state__in=AT_WORK).order_by("id")
    return [
        pk
        for pk, sha256, state in said.values_list("pk", "sha256", "state")
        if not _jobs_of(pk, state)[0] and not is_locked(sha256)
    ]


def resume_imports() -> int:
    """Begin again what was stopped; how many. By the worker, at its start and each round."""
    return sum(resume_import(pk, by=SYSTEM) for pk in stopped_imports())


@verb(needs="arrivals.import", words=Text("续办中断的导入", "resumed an import"))
def resume_import(batch_id: int, *, by: Actor) -> bool:
    """Put a batch that died half-way into the queue again; after three times it waits for a
    human. Returns whether it was begun again."""
    batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
    looking = batch.state == "looking"
    waiting, tries = _jobs_of(batch_id, batch.state)
    if waiting or batch.state not in AT_WORK or not try_lock(batch.sha256):
        return False
    again = tries < MOST_TRIES
    batch.state = ("looking" if looking else "queued") if again else "rolled_back"
    batch.progress = 0
    batch.why = "" if again else WHY
    batch.save(update_fields=["state", "progress", "why"])
    audit.note(subject=f"arrivals.batch:{batch_id}", place=batch.place, again=again)
    if again and looking:
        run_look.defer(batch_id=batch_id, account_id=batch.created_by_id, name=NAME)
    elif again:
        run_import.defer(
            batch_id=batch_id, only_good=batch.only_good, account_id=batch.created_by_id, name=NAME
        )
    return again


def _jobs_of(batch_id: int, state: str) -> tuple[int, int]:
    """How many jobs of a batch are still to be done, and how often it was tried."""
    with connection.cursor() as cursor:
        cursor.execute(JOBS, [LOOK if state == "looking" else IMPORT, batch_id])
        waiting, tries = cursor.fetchone()
    return int(waiting), int(tries)
