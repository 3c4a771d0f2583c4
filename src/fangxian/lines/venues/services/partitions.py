"""A day of visits is a partition: made ahead, dropped when the retention is over.

Every statement names a partition by its day, so nothing here ever deletes row by row, except
in the rest partition, where rows lie whose day had none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection
from procrastinate.contrib.django import app as jobs

from fangxian.kernel import audit, clock
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question, verb
from fangxian.lines.venues import in_force

AHEAD = 3  # days made before they begin: a weekend without a worker loses nothing
LOCK = 0x76656E75  # "venu"

NAMES = """
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'venues_visit'::regclass AND c.relname ~ '^venues_visit_d[0-9]{8}$'
     ORDER BY 1
"""


@dataclass(frozen=True)
class Dropped:
    """Which days went, and how many visits with them."""

    days: tuple[date, ...]
    visits: int


@question(needs="venues.load")
def days_held(*, by: Actor) -> tuple[date, ...]:
    """The days that have a partition, oldest first."""
    return _held()


def _held() -> tuple[date, ...]:
    with connection.cursor() as cursor:
        cursor.execute(NAMES)
        return tuple(_day_of(row[0]) for row in cursor.fetchall())


@verb(needs="venues.load", words=Text("建到访分区", "made days of visits"))
def ensure_partitions(days: Iterable[date] = (), *, by: Actor) -> tuple[date, ...]:
    """Make the partitions of these days (none given: the retention behind us and a few days
    ahead), and move into them what lay in the rest. Returns the days made."""
    _one_at_a_time()
    held = set(_held())
    made = tuple(day for day in sorted(set(days) or _window()) if day not in held)
    for day in made:
        _make(day)
    audit.note(subject="venues.visit", made=[str(day) for day in made])
    return made


@verb(needs="venues.load", words=Text("销毁到期到访", "dropped expired visits"))
def drop_expired(today: date, *, by: Actor) -> Dropped:
    """Drop the days older than the policy's retention. The audit keeps which and how many."""
    _one_at_a_time()
    first_kept = today - timedelta(days=in_force.rules_on(today).retention_days)
    days = tuple(day for day in _held() if day < first_kept)
    visits = sum(_drop(day) for day in days) + _sweep_rest(_midnight(first_kept))
    audit.note(
        subject="venues.visit",
        days=[str(day) for day in days],
        visits=visits,
        first_kept=str(first_kept),
    )
    return Dropped(days, visits)


@jobs.periodic(cron="23 * * * *")
@jobs.task(name="venues.keep_days", queue="imports")
def keep_days(timestamp: int) -> None:
    """Every hour; writes nothing into the audit on the hours on which nothing is due."""
    today = clock.today()
    if not set(_window()) <= set(_held()):
        ensure_partitions(by=SYSTEM)
    if _held()[0] < today - timedelta(days=in_force.rules_on(today).retention_days):
        drop_expired(today, by=SYSTEM)


def _window() -> list[date]:
    today = clock.today()
    behind = in_force.rules_on(today).retention_days
    return [today + timedelta(days=n) for n in range(-behind, AHEAD + 1)]


def _make(day: date) -> None:
    """Made beside the table and attached: readers and writers of other days go on. By a function
    of the owner's, for the application owns no tables."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT venues_make_day(%s, %s, %s)",
            [day, _midnight(day), _midnight(day + timedelta(days=1))],
        )


def _drop(day: date) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT venues_drop_day(%s)", [day])
        return int(cursor.fetchone()[0])


def _sweep_rest(before: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM venues_firsttime WHERE at < %s", [before])
        cursor.execute("DELETE FROM venues_visit_rest WHERE at < %s", [before])
        return int(cursor.rowcount)


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _day_of(name: str) -> date:
    return datetime.strptime(name[-8:], "%Y%m%d").replace(tzinfo=clock.COUNTY_TIME).date()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.COUNTY_TIME)
