"""How far an import is, told on a connection of its own: what the import itself writes is
seen by nobody before it commits."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from types import TracebackType
from typing import Any

import psycopg
from django.db import connection


class Progress:
    """Says state and per cent of a batch to whoever looks. Where the batch is not yet
    committed itself, it says nothing. `state`: what it is while it is at work."""

    def __init__(self, batch_id: int, state: str = "running") -> None:
        self.batch_id, self.state = batch_id, state
        self._line: psycopg.Connection[Any] | None = None

    def __enter__(self) -> Progress:
        given = connection.get_connection_params()
        wanted = ("dbname", "user", "password", "host", "port")
        # a page that shows no progress must not stop an import
        with contextlib.suppress(psycopg.OperationalError):
            self._line = psycopg.connect(
                **{name: given[name] for name in wanted if given.get(name)}, autocommit=True
            )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self._set("rolled_back", 0, str(error)[:300])
        if self._line is not None:
            self._line.close()

    def step(self, per_cent: int) -> None:
        self._set(self.state, per_cent, "")

    def _set(self, state: str, per_cent: int, why: str) -> None:
        # a database that died is told by the import itself, and taken up again afterwards
        with contextlib.suppress(psycopg.OperationalError):
            if self._line is not None:
                self._line.execute(
                    "UPDATE arrivals_importbatch SET state = %s, progress = %s, why = %s"
                    " WHERE id = %s",
                    [state, per_cent, why, self.batch_id],
                )


@contextlib.contextmanager
def without_collector() -> Iterator[None]:
    """Hold Python's cycle collector off: a ledger makes millions of small things, none of
    them in cycles, and looking through them again and again is a fifth of an import."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def lock_number(sha256: str) -> int:
    """The advisory lock of a file's content."""
    return int.from_bytes(bytes.fromhex(sha256[:16]), "big", signed=True)


def try_lock(sha256: str) -> bool:
    """Take the file's lock until the transaction ends; False when another has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [lock_number(sha256)])
        return bool(cursor.fetchone()[0])


def is_locked(sha256: str) -> bool:
    """Whether somebody is at work on the file."""
    number = lock_number(sha256)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        free = bool(cursor.fetchone()[0])
        if free:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [number])
        return not free
