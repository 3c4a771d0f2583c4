"""When somebody's phone hears of something, and when a delivery is tried again. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

DAY = 24 * 60
DIGESTS = ("at_once", "hourly", "daily")
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
MOST_ATTEMPTS = 8


def digest_of(hours: int) -> str:
    """How a county that gathers for so many hours gathers."""
    return {0: "at_once", 24: "daily"}.get(hours, "hourly")


@dataclass(frozen=True, slots=True)
class Hours:
    """Minutes of the county's day: quiet from until (the same: never quiet); the rest is gathered
    `at_once` (not), `hourly`, or `daily` at `digest_at`."""

    quiet_from: int
    quiet_until: int
    digest: str = "at_once"
    digest_at: int = 8 * 60


def is_quiet(at: datetime, hours: Hours) -> bool:
    """Whether it is quiet at a moment of the county's clock; the end is not quiet any more."""
    now = at.hour * 60 + at.minute
    if hours.quiet_from <= hours.quiet_until:
        return hours.quiet_from <= now < hours.quiet_until
    return now >= hours.quiet_from or now < hours.quiet_until


def heard_at(at: datetime, hours: Hours, *, red: bool, due: datetime | None = None) -> datetime:
    """When a phone hears of what happened `at` (both by the county's clock).

    An alarm at once, at any hour. So does what falls due before the phone would hear of it: a clock
    that runs through the night is nobody's to sleep through. Everything else waits for the digest and
    for the end of the quiet."""
    if red:
        return at
    heard = _after_quiet(_gathered(at, hours), hours)
    return at if due is not None and due <= heard else heard


def _gathered(at: datetime, hours: Hours) -> datetime:
    if hours.digest == "hourly":
        return at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    if hours.digest == "daily":
        return _next(at, hours.digest_at)
    return at


def _after_quiet(at: datetime, hours: Hours) -> datetime:
    return _next(at, hours.quiet_until) if is_quiet(at, hours) else at


def _next(at: datetime, minute: int) -> datetime:
    """The next moment of the day at which the clock shows these minutes."""
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    found = midnight + timedelta(minutes=minute)
    return found if found > at else found + timedelta(days=1)


def wait_before(attempt: int) -> timedelta | None:
    """How long until it is tried again after so many attempts; None: not any more."""
    if attempt >= MOST_ATTEMPTS:
        return None
    doubled: int = 2 ** (attempt - 1)
    return min(FIRST_WAIT * doubled, LONGEST_WAIT)
