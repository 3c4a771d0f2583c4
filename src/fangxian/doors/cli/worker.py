"""`fangxian worker`: carries out the reactions to facts, and looks round every few seconds
for what a killed worker left behind and what is overdue."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime

import click
from asgiref.sync import sync_to_async

from fangxian.doors.cli import leash
from fangxian.doors.cli.session import database

ROUND_SECONDS = 5.0
STALLED_SECONDS = 30.0  # three missed heartbeats
AT_ONCE = 2

log = logging.getLogger(__name__)
_faults: dict[str, str] = {}


@click.command()
@click.option("--watched", is_flag=True, hidden=True)
def worker(watched: bool) -> None:
    """只启动后台任务 (the worker alone)."""
    if watched:
        leash.to_supervisor()
    with database():
        asyncio.run(_work())


async def _work() -> None:
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    # A second app, not `replace_connector`: what a reaction defers must stay on Django's
    # connection and so in the reaction's own transaction.
    assert isinstance(app.connector, DjangoConnector)
    here = app.with_connector(app.connector.get_worker_connector())
    async with here.open_async():
        rounds = asyncio.create_task(_rounds(here.job_manager))
        try:
            await here.run_worker_async(
                name="fangxian",
                concurrency=AT_ONCE,
                delete_jobs="successful",
                shutdown_graceful_timeout=10,
            )
        finally:
            rounds.cancel()


async def _rounds(jobs: object) -> None:
    while True:
        await asyncio.sleep(ROUND_SECONDS)
        try:
            await _take_over(jobs)
            await sync_to_async(look_round, thread_sensitive=False)()
        except Exception:
            log.exception("a round failed; the next one is in %s s", ROUND_SECONDS)


async def _take_over(jobs: object) -> None:
    """Jobs of a worker that went silent are done again; a reaction takes effect only once."""
    from procrastinate.manager import JobManager

    assert isinstance(jobs, JobManager)
    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        await jobs.retry_job(job, retry_at=datetime.now(UTC))


def look_round() -> None:
    """What is due by the clock. Each is tried, whatever becomes of the others."""
    from django.db import close_old_connections

    from fangxian.kernel import audit, checkpoint, outbox

    close_old_connections()
    for look in (
        audit.leave_mark, checkpoint.leave_checkpoints, outbox.defer_forgotten, _climb, _turn_segments, _turn_keys, _end_appeals,
        _compare_visits, _resume_imports, _prepare_lists,
        _remove_what_is_over,
        _forget_messages,
    ):  # fmt: skip
        _try(look)


def _climb() -> None:
    from fangxian.ground.tasks import api as tasks
    from fangxian.kernel import clock

    tasks.climb_overdue(clock.now())


def _turn_segments() -> None:
    from fangxian.flows.segments import turn_segments

    turn_segments()


def _turn_keys() -> None:
    from fangxian.lines.codes import api as codes

    codes.rotate_when_due()


def _end_appeals() -> None:
    from fangxian.lines.codes import api as codes

    codes.end_appeals_when_due()


def _compare_visits() -> None:
    from fangxian.lines.venues import api as venues

    venues.compare_when_due()


def _resume_imports() -> None:
    from fangxian.lines.arrivals import api as arrivals

    arrivals.resume_imports()


def _prepare_lists() -> None:
    from fangxian.doors.field.bundle.preparing import prepare_lists

    prepare_lists()


def _remove_what_is_over() -> None:
    from fangxian.flows import retention

    retention.run_when_due()


def _forget_messages() -> None:
    from fangxian.lines.codes import api as codes

    codes.forget_messages()


def _try(look: Callable[[], object]) -> None:
    """A fault is told with its trace when it is new, not every few seconds."""
    try:
        look()
        _faults.pop(look.__name__, None)
    except Exception as fault:
        if _faults.get(look.__name__) != repr(fault):
            _faults[look.__name__] = repr(fault)
            log.exception("%s failed; it is tried again every %s s", look.__name__, ROUND_SECONDS)
