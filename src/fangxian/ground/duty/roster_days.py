"""Which day a roster means by 5月1日(周日), by 周三 below “5月2日至5月8日”, by 5.1 beside 5.9. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from fangxian.ground.intake import api as intake

WEEKDAYS = "一二三四五六日"
_WEEK = r"[(（]?\s*(?:周|星期|礼拜)\s*([一二三四五六日天])\s*[)）]?"
_WHOLE = r"20\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?"
_SHORT = r"\d{1,2}\s*[月./]\s*\d{1,2}\s*[日号]?"
_NUMBER = r"\d{1,2}\s*[日号]"
# a column of a day, maybe with the post or the half of the day in it (5月1日 带班领导)
TITLE = re.compile(
    rf"\s*(?:(?:{_WEEK})?\s*(?P<day>{_WHOLE}|{_SHORT}|{_NUMBER})\s*(?:{_WEEK})?|{_WEEK})"
    r"\s*(?P<post>[一-鿿]{2,8})?\s*"
)
_RANGE = re.compile(
    rf"(?P<first>{_WHOLE}|{_SHORT})\s*[-—–~～至到]+\s*(?P<last>{_WHOLE}|{_SHORT}|{_NUMBER})"
)
_YEAR = re.compile(r"(20\d\d)\s*年|(20\d\d)(?=[./-]\d)")
_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])\s*月")
LONGEST = 62  # days that one shift, or one roster, may last


def day_of(text: str, over: Sequence[str], today: date) -> date | str:
    """The day of a title or of a cell under the lines `over` it; the text itself where it is none, or
    where it names a weekday that the day is not."""
    match = TITLE.fullmatch(text)
    if match is None:
        return _dated(text, over, today)
    said = match["day"]
    named = {WEEKDAYS.index(one.replace("天", "日")) for one in match.group(1, 3, 4) if one}
    if said is None:
        found = [one for one in _span_over(over, today) if one.weekday() in named]
        return found[0] if len(found) == 1 else text
    if re.fullmatch(_NUMBER, said):
        months = {one[1] for line in over for one in _MONTH.finditer(line)}
        said = f"{months.pop()}月{said}" if len(months) == 1 else ""
    day = _dated(said, over, today) if said else text
    fits = isinstance(day, date) and (not named or named == {day.weekday()})
    return day if fits else text


def days_of(text: str, over: Sequence[str], today: date) -> tuple[date | str, date | str]:
    """First and last day of a cell: 5月1日, or 5月1日至3日."""
    match = _RANGE.fullmatch(_without_weekdays(text).strip())
    span = _span(match, over, today) if match else ()
    if span:
        return span[0], span[-1]
    day = day_of(text, over, today)
    return day, day


def in_order(days: Sequence[tuple[str, date | str]]) -> list[date | str]:
    """Days of columns from left to right. 5.1 behind 5.9 is the number 5.10; what stands twice, or goes
    back, is no day that can be told."""
    made: list[date | str] = []
    before: date | None = None
    for text, day in days:
        found = day
        if isinstance(day, date) and before is not None and day < before:
            tenth = before + timedelta(days=1)
            found = (
                tenth if text == f"{tenth.month}.{tenth.day}"[:-1] and tenth.day % 10 == 0 else text
            )
        made.append(found)
        before = found if isinstance(found, date) else before
    return made


def _dated(text: str, over: Sequence[str], today: date) -> date | str:
    found = intake.date_of(text)
    if isinstance(found, intake.Open):
        years = {int(one[1] or one[2]) for line in over for one in _YEAR.finditer(line)}
        near = found.near(date(min(years), 7, 1) if len(years) == 1 else today)
        return near.date() if near else text
    return found if isinstance(found, date) else text


def _span_over(over: Sequence[str], today: date) -> Sequence[date]:
    """The days of the one range that the lines over a roster name; () for none, or several."""
    found = {
        tuple(_span(match, over, today))
        for line in over
        for match in _RANGE.finditer(_without_weekdays(line))
    }
    return found.pop() if len(found) == 1 else ()


def _span(match: re.Match[str], over: Sequence[str], today: date) -> Sequence[date]:
    first = _dated(match["first"], over, today)
    if isinstance(first, str):
        return ()
    said = match["last"]
    said = f"{first.month}月{said}" if re.fullmatch(_NUMBER, said) else said
    last = intake.date_of(said)
    near = last.near(first) if isinstance(last, intake.Open) else None
    end = near.date() if near else last
    if not isinstance(end, date) or not 0 <= (end - first).days < LONGEST:
        return ()
    return tuple(first + timedelta(days=n) for n in range((end - first).days + 1))


def _without_weekdays(text: str) -> str:
    return re.sub(_WEEK, "", text)
