"""Days and moments in every form in which Excel and people write them. Pure.

A reader answers with the moment; with None for an empty cell; with a code that says why it
cannot be read; or with `Open`, where the writing alone does not say which day it is (5月7日,
05/07/2022): it is settled by a day near which it must lie.
"""

from __future__ import annotations

import contextlib
import math
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from fangxian.ground.intake.cells import NOTHING, text_of
from fangxian.kernel.clock import COUNTY_TIME

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 Excel's day 0, a wall-clock count
SHIFT_1904 = 1462  # days by which a workbook that counts from 1904 is behind
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
SERIALS = range((EARLIEST - EPOCH.date()).days - SHIFT_1904, (LATEST - EPOCH.date()).days + 1)

UNREADABLE = "unreadable"
YEAR_SUPPLIED, DAY_GUESSED = "year_supplied", "day_guessed"

SEPARATOR = r"\s*[-/.年月]\s*"
MARK = r"[-/.、,。\\]"
DATE = re.compile(
    rf"(\d{{4}})\s?(?:{MARK}|年)\s?(\d{{1,2}})\s?(?:{MARK}|月)\s?(\d{{1,2}})(?!\d{{1,3}}(?!\d))\s?[日号]?"
)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)|(\d{4})(\d{2})(\d{2})(?=\d{4}(?:\d{2})?$)")
BACKWARD = re.compile(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4})(?!\d)")  # 05/07/2022
SHORT = re.compile(  # one mark throughout: 5.7-8 is a span of days
    r"(\d{1,2})\s?(?:(?P<mark>[-/.])\s?(\d{1,2})\s?(?P=mark)|年\s?(\d{1,2})\s?月)\s?(\d{1,2})(?!\d)\s?[日号]?"
)
NO_YEAR = re.compile(r"(\d{1,2})\s?([-/.月、,。])\s?(\d{1,2})(?!\d)\s?[日号]?")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = rf"({'|'.join(MONTHS)})[a-z]{{0,7}}\.?"
YEAR = r"(\d{4}|\d{2})(?!\d)"
TH = r"(?:st|nd|rd|th)?"
DAY_FIRST = re.compile(
    rf"(\d{{1,2}}){TH}[\s,.-]{{0,2}}{MONTH}(?:[\s,.'-]{{1,2}}{YEAR})?", re.IGNORECASE
)
MONTH_FIRST = re.compile(
    rf"{MONTH}[\s.-]{{0,2}}(\d{{1,2}})(?!\d){TH}(?:[\s,.'-]{{1,2}}{YEAR})", re.IGNORECASE
)
MONTH_AND_DAY = re.compile(rf"{MONTH}\s(\d{{1,2}})(?!\d){TH}", re.IGNORECASE)  # of Apr-22 who knows
SPOKEN_DAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}[\s,]{1,2}", re.IGNORECASE)
ZONE = re.compile(r"GMT(?=[+-]\d)|\s?\(中国标准时间\)|\s?\(China Standard Time\)", re.IGNORECASE)
WRITTEN = re.compile(r"[〇零○一二三四五六七八九十廿卅]{1,4}(?=\s?[年月日号点时])")
LONG_DASH = re.compile(r"(?<=\d)\s*[—–－−‐‑―]+\s*(?=\d)")
SIX = re.compile(r"(2\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")  # 220509
DASH = re.compile(r"(?<=\d)一(?=\d)")
NUMERALS = {
    "〇": 0,
    "零": 0,
    "○": 0,
    **{letter: n for n, letter in enumerate("一二三四五六七八九", 1)},
}
MIDNIGHT = 24  # of the day that ends
LONGEST = 60  # letters of a day, with its time and its weekday
WEEKDAY = re.compile(r"[(（]?(?<![上下本])(?:星期|周|礼拜)[一二三四五六日天][)）]?")
# that they came, behind the day; 未到 and 已离开 say otherwise
CAME = re.compile(
    r"(?<=[\d日号])\s*(?:[(（]\s*)?(?:已经?|现已)?(?:到达?|抵达|返回|返家|到家|返乡|回家|入住)[县家]?\s*[)）]?$"
)
ABOUT = re.compile(
    r"^(?:预计|大概|大约|约)|(?:左右|前后)$|\s*[(（]\s*(?:预计|大概|大约|约|拟)(?:到达?|抵达|返回|返乡)?\s*[)）]$"
)
HALVES = {
    "上午": 0,
    "早上": 0,
    "凌晨": 0,
    "早": 0,
    "am": 0,
    "中午": 12,
    "下午": 12,
    "pm": 12,
    "傍晚": 18,
    "晚上": 18,
    "晚": 18,
    "夜里": 18,
}
HALF = "|".join(HALVES)
CLOCK = re.compile(
    rf"[T\s,]{{0,3}}({HALF})?\s?(\d{{1,2}})\s?[:时点]\s?(半|\d{{1,2}})?\s?[:分]?"
    rf"\s?(?:(\d{{1,2}})(?:\.\d{{1,9}})?\s?秒?)?\s?({HALF})?\s?(Z|[+-]\d{{2}}:?\d{{2}})?",
    re.IGNORECASE,
)
ONLY_HALF = re.compile(rf"[T\s,]{{0,3}}({HALF})", re.IGNORECASE)
COMPACT_CLOCK = re.compile(r"\s?(\d{2})(\d{2})(\d{2})?")
NUMERIC = re.compile(r"\d+(\.\d+)?")


