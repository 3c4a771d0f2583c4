"""The one clock of the house, in the time of the county (Asia/Shanghai).

`FANGXIAN_CLOCK` moves it for demos, drills and tests:

    2022-05-10T20:14        runs on from that minute, counted from the process's start
    2022-05-10T20:14@1668…  runs on, counted from that Unix second (what `fangxian up`
                            hands to its children, so that all of them agree)
    2022-05-10T20:14!       stands still
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

COUNTY_TIME = ZoneInfo("Asia/Shanghai")
# Days are added and taken away everywhere: what lies beyond is no day of a county's.
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class Setting:
    shown: datetime
    since: float | None  # Unix seconds at which `shown` held; None: it stands still

    def read(self) -> datetime:
        if self.since is None:
            return self.shown
        return self.shown + timedelta(seconds=time.time() - self.since)


def parse(text: str) -> Setting:
    """Read a FANGXIAN_CLOCK value; ValueError when it is not one."""
    still = text.endswith("!")
    body, _, anchor = text.rstrip("!").partition("@")
    shown = datetime.fromisoformat(body)
    if shown.tzinfo is None:
        shown = shown.replace(tzinfo=COUNTY_TIME)
    if still:
        return Setting(shown, None)
    return Setting(shown, float(anchor) if anchor else time.time())


_setting: Setting | None = (
    parse(os.environ["FANGXIAN_CLOCK"]) if os.environ.get("FANGXIAN_CLOCK") else None
)


def settle(text: str) -> None:
    """Take a FANGXIAN_CLOCK value that became known after this was imported ("" = real)."""
    global _setting  # noqa: PLW0603 one clock a process is the point
    _setting = parse(text) if text else None


def now() -> datetime:
    """The present moment, aware, in county time."""
    return _setting.read() if _setting else datetime.now(COUNTY_TIME)


def latest() -> date:
    """The latest day that has come, by the machine or by the clock that was set: where a past day is
    played again, what was published since is out all the same."""
    return max(today(), datetime.now(COUNTY_TIME).date())


def today() -> date:
    return now().date()


def day_in(text: str) -> date | None:
    """A day as a program writes it, 2022-05-10; None when it is not one of a county's."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST <= found <= LAST else None


def moment_in(text: str, zone: tzinfo = COUNTY_TIME) -> datetime | None:
    """An aware moment as a program writes it, 2022-05-10T08:00[+08:00], of `zone` where it names
    none; None when it is not one of a county's."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if not FIRST <= found.date() <= LAST:
        return None
    return found if found.tzinfo else found.replace(tzinfo=zone)


def county(moment: datetime) -> datetime:
    """A moment as the county's clocks show it; one at the end of the calendar as it was told.
    ValueError for one that names no clock."""
    if moment.tzinfo is None:
        msg = f"whose clock is {moment}?"
        raise ValueError(msg)
    try:
        return moment.astimezone(COUNTY_TIME)
    except OverflowError:  # 9999-12-31 in UTC: the county's next day is in no calendar
        return moment


def said(moment: date, *, seconds: bool = False, today: date | None = None) -> str:
    """A day or an aware moment in words, always the county's: "05-10 06:00", and with its year
    when that is not this year's (or that of `today`): "2021-05-10 06:00"."""
    shown = county(moment) if isinstance(moment, datetime) else moment
    year = (today or now()).year
    day = f"{shown:%m-%d}" if shown.year == year else f"{shown:%Y-%m-%d}"
    if not isinstance(shown, datetime):
        return day
    return f"{day} {shown:%H:%M:%S}" if seconds else f"{day} {shown:%H:%M}"


def end_said(until: datetime, *, today: date | None = None) -> str:
    """An end as every page says it: what ends at midnight by its last day, "05-23", as the measure
    that it goes with; what ends within a day by the minute, "05-23 14:00"."""
    shown = county(until)
    if (shown.hour, shown.minute, shown.second) != (0, 0, 0):
        return said(shown, today=today)
    return said(shown.date() - timedelta(days=1), today=today)


@contextlib.contextmanager
def at(moment: str | datetime) -> Iterator[None]:
    """Hold the clock still at a moment (tests, replays)."""
    global _setting  # noqa: PLW0603 one clock a process is the point
    before = _setting
    _setting = parse(f"{moment}!") if isinstance(moment, str) else Setting(moment, None)
    try:
        yield
    finally:
        _setting = before
