"""What the clock calls for: `EVERY` on the wiring page says what, how often and why. The queue's
periodic tasks run it, each in a slot of its own, so that a long one keeps no other waiting.

A run that fails or is killed is not tried again: the next comes by itself, and a second job
under one queueing lock would stop the queue.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import connection
from procrastinate.contrib.django import app as jobs

QUEUE = "clock"
MINUTE = 60

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Every:
    """Work that is due every so many `seconds`: a divisor of a minute, or whole minutes that
    divide an hour. ValueError for anything else."""

    name: str
    seconds: int
    do: Callable[[], object]
    why: str

    def __post_init__(self) -> None:
        unit, whole = (1, MINUTE) if self.seconds < MINUTE else (MINUTE, MINUTE * MINUTE)
        if self.seconds < 1 or self.seconds % unit or whole % self.seconds:
            message = f"{self.name}: {self.seconds} s divides neither a minute nor an hour"
            raise ValueError(message)

    @property
    def cron(self) -> str:
        """As the queue reads it: minute, hour, day, month, weekday and, sixth, second."""
        if self.seconds < MINUTE:
            return f"* * * * * */{self.seconds}"
        return f"*/{self.seconds // MINUTE} * * * *"


_works: dict[str, Every] = {}
_faults: dict[str, str] = {}

RAN = """
INSERT INTO kernel_clockrun AS run (name, every_seconds, ran_at, took_ms, fault)
VALUES (%s, %s, clock_timestamp(), %s, %s)
ON CONFLICT (name) DO UPDATE SET every_seconds = excluded.every_seconds,
    ran_at = excluded.ran_at, took_ms = excluded.took_ms, fault = excluded.fault
"""
LATE = """
SELECT name, extract(epoch FROM now() - ran_at)::int, fault FROM kernel_clockrun
WHERE name = ANY(%s)
    AND (fault <> '' OR ran_at < now() - make_interval(secs => 2 * every_seconds + %s))
ORDER BY name
"""


def schedule(works: Iterable[Every]) -> None:
    """Called once, by the process that works: from now on the queue's periodic tasks run them."""
    for work in works:
        _works[work.name] = work
        jobs.periodic(
            cron=work.cron,
            periodic_id=work.name,
            task_kwargs={"name": work.name},
            queueing_lock=f"{QUEUE}.{work.name}",
            lock=f"{QUEUE}.{work.name}",
        )(run_by_clock)


@jobs.task(name="fangxian.clock", queue=QUEUE)
def run_by_clock(timestamp: int, name: str) -> None:
    """Run one of them and keep when, how long and with what fault; a fault goes no further. The
    queue gives `timestamp`, at which it was due."""
    run(_works[name])


def run(work: Every) -> str:
    """Returns the fault, or nothing. It is logged when it is new, not at every run."""
    began, fault = time.monotonic(), ""
    try:
        work.do()
    except Exception as wrong:
        fault = repr(wrong)[:500]
        if fault != _faults.get(work.name):
            log.exception("%s failed; it runs again in %s s", work.name, work.seconds)
    _faults[work.name] = fault
    took = round((time.monotonic() - began) * 1000)
    with connection.cursor() as cursor:
        cursor.execute(RAN, [work.name, work.seconds, took, fault])
    return fault


def troubled(names: Iterable[str], grace: int = MINUTE) -> list[tuple[str, int, str]]:
    """Which of these failed or did not end in time: name, seconds since, fault or nothing."""
    with connection.cursor() as cursor:
        cursor.execute(LATE, [list(names), grace])
        found: list[tuple[str, int, str]] = cursor.fetchall()
    return found
