"""Rows in their ten thousands, by COPY. Column names are ours, never a user's."""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any

import polars as pl
from django.db import connection
from psycopg import sql

AT_A_TIME = 4000  # rows: the server reads some while the next are written


def next_ids(table: str, count: int) -> list[int]:
    """So many fresh ids of a table's own sequence."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval((SELECT pg_get_serial_sequence(%s, 'id')::regclass))"
            " FROM generate_series(1, %s)",
            [table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def as_array(plain: Iterable[str]) -> str:
    """Numbers, hexadecimal digits or truth values as PostgreSQL writes an array: for lists of ten
    thousands, which the driver would go through one by one."""
    return "{" + ",".join(plain) + "}"


def text_array(texts: Iterable[str]) -> str:
    """Texts as PostgreSQL writes an array: a seventh of the time of the driver's own dumper."""
    quoted = (text.replace("\\", "\\\\").replace('"', '\\"') for text in texts)
    return "{" + ",".join(f'"{text}"' for text in quoted) + "}"


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """COPY rows into a table. They may be made while they are written, but without a query:
    the connection is busy until the last row."""
    names = sql.SQL(",").join(map(sql.Identifier, columns))
    command = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
    with connection.cursor() as cursor, cursor.copy(command) as copy:
        write = copy.write_row
        for row in rows:
            write(row)


def copy_columns(table: str, columns: Mapping[str, Sequence[Any]]) -> None:
    """COPY columns of one length into a table, as CSV that is written outside Python: a third
    of the time of `copy_rows`. Text, bytes, numbers, dates, booleans and None go as they are;
    moments, arrays and JSON as text that PostgreSQL reads."""
    frame = pl.DataFrame(columns)
    sealed = [series for series in frame if series.dtype == pl.Binary]
    frame = frame.with_columns([("\\x" + one.bin.encode("hex")).alias(one.name) for one in sealed])
    _in_turn(partial(_copy_frame, connection.cursor(), table, frame))


def _copy_frame(cursor: Any, table: str, frame: pl.DataFrame) -> None:
    names = sql.SQL(",").join(map(sql.Identifier, frame.columns))
    command = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(sql.Identifier(table), names)
    with cursor.db.wrap_database_errors, cursor, cursor.copy(command) as copy:
        for rows in frame.iter_slices(AT_A_TIME):
            lines = io.BytesIO()
            rows.write_csv(lines, include_header=False, quote_style="non_numeric")  # bare: NULL
            copy.write(lines.getbuffer())


def update_columns(table: str, columns: Mapping[str, Sequence[Any]]) -> None:
    """Set columns of known rows in one UPDATE. The first column is `id`."""
    identity, *others = map(sql.Identifier, columns)
    target = sql.Identifier(table)
    draft = sql.Identifier(f"draft_{table}")
    names = sql.SQL(",").join([identity, *others])
    pairs = sql.SQL(",").join(sql.SQL("{0}=d.{0}").format(column) for column in others)
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("CREATE TEMP TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA").format(
                draft, names, target
            )
        )
        copy_columns(f"draft_{table}", columns)
        cursor.execute(sql.SQL("ANALYZE {}").format(draft))
        cursor.execute(
            sql.SQL("UPDATE {} t SET {} FROM {} d WHERE t.id = d.id").format(target, pairs, draft)
        )
        cursor.execute(sql.SQL("DROP TABLE {}").format(draft))


def check_keys(*grown: str) -> None:
    """Check the foreign keys of what was written now, instead of at the commit. The planner
    looks at tables that have just grown first: a plan made when they were empty would read
    them whole for every row."""
    tables = sql.SQL(",").join(map(sql.Identifier, grown))
    _in_turn(partial(_check_keys, connection.cursor(), sql.SQL("ANALYZE {}").format(tables)))


def _check_keys(cursor: Any, analyze: sql.Composed) -> None:
    with cursor.db.wrap_database_errors, cursor:
        for statement in (
            "SET LOCAL default_statistics_target = 10",  # sizes matter here, not values
            analyze,
            "SET LOCAL default_statistics_target TO DEFAULT",
            "SET CONSTRAINTS ALL IMMEDIATE",
        ):
            cursor.cursor.execute(statement)  # not Django's: that would wait for this thread


Work = Callable[[], None]
_aside: ContextVar[Callable[[Work], None] | None] = ContextVar("aside", default=None)


@contextmanager
def aside() -> Iterator[None]:
    """What is copied and checked inside is done by a thread, in order, while the next table's
    rows are made. Any other statement on the connection waits for it, and fails if it failed.
    Keys that were checked at once are again checked at the commit afterwards."""
    with ThreadPoolExecutor(1) as thread:
        due: deque[Future[None]] = deque()

        def settled(execute: Any, *statement: Any) -> Any:
            while due:
                due.popleft().result()
            return execute(*statement)

        before = _aside.set(lambda work: due.append(thread.submit(work)))
        try:
            with connection.execute_wrapper(settled), connection.cursor() as cursor:
                yield
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        finally:
            _aside.reset(before)


def _in_turn(work: Work) -> None:
    send = _aside.get()
    if send:
        send(work)
    else:
        work()