class Open(NamedTuple):
    """A day that its writing leaves open: (year or None, month, day) in the order in which they
    are likely, the time of day, and the code under which the choice is told."""

    days: tuple[tuple[int | None, int, int], ...]
    at: time
    code: str
    later: int = 0  # days: 24:00 is the next day's midnight

    def near(self, day: date, *, latest: date | None = None) -> datetime | None:
        """The one nearest to a day, and not after `latest` where one is; None: there is none."""
        found = list(self._all(day))
        if latest is not None:
            found = [one for one in found if one <= latest] or found
        best = min(found, key=lambda one: abs((one - day).days), default=None)
        return datetime.combine(best, self.at) if best else None

    def _all(self, day: date) -> Iterator[date]:
        for year, month, number in self.days:
            for one in (day.year, day.year - 1, day.year + 1) if year is None else (year,):
                with contextlib.suppress(ValueError):
                    yield date(one, month, number) + timedelta(days=self.later)


Moment = datetime | Open | str | None


def date_of(cell: Any, shift: int = 0) -> date | Open | str | None:
    """A day; None: empty; `Open`: which one depends; else why it cannot be read. `shift`: days
    that the workbook's serial numbers are behind."""
    found = _moment(cell, shift)
    return found.date() if isinstance(found, datetime) else found


def moment_of(cell: Any, shift: int = 0) -> Moment:
    """A moment in county time (a bare day is its midnight); None: empty; else as `date_of`."""
    found = _moment(cell, shift)
    if isinstance(found, datetime):
        return in_county(found)
    return found


def in_county(found: datetime) -> datetime:
    return found.replace(tzinfo=COUNTY_TIME) if found.tzinfo is None else found


def _moment(cell: Any, shift: int) -> Moment:
    if isinstance(cell, datetime):
        found: Moment = cell
    elif isinstance(cell, date):
        found = datetime.combine(cell, time())
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        found = _of_number(float(cell), shift)
    else:
        text = text_of(cell)
        found = (_plain(text) or _of_text(text, shift)) if text else None
    if isinstance(found, datetime) and not EARLIEST <= found.date() <= LATEST:
        return UNREADABLE
    return found


