"""`fangxian worker`: carries out the reactions to facts, and what the clock calls for, which
`EVERY` in flows/wiring.py lists."""

from __future__ import annotations

import asyncio
import logging
import signal
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from fangxian.doors.cli import leash, watchdog
from fangxian.doors.cli.session import database

if TYPE_CHECKING:
    from procrastinate import App
    from procrastinate.manager import JobManager

    from fangxian.kernel.clockwork import Every

TAKE_OVER_SECONDS = 5.0
STALLED_SECONDS = 30.0  # three missed heartbeats
STOP_SECONDS = 10
AT_ONCE = 2

log = logging.getLogger(__name__)


@click.command()
@click.option("--watched", is_flag=True, hidden=True)
def worker(watched: bool) -> None:
    """只启动后台任务 (the worker alone)."""
    if watched:
        leash.to_supervisor()
    with database():
        if not watched:
            _watch_yourself()
        asyncio.run(_work())


def by_clock() -> tuple[Every, ...]:
    """The wiring page's, and what a door keeps ready for its own readers."""
    from fangxian.doors.field.bundle.preparing import prepare_lists
    from fangxian.flows.wiring import EVERY
    from fangxian.kernel.clockwork import Every

    return (
        *EVERY,
        Every("field_lists", 5, prepare_lists, "the lists of the field's phones lie ready"),
    )


def _watch_yourself() -> None:
    from config.settings import ENVIRONMENT

    watchdog.leave_when_hung(ENVIRONMENT.watchdog_seconds)


async def _work() -> None:
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    from fangxian.kernel import clockwork

    # A second app, not `replace_connector`: what a reaction defers must stay on Django's
    # connection and so in the reaction's own transaction.
    assert isinstance(app.connector, DjangoConnector)
    here = app.with_connector(app.connector.get_worker_connector())
    works = by_clock()
    clockwork.schedule(works)
    others = sorted({task.queue for task in here.tasks.values()} - {clockwork.QUEUE})
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(len(works) + AT_ONCE + 2))
    async with here.open_async():
        parts = [
            asyncio.create_task(part)
            for part in (
                _run(here, "fangxian", others, AT_ONCE),
                _run(here, "clock", [clockwork.QUEUE], len(works)),
                _take_over_for_ever(here.job_manager),
            )
        ]
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, _cancel, parts)
        ended, _ = await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
        _cancel(parts)
        await asyncio.wait(parts)
    for part in ended:
        if not part.cancelled():
            part.result()  # what stopped the queue stops the process, which is started again


async def _run(here: App, name: str, queues: list[str], at_once: int) -> None:
    await here.run_worker_async(
        name=name,
        queues=queues,
        concurrency=at_once,
        delete_jobs="successful",
        shutdown_graceful_timeout=STOP_SECONDS,
        install_signal_handlers=False,  # a second one would take the first one's away
    )


def _cancel(parts: list[asyncio.Task[None]]) -> None:
    for part in parts:
        part.cancel()


async def _take_over_for_ever(jobs: JobManager) -> None:
    """Not a job itself, since it would stall with the others."""
    while True:
        try:
            await take_over(jobs)
        except Exception:
            log.exception("taking over failed; again in %s s", TAKE_OVER_SECONDS)
        await asyncio.sleep(TAKE_OVER_SECONDS)


async def take_over(jobs: JobManager) -> None:
    """Jobs of a worker that went silent are done again; a reaction takes effect only once. A work
    of the clock comes again by itself: put back, it would meet the next one's queueing lock."""
    from procrastinate.jobs import Status

    from fangxian.kernel.clockwork import QUEUE

    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        if job.queue == QUEUE:
            assert job.id is not None
            await jobs.finish_job_by_id_async(job.id, Status.FAILED, delete_job=True)
        else:
            await jobs.retry_job(job, retry_at=datetime.now(UTC))
