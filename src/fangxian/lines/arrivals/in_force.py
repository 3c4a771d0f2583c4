"""How far ahead an arrival may lie, how long a claim waits, how long nobody need say where somebody
was, how far apart the days of one arrival are, how far back a stay can matter, what a fever is and
when a call is made again: by what stands on the day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from fangxian.ground.policy import api as policy
from fangxian.lines.arrivals import terms


def latest_arrival(today: date, home: str) -> timedelta:
    """From today to the last day on which an arrival may be announced."""
    return policy.setting(terms.AHEAD, today, home)


def long_ago(today: date, home: str) -> timedelta:
    """An arrival so long past is told: it may be an old ledger, or a slip."""
    return policy.setting(terms.LONG_AGO, today, home)


def claim_days(today: date, home: str) -> timedelta:
    """How long a claim waits for somebody to find out whether it is so."""
    return policy.setting(terms.CLAIM_DAYS, today, home)


def alike_a_day(today: date, home: str) -> int:
    """How many numbers of one district and day of birth one network files on a day."""
    return int(policy.setting(terms.ALIKE, today, home))


def gap_days(today: date, home: str) -> timedelta:
    """So long after leaving a place, with nothing said until the arrival, nobody knows where."""
    return timedelta(days=policy.setting(terms.GAP_DAYS, today, home))


def same_days(today: date, home: str) -> timedelta:
    """So far apart two days of arrival from one place, or from none that was named, are one."""
    return timedelta(days=policy.setting(terms.SAME_DAYS, today, home))


def fever(today: date, home: str) -> float:
    """From which temperature on somebody has a fever, in degrees Celsius."""
    return policy.setting(terms.FEVER, today, home)


def waits(today: date, home: str) -> Mapping[str, timedelta]:
    """How long somebody is left alone after a call: what became of it → so long."""
    return {
        "no_answer": policy.setting(terms.NO_ANSWER, today, home),
        "later": policy.setting(terms.LATER, today, home),
    }


def reach(today: date, home: str) -> timedelta | None:
    """How long before an arrival the longest look-back or course of any row begins; None where one
    has no beginning, or nothing is in force."""
    edition = policy.in_force_or_none(today, home)
    if edition is None:
        return None
    rows = edition.table.rows
    backs = [row.look_back_days for row in rows if row.origin in ("listed", "place")]
    courses = [sum(one.days or 0 for one in row.segments) for row in rows]
    longest = max((back for back in backs if back is not None), default=0)
    return None if None in backs else timedelta(days=max(longest, *courses, 0))


def lead(today: date, home: str) -> timedelta:
    """From how long before an area was listed any row counts a stay in it."""
    edition = policy.in_force_or_none(today, home)
    days = (row.before_listing_days for row in edition.table.rows) if edition else ()
    return timedelta(days=max(days, default=0))
