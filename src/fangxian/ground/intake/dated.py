"""When a table was made, where no column says so: the day in its title, below it, in the name of its sheet
or of its file (截至5月3日, 来返人员台账20220503). A day after which things happened (5月1日以来), one that is
still to come and a plan are none. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import NamedTuple

from fangxian.ground.intake.days import Open, date_of
from fangxian.ground.intake.lines import COVER, FOOT, HEADING, SHEET, TITLE, Line
from fangxian.ground.intake.tables import Table
from fangxian.kernel.clock import COUNTY_TIME

FILE = "file"
SOON = 31  # days
# the nearest word is the one about the table itself; a heading may be of the days that people came
ORDER = (TITLE, FOOT, COVER, SHEET, FILE, HEADING)
_DAY = re.compile(
    r"(?<!\d)(?P<year>20\d\d)\s*[年./\-]\s*(?P<month>\d{1,2})\s*[月./\-]\s*(?P<day>\d{1,2})(?!\d)\s*[日号]?"
    r"|(?<!\d)(?P<year8>20\d\d)(?P<month8>0[1-9]|1[0-2])(?P<day8>[0-3]\d)(?!\d)"
    r"|(?<!\d)(?P<month2>\d{1,2})\s*月\s*(?P<day2>\d{1,2})(?!\d)\s*[日号]?(?:\s*[-—–~～至到]\s*(?P<last>\d{1,2})\s*[日号])?"
    r"|(?<![\d.Vv第])(?P<month3>1[0-2]|0?[1-9])\.(?P<day3>[0-3]?\d)(?!\d|\.\d|[%℃万亿元版])"
)
_SHORT = re.compile(r"(?<!\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?!\d)")  # 0503, of names
_SINCE = re.compile(r"\s*(?:以来|以后|之后|后|起|开始|以前|之前|前)")
_FROM = re.compile(r"(?:自|从|预计|计划|拟|将于)\s*$")
_MADE = re.compile(r"(?:截至|截止|统计|填报|填表|填写|制表|上报|报送|更新|日期|时间)[^\d]{0,6}$")


class Made(NamedTuple):
    """The day on which rows were written down, the words that say so and where they stand."""

    at: datetime
    said: str
    where: str


def made_on(table: Table, file: str, today: date) -> Callable[[int], Made | None]:
    """When the row of an index was written down; None where nothing says so, or it was today."""
    lines = [one for one in (*table.over, Line(FILE, file, 0, len(table.rows))) if one.text]
    dated = [(one, day) for one in lines if (day := day_said(one.text, today, one.where))]
    dated.sort(key=lambda pair: ORDER.index(pair[0].where))

    def of(index: int) -> Made | None:
        for line, day in dated:
            if line.start <= index < line.end:
                at = datetime.combine(day, time(), COUNTY_TIME)
                return None if day == today else Made(at, line.text, line.where)
        return None

    return of


def day_said(text: str, today: date, where: str = TITLE) -> date | None:
    """The day of which a text speaks as that of its writing, the last of several."""
    found = list(_days(text, today, where))
    if any(day > today for day, _ in found):
        return None  # of what is still to come
    made = [day for day, sure in found if sure]
    return max(made or [day for day, _ in found], default=None)


def _days(text: str, today: date, where: str) -> Iterator[tuple[date, bool]]:
    """Each with whether the words before it say that it is the day of the writing."""
    for one in (*_DAY.finditer(text), *(_SHORT.finditer(text) if where in (SHEET, FILE) else ())):
        before = text[: one.start()]
        if _SINCE.match(text, one.end()) or _FROM.search(before):
            continue
        day = _day(one.groupdict(), today)
        if day:
            yield day, bool(_MADE.search(before))


def _day(said: dict[str, str | None], today: date) -> date | None:
    year, month, day = (_first(said, name) for name in ("year", "month", "day"))
    found = date_of(
        f"{year}-{month}-{said.get('last') or day}"
        if year
        else f"{month}月{said.get('last') or day}日"
    )
    if isinstance(found, Open):
        near = found.near(today, latest=None if _ahead(found, today) else today)
        return near.date() if near else None
    return found if isinstance(found, date) else None


def _ahead(day: Open, today: date) -> bool:
    """Whether a day without its year is one of the next weeks, and not of last year."""
    near = day.near(today)
    return near is not None and 0 < (near.date() - today).days <= SOON


def _first(said: dict[str, str | None], name: str) -> str:
    return next((one for key, one in said.items() if key.startswith(name) and one), "")
