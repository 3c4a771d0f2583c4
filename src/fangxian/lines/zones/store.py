"""Rows in and out by COPY: a list may hold 120,000 areas. All SQL of the room is here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from io import BytesIO
from typing import Any

from django.db import connection
from psycopg import Cursor

from fangxian.kernel.clock import COUNTY_TIME
from fangxian.lines.zones.place_matching import Placed
from fangxian.lines.zones.rules import Run, Span

_OVERLAPPING = """
SELECT key, id, extract(epoch FROM first_seen)::bigint, extract(epoch FROM last_seen)::bigint,
       stated, place, also
FROM zones_riskarea
WHERE basis = 'seen' AND last_seen >= to_timestamp(%s) AND first_seen <= to_timestamp(%s)
"""

_OF_KEYS = """
SELECT key, id, extract(epoch FROM first_seen)::bigint, extract(epoch FROM last_seen)::bigint,
       stated, place, also
FROM zones_riskarea
WHERE basis = 'seen' AND key = ANY(%s)
"""

_COPY_NEW = """
COPY zones_riskarea (key, basis, level, region_id, community, place, exact, also, also_exact,
                     city_kind, first_seen, last_seen, listed_from, listed_to, stated, source_id) FROM STDIN
"""

_DAYS_TABLE = """
CREATE TEMPORARY TABLE zones_new_days (id bigint, first_seen timestamptz, last_seen timestamptz,
                                       listed_from date, listed_to date, stated bigint[])
ON COMMIT DROP
"""

_TAKE_PARTS = """
INSERT INTO zones_riskarea (key, basis, level, region_id, community, place, exact, also,
                            also_exact, city_kind, first_seen, last_seen, listed_from, listed_to,
                            stated, source_id)
SELECT area.key, area.basis, area.level, area.region_id, area.community, area.place, area.exact,
       area.also, area.also_exact, area.city_kind, new.first_seen, new.last_seen, new.listed_from, new.listed_to, new.stated,
       %s
FROM zones_new_days AS new JOIN zones_riskarea AS area ON area.id = new.id
"""

_TAKE_DAYS = """
UPDATE zones_riskarea AS area
SET first_seen = new.first_seen, last_seen = new.last_seen, listed_from = new.listed_from,
    listed_to = new.listed_to, stated = new.stated
FROM zones_new_days AS new WHERE area.id = new.id
"""

_PLACES_TABLE = """
CREATE TEMPORARY TABLE zones_new_places (id bigint, place text, exact boolean, also varchar(15)[],
                                         also_exact boolean[], city_kind text)
ON COMMIT DROP
"""

_TAKE_PLACES = """
UPDATE zones_riskarea AS area SET place = new.place, exact = new.exact, also = new.also,
       also_exact = new.also_exact, city_kind = new.city_kind
FROM zones_new_places AS new WHERE area.id = new.id
"""

_LISTINGS = """
COPY (SELECT id, level, place, listed_from, coalesce(listed_to, '9999-12-31') AS listed_to,
             exact, city_kind
      FROM zones_riskarea WHERE place <> ''
      UNION ALL
      SELECT id, level, more.place, listed_from, coalesce(listed_to, '9999-12-31'), more.exact,
             city_kind
      FROM zones_riskarea, unnest(also, also_exact) AS more(place, exact) WHERE also <> '{}'
      ORDER BY id, place)
