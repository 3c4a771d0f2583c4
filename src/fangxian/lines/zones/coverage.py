"""From which to which day the lists are in, and which days have none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from fangxian.kernel.clock import COUNTY_TIME
from fangxian.lines.zones.models import ZoneSource

Days = tuple[date, date]  # first and last, both included
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DaysCovered:
    """`first` and `until`: the first and the last day up to `today` with a list; None: there
    is no list at all. `gaps`: stretches between them without one."""

    today: date
    first: date | None
    until: date | None
    gaps: tuple[Days, ...]

    @property
    def behind(self) -> int | None:
        """How many days the newest list is old; None without any."""
        return (self.today - self.until).days if self.until else None

    def has(self, day: date) -> bool:
        """Whether a list tells of a day."""
        return not self.without((day, day))

    def without(self, days: Days) -> tuple[Days, ...]:
        """The stretches of these days of which no list tells."""
        begin, end = days
        if self.first is None or self.until is None:
            return (days,)
        dark = ((date.min, self.first - DAY), *self.gaps, (self.until + DAY, date.max))
        cut = ((max(begin, a), min(end, b)) for a, b in dark)
        return tuple((a, b) for a, b in cut if a <= b)


def days_covered(today: date) -> DaysCovered:
    """Which days up to `today` the imported lists tell of: none tells of a day after it was
    handed in. One query."""
    told = ZoneSource.objects.filter(covers_from__isnull=False, covers_from__lte=today)
    spans = told.order_by("covers_from").values_list("covers_from", "covers_to", "imported_at")
    known = [(a, min(b or a, today, at.astimezone(COUNTY_TIME).date())) for a, b, at in spans if a]
    return covered([(a, b) for a, b in known if a <= b], today)


def covered(spans: list[Days], today: date) -> DaysCovered:
    """The same of stretches in order of their first day. Pure."""
    if not spans:
        return DaysCovered(today, None, None, ())
    until, gaps = spans[0][1], []
    for begin, end in spans[1:]:
        if begin > until + DAY:
            gaps.append((until + DAY, begin - DAY))
        until = max(until, end)
    return DaysCovered(today, spans[0][0], until, tuple(gaps))
