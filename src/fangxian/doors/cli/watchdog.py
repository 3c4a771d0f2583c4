"""The watchdog stands outside the queue, since a worker whose queue hangs neither leaves nor
answers a signal: it asks the database when a work of the clock last ended. A database that does
not answer is no fault of the worker."""

from __future__ import annotations

import os
import threading
import time
from typing import Any

import psycopg

from fangxian.doors.cli.say import tell

LOOK_SECONDS = 5.0
HUNG = 75  # leaving code: try again later
SILENT = "SELECT extract(epoch FROM clock_timestamp() - max(ran_at))::float FROM kernel_clockrun"
SHORTLY: dict[str, Any] = {
    "connect_timeout": 3,
    "options": "-c statement_timeout=3s -c lock_timeout=3s",
}


class Watchdog:
    """Says that the worker hangs: it runs, the database answers, and nothing was done, each for
    longer than `patience` seconds."""

    def __init__(self, patience: float) -> None:
        self.patience = patience
        self._looked = 0.0
        self._answers_since: float | None = None

    def hangs(self, since: float) -> bool:
        """`since`: the worker's start (`time.monotonic`). Looks every few seconds at most."""
        now = time.monotonic()
        if now - self._looked < LOOK_SECONDS:
            return False
        self._looked = now
        silent = silent_seconds()
        if silent is None:
            self._answers_since = None
            return False
        if self._answers_since is None:
            self._answers_since = now
        ready = max(since, self._answers_since)
        return now - ready > self.patience and silent > self.patience


def silent_seconds() -> float | None:
    """Since a work of the clock ended; None where nobody can say."""
    from django.db import connection

    try:
        with psycopg.connect(**connection.get_connection_params() | SHORTLY) as asked:
            row = asked.execute(SILENT).fetchone()
    except psycopg.Error:
        return None
    seconds: float | None = row[0] if row else None
    return float("inf") if seconds is None else seconds


def leave_when_hung(patience: float) -> None:
    """For a worker that no `up` watches: it leaves, and whoever started it starts it again."""
    dog, began = Watchdog(patience), time.monotonic()

    def watch() -> None:
        while not dog.hangs(began):
            time.sleep(LOOK_SECONDS)
        tell_hung(patience)
        os._exit(HUNG)

    threading.Thread(target=watch, name="watchdog", daemon=True).start()


def tell_hung(patience: float) -> None:
    tell(
        f"后台 {patience:.0f} 秒没有办成任何事,重新启动。",
        f"The worker did nothing for {patience:.0f} s; it is started again.",
    )