def _plain(text: str) -> datetime | None:
    """The usual form, 2022-05-03 08:15[:30], read by the clock's own parser."""
    if len(text) in (16, 19) and text[4] == text[7] == "-":
        with contextlib.suppress(ValueError):
            return datetime.fromisoformat(text)
    return None


def _of_number(number: float, shift: int = 0) -> Moment:
    """A serial number of Excel, the digits 20220503, or 5.7 that was meant for 5月7日."""
    if not math.isfinite(number):
        return UNREADABLE
    if int(number) in SERIALS:
        seconds = round((number - int(number)) * 86_400)
        return EPOCH + timedelta(days=int(number) + shift, seconds=seconds)
    if number.is_integer():
        if six := SIX.fullmatch(str(int(number))):
            return _built((2000 + int(six[1]), six[2], six[3]), "")
        match = COMPACT.fullmatch(str(int(number)))
        return _built(_groups(match), "") if match else UNREADABLE
    return _of_decimal(repr(number))


def _of_decimal(text: str) -> Moment:
    """5.7 in a number cell; of 5.1 nobody knows whether it was 5.10."""
    month, _, day = text.partition(".")
    days = [int(day), int(day) * 10] if len(day) == 1 else [int(day)] if len(day) == 2 else []
    found = tuple((None, int(month), one) for one in days if _exists(None, int(month), one))
    if not found:
        return UNREADABLE
    return Open(found, time(), DAY_GUESSED if len(found) > 1 else YEAR_SUPPLIED)


def _of_text(text: str, shift: int) -> Moment:
    if text.lower() in NOTHING:
        return None
    if len(text) > LONGEST:
        return UNREADABLE
    text = CAME.sub("", text.replace("，", ","))
    text = ABOUT.sub("", " ".join(WEEKDAY.sub(" ", _in_digits(text)).split())).strip()
    match = DATE.match(text) or COMPACT.match(text)
    if match:
        return _built(_groups(match), text[match.end() :])
    found = _of_open(text)
    if found is not None:
        return found
    if NUMERIC.fullmatch(text):
        return _of_number(float(text), shift)
    return _of_english(text)


def _in_digits(text: str) -> str:
    """二〇二二年四月二十八日 as 2022年4月28日; the names of zones and of days in English off."""
    text = LONG_DASH.sub("-", text.rstrip(" .。,，;；"))
    text = DASH.sub("-", WRITTEN.sub(lambda found: _counted(found[0]), text))
    return ZONE.sub("", SPOKEN_DAY.sub("", text)).replace("GMT", "")


def _counted(said: str) -> str:
    """二十八 and 廿八 count, 二〇二二 is said digit by digit."""
    said = said.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = said.partition("十")
    if not ten:
        return "".join(str(NUMERALS[letter]) for letter in said)
    if len(tens) > 1 or len(ones) > 1:
        return said
    return str(NUMERALS.get(tens, 1) * 10 + NUMERALS.get(ones, 0))


def _of_open(text: str) -> Moment:
    """05/07/2022, 22.5.7 and 5月7日: forms of which the year, or what is day and what month,
    may be open."""
    if match := BACKWARD.match(text):
        first, _, second, year = match.groups()
        pairs = ((int(first), int(second)), (int(second), int(first)))
        return _chosen(((int(year), *pair) for pair in pairs), text[match.end() :])
    if match := SHORT.match(text):
        a, b, c = (int(part) for at, part in enumerate(match.groups()) if part and at != 1)
        forms = ((2000 + a, b, c), (2000 + c, a, b), (2000 + c, b, a))
        return _chosen(forms[:1] if "年" in text else forms, text[match.end() :])
    if match := NO_YEAR.match(text):
        month, mark, day = int(match[1]), match[2], int(match[3])
        swapped = month > len(MONTHS) and mark != "月"  # 28/4
        days = (None, day, month) if swapped else (None, month, day)
        return _chosen((days,), text[match.end() :])
    return None