TO STDOUT (FORMAT csv, HEADER)
"""


@dataclass(frozen=True, slots=True)
class NewArea:
    """A listing that is not stored yet. Seen: `run`; dated: `begin` and `end`."""

    key: bytes
    level: str
    region_id: int
    community: str
    placed: Placed
    city_kind: str
    run: Run | None = None
    begin: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """`touched`: all divisions that the area names, exactly or not."""

    run: Run
    place: str
    touched: tuple[str, ...]


def overlapping(first: int, last: int) -> dict[bytes, list[Stored]]:
    """Seen listings that touch a stretch of time, by key."""
    return _stored(_OVERLAPPING, [first, last])


def of_keys(keys: Iterable[bytes]) -> dict[bytes, list[Stored]]:
    """All seen listings of these areas, by key."""
    return _stored(_OF_KEYS, [list(keys)])


def _stored(query: str, values: list[Any]) -> dict[bytes, list[Stored]]:
    found: dict[bytes, list[Stored]] = {}
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        for key, id_, begin, end, stated, place, also in cursor:
            run = Run(id_, begin, end, spans(stated))
            touched = tuple(one for one in (place, *also) if one)
            found.setdefault(bytes(key), []).append(Stored(run, place, touched))
    return found


def spans(stated: Sequence[int]) -> tuple[Span, ...]:
    return tuple(
        Span(begin, end, bool(loose & 1), bool(loose & 2))
        for begin, end, loose in zip(stated[::3], stated[1::3], stated[2::3], strict=True)
    )


def add(areas: Iterable[NewArea], source_id: int) -> None:
    with connection.cursor() as wrapped:
        _copy(wrapped.cursor, _COPY_NEW, (_new_line(area, source_id) for area in areas))


def change_days(runs: Sequence[Run]) -> None:
    """Give stored listings other days."""
    _with_days([(run.id or 0, run) for run in runs], _TAKE_DAYS, [])


def add_parts(parts: Sequence[tuple[int, Run]], source_id: int) -> None:
    """New listings of areas already stored, like the listing with the id but for its days."""
    _with_days(parts, _TAKE_PARTS, [source_id])


def _with_days(days: Sequence[tuple[int, Run]], take: str, values: list[int]) -> None:
    if not days:
        return
    with connection.cursor() as wrapped:
        wrapped.execute("DROP TABLE IF EXISTS zones_new_days")
        wrapped.execute(_DAYS_TABLE)
        lines = ("\t".join((str(id_), *_days(run))) for id_, run in days)
        _copy(wrapped.cursor, "COPY zones_new_days FROM STDIN", lines)
        wrapped.execute(take, values)


def change_places(placed: Sequence[tuple[int, Placed, str]]) -> None:
    """Give stored listings another place: (id, place, kind of its city)."""
    if not placed:
        return
    with connection.cursor() as wrapped:
        wrapped.execute("DROP TABLE IF EXISTS zones_new_places")
        wrapped.execute(_PLACES_TABLE)
        lines = ("\t".join((str(id_), *_place(where), kind)) for id_, where, kind in placed)
        _copy(wrapped.cursor, "COPY zones_new_places FROM STDIN", lines)
        wrapped.execute(_TAKE_PLACES)


def listings_csv() -> BytesIO:
    """All placed listings, as CSV with a header."""
    whole = BytesIO()
    with connection.cursor() as wrapped:
        cursor: Cursor = wrapped.cursor
        with cursor.copy(_LISTINGS) as copy:
            for block in copy:
                whole.write(block)
    whole.seek(0)
    return whole


def _copy(cursor: Cursor, statement: str, lines: Iterable[str]) -> None:
    text = "\n".join(lines)
    with cursor.copy(statement) as copy:
        copy.write(text + "\n" if text else "")


def _new_line(area: NewArea, source_id: int) -> str:
    if area.run:
        basis, days = "seen", _days(area.run)
    else:
        end = str(area.end) if area.end else "\\N"
        basis, days = "dated", ("\\N", "\\N", str(area.begin), end, "{}")
    return "\t".join(
        (
            "\\\\x" + area.key.hex(),
            basis,
            area.level,
            str(area.region_id),
            _escaped(area.community),
            *_place(area.placed),
            area.city_kind,
            *days,
            str(source_id),
        )
    )


def _place(placed: Placed) -> tuple[str, str, str, str]:
    also = ",".join(one.place for one in placed.also)
    also_exact = ",".join(_said(one.exact) for one in placed.also)
    return placed.place, _said(placed.exact), f"{{{also}}}", f"{{{also_exact}}}"


def _said(value: bool) -> str:  # noqa: FBT001 what a column holds
    return "t" if value else "f"


def _days(run: Run) -> tuple[str, str, str, str, str]:
    first, last = _time(run.first), _time(run.last)
    stated = ",".join(
        f"{span.begin},{span.end},{span.loose_begin + 2 * span.loose_end}" for span in run.stated
    )
    return first, last, first[:10], last[:10], f"{{{stated}}}"


@cache
def _time(moment: int) -> str:
    return datetime.fromtimestamp(moment, COUNTY_TIME).isoformat()


def _escaped(text: str) -> str:
    if "\\" in text or "\t" in text or "\n" in text or "\r" in text:
        text = text.replace("\\", "\\\\").replace("\t", "\\t")
        text = text.replace("\n", "\\n").replace("\r", "\\r")
    return text
