"""Until when the risk lists are in, in a sentence. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from fangxian.kernel import clock
from fangxian.kernel.text import Text
from fangxian.lines.zones.coverage import Days, DaysCovered

LOOKED_AT = timedelta(days=30)  # a gap further back decides about nobody any more
NONE_YET = Text("还没有收到风险地区名单", "No list of risk areas is in yet")


def lists_said(held: DaysCovered) -> Text:
    """风险地区名单截至 05-09(缺 05-03 至 05-04)."""
    if held.until is None:
        return NONE_YET
    until, gaps = _day(held.until, held.today), recent_gaps(held)
    zh, en = f"风险地区名单截至 {until}", f"Lists of risk areas are in until {until}"
    if gaps:
        lacking = [_days(days, held.today) for days in gaps]
        zh += f"(缺 {'、'.join(one.zh for one in lacking)})"
        en += f" (none for {', '.join(one.en for one in lacking)})"
    return Text(zh, en)


def recent_gaps(held: DaysCovered) -> tuple[Days, ...]:
    """The days without a list that may still decide about somebody."""
    return tuple(days for days in held.gaps if days[1] >= held.today - LOOKED_AT)


def _days(days: Days, today: date) -> Text:
    first, last = (_day(day, today) for day in days)
    return Text(first, first) if first == last else Text(f"{first} 至 {last}", f"{first} to {last}")


def _day(day: date, today: date) -> str:
    """The year where it is not this one."""
    return clock.said(day, today=today)
