"""The SQL of visits: one COPY for many, and what to compare them with."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from fangxian.kernel.bulk import as_array
from fangxian.lines.venues.copying import COPY, as_copy
from fangxian.lines.venues.rows import Mark, Row, Stored
from fangxian.lines.venues.rules import Seen, is_proven

INSERT = """
    INSERT INTO venues_visit (client_id, at, venue_id, code_id, person_id, out_at, place, how,
                              group_size, flags, device, shown, received_at)
    SELECT client_id, to_timestamp(ms / 1000.0), venue_id, code_id, person_id,
           to_timestamp(out_ms / 1000.0), place, how, group_size, flags, device, decode(shown, 'hex'), %s
      FROM unnest(%s::uuid[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[],
                  %s::bigint[], %s::text[], %s::text[], %s::smallint[], %s::smallint[],
                  %s::text[], %s::text[])
        AS row (client_id, ms, venue_id, code_id, person_id, out_ms, place, how, group_size,
                flags, device, shown)
    ON CONFLICT (client_id, at) DO NOTHING
    RETURNING client_id::text
"""
MANY = 16
FIRST_TIMES = """
    WITH given AS (
        SELECT DISTINCT ON (client_id) client_id, to_timestamp(ms / 1000.0) AS at
          FROM unnest(%s::uuid[], %s::bigint[]) WITH ORDINALITY AS row (client_id, ms, n)
         ORDER BY client_id, n),
    new AS (INSERT INTO venues_firsttime SELECT * FROM given
            ON CONFLICT (client_id) DO NOTHING RETURNING *)
    SELECT client_id, at FROM new
    UNION ALL
    SELECT t.client_id, t.at FROM venues_firsttime t JOIN given USING (client_id)
"""
KEPT = "SELECT client_id, at FROM venues_firsttime WHERE client_id = ANY(%s::uuid[])"
MARK = "INSERT INTO venues_uncompared (first, last, visits, person_ids) VALUES (%s, %s, %s, %s)"
# Oldest first, and by one worker at a time; the visits around them follow, where there are two.
MARKED = """
    DELETE FROM venues_uncompared WHERE id IN (
        SELECT id FROM venues_uncompared ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED)
    RETURNING first, last, visits, person_ids
"""
AROUND = """
    SELECT client_id, at, venue_id, place, person_id, shown, flags, how FROM (
        SELECT v.*, count(*) OVER (PARTITION BY v.person_id) AS visits
          FROM (SELECT unnest(%s::bigint[]) AS person_id) p
          JOIN venues_visit v USING (person_id)
         WHERE v.at BETWEEN %s AND %s) around
     WHERE visits > 1
"""
RAISE = """
    UPDATE venues_visit v SET flags = v.flags | d.flags
      FROM unnest(%s::uuid[], %s::timestamptz[], %s::smallint[]) AS d (client_id, at, flags)
     WHERE v.client_id = d.client_id AND v.at = d.at
"""
PLACES = "SELECT id, place, closed_at FROM venues_venue WHERE id = ANY(%s::bigint[])"
GENERATIONS = "SELECT id, generation FROM venues_venuecode WHERE id = ANY(%s::bigint[])"


def millis(at: datetime | None) -> int | None:
    return None if at is None else round(at.timestamp() * 1000)


def _numbers(values: Iterable[int | None]) -> str:
    return as_array("NULL" if value is None else str(value) for value in values)


def places_of(venue_ids: Iterable[int]) -> dict[int, tuple[str, datetime | None]]:
    """Where the venues lie, and since when they are closed; absent what is not registered."""
    with connection.cursor() as cursor:
        cursor.execute(PLACES, [_numbers(venue_ids)])
        return {number: (place, closed) for number, place, closed in cursor.fetchall()}


def generations_of(code_ids: Collection[int]) -> dict[int, int]:
    if not code_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(GENERATIONS, [_numbers(code_ids)])
        return dict(cursor.fetchall())


def _texts(values: Sequence[str]) -> str:
    """Any text, as PostgreSQL writes it in an array."""
    plain = '","'.join(values)
    if "\\" in plain or plain.count('"') != 2 * (len(values) - 1):
        escaped = (one.replace("\\", "\\\\").replace('"', '\\"') for one in values)
        plain = '","'.join(escaped)
    return f'{{"{plain}"}}'


def insert(rows: Sequence[Row], received_at: datetime) -> list[Row]:
    """Write what is not there yet; the rows that were written. Runs in a transaction.

    Many at a time are copied, which costs the server half; when one of them is there already
    the copy is taken back, and they are written one by one."""
    if len(rows) >= MANY and _copied(rows, received_at):
        return list(rows)
    return _inserted(rows, received_at)


def _copied(rows: Sequence[Row], received_at: datetime) -> bool:
    try:
        with (
            transaction.atomic(),
            connection.cursor() as cursor,
            cursor.db.wrap_database_errors,
            cursor.copy(COPY) as copy,
        ):
            copy.write(as_copy(rows, received_at))
    except IntegrityError:
        return False
    return True


def _inserted(rows: Sequence[Row], received_at: datetime) -> list[Row]:
    columns = [
        as_array(str(row.client_id) for row in rows),
        _numbers(millis(row.at) for row in rows),
        _numbers(row.venue_id for row in rows),
        _numbers(row.code_id for row in rows),
        _numbers(row.person_id for row in rows),
        _numbers(millis(row.out_at) for row in rows),
        _texts([row.place for row in rows]),
        _texts([row.how for row in rows]),
        _numbers(row.group_size for row in rows),
        _numbers(row.flags for row in rows),
        _texts([row.device for row in rows]),
        as_array([row.shown.hex() if row.shown else "NULL" for row in rows]),
    ]
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [received_at, *columns])
        written = {row[0] for row in cursor.fetchall()}
    if len(written) == len(rows):
        return list(rows)
    return [row for row in rows if str(row.client_id) in written]


def first_times(given: Mapping[UUID, datetime]) -> dict[UUID, datetime]:
    """The time that came first with each id, now or earlier."""
    if not given:
        return {}
    ids, times = as_array(map(str, given)), _numbers(map(millis, given.values()))
    with connection.cursor() as cursor:
        cursor.execute(FIRST_TIMES, [ids, times])
        held = dict(cursor.fetchall())
    if len(held) < len(given):  # another process wrote the same id at this very moment
        held |= times_kept(given)
    return held


def times_kept(ids: Collection[UUID]) -> dict[UUID, datetime]:
    """The time that was kept with an id when it came first; absent what came never, or speaks for itself."""
    with connection.cursor() as cursor:
        cursor.execute(KEPT, [as_array(map(str, ids))])
        return dict(cursor.fetchall())


def mark(rows: Sequence[Row]) -> None:
    """Note whom these visits are of, in the transaction that writes them: who looks later sees
    every visit that was stored, whichever of two transactions ended first."""
    if not rows:
        return
    times = [row.at for row in rows]
    persons = _numbers(row.person_id for row in rows if row.person_id is not None)
    with connection.cursor() as cursor:
        cursor.execute(MARK, [min(times), max(times), len(rows), persons])


def take_marks(most: int) -> list[Mark]:
    """The oldest noted batches; they are struck out."""
    with connection.cursor() as cursor:
        cursor.execute(MARKED, [most])
        return [Mark(*row) for row in cursor.fetchall()]


def around(
    persons: Iterable[int], first: datetime, last: datetime, within: timedelta
) -> list[Stored]:
    """The visits of these persons from first to last and `within` on either side, of those who
    have two or more."""
    with connection.cursor() as cursor:
        cursor.execute(AROUND, [_numbers(persons), first - within, last + within])
        return [_stored(row) for row in cursor.fetchall()]


def _stored(row: Sequence[Any]) -> Stored:
    client_id, at, venue_id, place, person_id, shown, flags, how = row
    held = shown and bytes(shown)
    seen = Seen(at, venue_id, place, person_id, held, is_proven(how))
    return Stored(client_id, seen, flags)


def raise_flags(raised: Sequence[tuple[UUID, datetime, int]]) -> None:
    if not raised:
        return
    with connection.cursor() as cursor:
        cursor.execute(RAISE, [list(column) for column in zip(*raised, strict=True)])