def _of_english(text: str) -> Moment:
    """28 April 2022, 28-Apr-22, Apr 28, 2022; 28-Apr has no year; of Apr-22 nobody knows the day."""
    match, first = DAY_FIRST.match(text), True
    if match is None:
        match, first = MONTH_FIRST.match(text), False
    if match is None:
        return _of_month_and_day(text)
    day, month = (match[1], match[2]) if first else (match[2], match[1])
    year = match[3] and int(match[3]) + (2000 if len(match[3]) == 2 else 0)
    form = (year or None, MONTHS.index(month.lower()) + 1, int(day))
    return _chosen((form,), text[match.end() :])


def _of_month_and_day(text: str) -> Moment:
    """May 9, which has no year."""
    match = MONTH_AND_DAY.match(text)
    if match is None:
        return UNREADABLE
    form = (None, MONTHS.index(match[1].lower()) + 1, int(match[2]))
    return _chosen((form,), text[match.end() :])


def _exists(year: int | None, month: int, day: int) -> bool:
    try:
        return date(year or 2024, month, day) is not None  # 2024 had a 29 February
    except ValueError:
        return False


def _chosen(forms: Any, tail: str) -> Moment:
    """What of several readings exists: one with its year is that day."""
    found = tuple(dict.fromkeys(form for form in forms if _exists(*form)))
    if not found:
        return UNREADABLE
    at = _built((2024, 1, 1), tail)
    if isinstance(at, str):
        return at
    year, month, day = found[0]
    later = (at.date() - date(2024, 1, 1)).days
    if len(found) == 1 and year is not None:
        return datetime.combine(date(year, month, day), at.time()) + timedelta(days=later)
    return Open(found, at.time(), DAY_GUESSED if len(found) > 1 else YEAR_SUPPLIED, later)


def _groups(match: re.Match[str]) -> tuple[Any, ...]:
    return tuple(part for part in match.groups() if part is not None)


def _built(groups: tuple[Any, ...], tail: str) -> datetime | str:
    try:
        day = datetime(*map(int, groups))  # type: ignore[arg-type]  # noqa: DTZ001
        return _at_time(day, tail) if tail.strip() else day
    except (ValueError, OverflowError):  # 9999-12-31T23:59:59-14:00 is no day of our calendar here
        return UNREADABLE


def _at_time(day: datetime, tail: str) -> datetime | str:
    match = CLOCK.fullmatch(tail.rstrip())
    if match is None:
        return _at_rough_time(day, tail.rstrip())
    before, hour_text, minute_text, second_text, after, zone = match.groups()
    hour = _hour(int(hour_text), (before or after or "").lower())
    minute = 30 if minute_text == "半" else int(minute_text or 0)
    second = int(second_text or 0)
    if hour == MIDNIGHT and not minute and not second:
        day, hour = day + timedelta(days=1), 0
    found = day.replace(hour=hour, minute=minute, second=second)
    if zone:
        aware = datetime.fromisoformat(f"{found.isoformat()}{zone.upper().replace('Z', '+00:00')}")
        return aware.astimezone(COUNTY_TIME)
    return found


def _at_rough_time(day: datetime, tail: str) -> datetime | str:
    """0815, or 上午: the beginning of that half."""
    if half := ONLY_HALF.fullmatch(tail):
        return day.replace(hour=HALVES[half.group(1).lower()])
    bare = COMPACT_CLOCK.fullmatch(tail)
    if bare is None:
        return UNREADABLE
    hour, minute, second = (int(part or 0) for part in bare.groups())
    return day.replace(hour=hour, minute=minute, second=second)


def _hour(hour: int, half: str) -> int:
    if half in ("晚", "晚上", "夜里") and hour == 12:
        return MIDNIGHT
    if HALVES.get(half, 0) >= 12 and hour < 12 and (half != "中午" or hour < 3):
        return hour + 12
    return 0 if half in ("凌晨", "am", "上午") and hour == 12 else hour
