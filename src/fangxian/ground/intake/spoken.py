"""Days that are said of another: 昨天, 前天晚上, 9日. They are read by the day on which they were written;
where nobody wrote that down, 昨天 is no day. Pure."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from fangxian.ground.intake.cells import text_of
from fangxian.ground.intake.days import DAY_GUESSED, UNREADABLE, Open, date_of
from fangxian.kernel.clock import COUNTY_TIME

AGO = {
    "大前天": 3,
    "前天": 2,
    "昨天": 1,
    "昨日": 1,
    "昨晚": 1,
    "昨夜": 1,
    "今天": 0,
    "今日": 0,
    "今早": 0,
    "今晚": 0,
    "当天": 0,
    "当日": 0,
    "明天": -1,
    "明日": -1,
    "后天": -2,
}
HALF = "凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|早|晚"
HOUR = r"(?:\d{1,2}(?:[点时](?:半|\d{1,2}分?)?|[::]\d{2}))?"
BEHIND = "(?:左右|许)?(?:到达?|抵达|出发|离开)?"
SPOKEN = re.compile(rf"({'|'.join(AGO)})(?:{HALF})?{HOUR}{BEHIND}")
NUMBER = re.compile(rf"(?:本月)?(\d{{1,2}})[日号](?:{HALF})?{HOUR}{BEHIND}")
NEAR = 15  # days: a number of a month that lies further off may as well be of another month


class Spoken(NamedTuple):
    """So many days before another (`ago`), or the day of a month (`number`) that is nearest to it,
    half a month off at most: of 31日 said on the 10th nobody knows the month."""

    ago: int | None
    number: int = 0
    code: str = DAY_GUESSED

    def near(self, day: date, *, latest: date | None = None) -> datetime | None:
        """In county time; None: there is none. `latest` as of `Open`."""
        found = [one for one in self._all(day) if latest is None or one <= latest]
        best = min(found, key=lambda one: abs((one - day).days), default=None)
        return datetime.combine(best, time(), COUNTY_TIME) if best else None

    def _all(self, day: date) -> list[date]:
        if self.ago is not None:
            return [day - timedelta(days=self.ago)]
        first = day.replace(day=1)
        months = (first - timedelta(days=1), first, first + timedelta(days=31))
        found = [made for one in months if (made := _in_month(one, self.number))]
        return [one for one in found if abs((one - day).days) <= NEAR]


def _in_month(one: date, number: int) -> date | None:
    try:
        return one.replace(day=number)
    except ValueError:
        return None


def day_of(cell: Any, shift: int = 0) -> date | Open | Spoken | str | None:
    """As `date_of`, and `Spoken` for a day that is said of another."""
    found = date_of(cell, shift)
    if found != UNREADABLE:
        return found
    text = text_of(cell).strip("。., ")
    if said := SPOKEN.fullmatch(text):
        return Spoken(AGO[said[1]])
    if (said := NUMBER.fullmatch(text)) and 1 <= int(said[1]) <= 31:
        return Spoken(None, int(said[1]))
    return found
