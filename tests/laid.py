"""What many tests stand on is made by the county's own verbs once a process; after that its rows
are laid again by the database, as they were written, inside the test's own transaction.

    LAID = Laid(build)
    LAID.lay()  # the first time built; from then on copied: what it gives is each test's own

Made under another clock, county or packs, or on ground that is no longer bare, it is made anew.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db import connection, transaction

from fangxian.kernel import clock

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rows:
    """What was written to one table. `before`: the table held rows already, of which some may
    have been changed; those of the same key go first."""

    table: str
    columns: str
    key: str
    before: bool
    written: bytes


class Laid(Generic[T]):
    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._kept: dict[Hashable, tuple[T, list[Rows], dict[str, int]]] = {}

    def lay(self) -> T:
        rolled_back = connection.in_atomic_block  # as of a test: it stands on a fresh copy
        with transaction.atomic(), connection.cursor() as cursor:
            if not _bare(cursor):
                return self._make()
            base = "as copied" if rolled_back and not _has_written(cursor) else _base(cursor)
            key = (
                clock.now(),
                settings.FANGXIAN_COUNTY,
                str(settings.FANGXIAN_PACKS),
                connection.settings_dict["NAME"],
                base,
            )
            if key in self._kept:
                given, rows, counted = self._kept[key]
                _put_back(cursor, rows)
                _count_on(cursor, counted)
                return copy.deepcopy(given)
            since = _mark(cursor)
            given = self._make()
            self._kept[key] = copy.deepcopy(given), _written(cursor, since), _counted(cursor)
            return given


def _bare(cursor: Any) -> bool:
    """Nobody has done anything yet, and triggers can be held back (a superuser's right)."""
    cursor.execute(
        "SELECT NOT EXISTS (SELECT FROM kernel_audithead) AND current_setting('is_superuser')::bool"
    )
    return bool(cursor.fetchone()[0])


def _has_written(cursor: Any) -> bool:
    """This transaction: a number is given to those that write."""
    cursor.execute("SELECT pg_current_xact_id_if_assigned() IS NOT NULL")
    return bool(cursor.fetchone()[0])


SMALL = 2_000  # rows of a table that is compared row by row; of larger ones the number of rows


def _base(cursor: Any) -> Hashable:
    """What the tables hold already: laid rows refer to it (a grant to its role)."""
    tables = [table for table, _, _ in _tables(cursor)]
    counts = " UNION ALL ".join(f"SELECT '{one}', count(*) FROM {one}" for one in tables)
    cursor.execute(counts)
    held = {table: number for table, number in cursor.fetchall() if number}
    small = [table for table, number in held.items() if number <= SMALL]
    sums = [f"(SELECT sum(hashtext(t::text)::bigint) FROM {one} t)" for one in small]
    cursor.execute(f"SELECT {', '.join(sums) or '0'}")
    return tuple(sorted(held.items())), cursor.fetchone()


def _mark(cursor: Any) -> int:
    """The number of the transaction from which on rows are new: `pg_current_xact_id` would give
    the test's, in which others have written before."""
    cursor.execute("CREATE TEMPORARY TABLE laid_mark () ON COMMIT DROP")
    cursor.execute("SELECT xmin::text::bigint FROM pg_class WHERE oid = 'laid_mark'::regclass")
    since = int(cursor.fetchone()[0])
    cursor.execute("DROP TABLE laid_mark")
    return since


def _written(cursor: Any, since: int) -> list[Rows]:
    found = []
    new = f"xmin::text::bigint >= {since}"
    for table, columns, key in _tables(cursor):
        cursor.execute(
            f"SELECT EXISTS (SELECT FROM {table} WHERE {new}),"
            f" EXISTS (SELECT FROM {table} WHERE NOT {new})"
        )
        some, before = cursor.fetchone()
        if some:
            with cursor.copy(f"COPY (SELECT {columns} FROM {table} WHERE {new}) TO STDOUT") as out:
                written = b"".join(bytes(part) for part in out)
            found.append(Rows(table, columns, key, before, written))
    return found


def _tables(cursor: Any) -> list[tuple[str, str, str]]:
    """Each table with its columns and its primary key."""
    cursor.execute(
        "SELECT c.oid::regclass::text,"
        " string_agg(quote_ident(a.attname), ',' ORDER BY a.attnum),"
        " coalesce(string_agg(quote_ident(a.attname), ',' ORDER BY a.attnum)"
        "  FILTER (WHERE a.attnum = ANY (i.indkey)), '')"
        " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0"
        "  AND NOT a.attisdropped AND a.attgenerated = ''"
        " LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary"
        " WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace GROUP BY c.oid"
        " ORDER BY 1"
    )
    return list(cursor.fetchall())


def _put_back(cursor: Any, kept: list[Rows]) -> None:
    """As written then: triggers (tallies, the queue's events) had their say the first time, and
    what they wrote is among the rows."""
    cursor.execute("SET LOCAL session_replication_role = replica")
    for rows in kept:
        if rows.before:
            _take_away(cursor, rows)
        with cursor.copy(f"COPY {rows.table} ({rows.columns}) FROM STDIN") as into:
            into.write(rows.written)
    cursor.execute("SET LOCAL session_replication_role = origin")


def _counted(cursor: Any) -> dict[str, int]:
    cursor.execute(
        "SELECT format('%I.%I', schemaname, sequencename), last_value FROM pg_sequences"
        " WHERE last_value IS NOT NULL"
    )
    return dict(cursor.fetchall())


def _count_on(cursor: Any, counted: dict[str, int]) -> None:
    """Numbers go on behind those of the rows: in a fresh copy of the database none was given yet."""
    cursor.execute(
        "SELECT setval(kept.name::regclass, kept.number)"
        " FROM unnest(%s::text[], %s::bigint[]) AS kept (name, number)"
        " JOIN pg_sequences s ON format('%%I.%%I', s.schemaname, s.sequencename) = kept.name"
        " WHERE coalesce(s.last_value, 0) < kept.number",
        [list(counted), list(counted.values())],
    )


def _take_away(cursor: Any, rows: Rows) -> None:
    cursor.execute(f"CREATE TEMPORARY TABLE laid_rows (LIKE {rows.table}) ON COMMIT DROP")
    with cursor.copy(f"COPY laid_rows ({rows.columns}) FROM STDIN") as into:
        into.write(rows.written)
    cursor.execute(
        f"DELETE FROM {rows.table} WHERE ({rows.key}) IN (SELECT {rows.key} FROM laid_rows)"
    )
    cursor.execute("DROP TABLE laid_rows")
