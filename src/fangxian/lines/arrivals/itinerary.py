"""An itinerary that is written as days and places in a row, with or without anything between them:
5月1日上海5月3日西安, 5.1上海 5.3西安, 1日上海2日西安. Read as the form of the template says it: 上海@5月1日;西安@5月3日. Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta

from fangxian.ground.places import api as places

_BARE = r"\d{1,2}[日号]"
_DAY = rf"(?:(?:(?:\d{{4}}|\d{{2}})[年./-])?\d{{1,2}}(?:月\d{{1,2}}[日号]?|[./]\d{{1,2}}(?![\d.%]))|{_BARE})"
_DAYS = rf"{_DAY}(?:\s*[-~～—至到]+\s*{_DAY})?"
_PLACE = r"[^\d;；@＠,，。\n]*?[\u4e00-\u9fff]{2}[^;；@＠,，。\n]*?"
_END = r"\s*[,，;；、。→>\n\-—]*\s*"
_DAY_FIRST = re.compile(rf"({_DAYS})\s*[:：]?\s*({_PLACE}){_END}(?={_DAYS}|$)")
_PLACE_FIRST = re.compile(rf"({_PLACE})\s*[:：(（]?\s*({_DAYS})[)）]?{_END}")
_VERBS = re.compile(rf"^(?:[,，、:：\s]|{places.any_word('goes')})+|[,，、:：\s(（→\->]+$")
_NUMBER = re.compile(r"\d{1,2}号")  # of a house, where it stands alone
_SPAN = re.compile(r"\s*[-~～—至到]+\s*")


def as_template(text: str) -> str:
    """The same in the form of the template; as it is where it is no row of days and places."""
    if set(text) & set("@＠“") or not re.search(_DAY, text):
        return text
    for form, day, place in ((_DAY_FIRST, 1, 2), (_PLACE_FIRST, 2, 1)):
        found = _whole(form, text)
        houses = [one for one in found if _NUMBER.fullmatch(one[day])]
        if found and not (houses and (form is _PLACE_FIRST or len(found) == 1)):
            return ";".join(f"{_named(one[place])}@{_days(one[day])}" for one in found)
    return text


def _whole(form: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """The entries of which the text consists; none where something else stands in it."""
    found, at = [], 0
    while at < len(text):
        entry = form.match(text, at)
        if entry is None or entry.end() == at:
            return []
        found.append(entry)
        at = entry.end()
    return found


def _named(place: str) -> str:
    return _VERBS.sub("", place).replace("、", ",")


def _days(said: str) -> str:
    """One day, or from one to another; the second has the month of the first where it says none."""
    ends = _SPAN.split(said)
    if len(ends) == 2 and re.fullmatch(_BARE, ends[1]) and (month := re.match(r".*月", ends[0])):
        ends[1] = f"{month[0]}{ends[1]}"
    return "~".join(ends)


def without_month(text: str) -> bool:
    """Whether a day stands in it that says no month (上海@1日)."""
    return re.search(rf"[@~]{_BARE}(?:~|;|$)", text) is not None


def with_month(text: str, arrival: date) -> str:
    """Days without a month are the last such days that are not after the arrival."""

    def dated(found: re.Match[str]) -> str:
        number, first = int(found[2]), arrival.replace(day=1)
        for _ in range(12):
            try:
                day = first.replace(day=number)
            except ValueError:
                day = date.max
            if day <= arrival:
                return f"{found[1]}{day.isoformat()}"
            first = (first - timedelta(days=1)).replace(day=1)
        return found[0]

    return re.sub(r"([@~])(\d{1,2})[日号](?=~|;|$)", dated, text)
