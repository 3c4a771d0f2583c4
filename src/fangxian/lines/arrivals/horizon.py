"""How far ahead an arrival may lie, how long a claim waits, how long nobody need say where somebody
was, how far apart the days of one arrival are, how far back a stay can matter, and what a fever is: by
the pack in force."""

from __future__ import annotations

from datetime import date, timedelta

from fangxian.ground.policy import api as policy

KEY = "arrivals.ahead_days"
CALM = timedelta(days=60)  # where no pack is in force, or none says it
CLAIM_KEY, CLAIM_CALM = "arrivals.claim_days", timedelta(days=30)
GAP_KEY, GAP_CALM = "arrivals.gap_days", timedelta(days=7)
SAME_KEY, SAME_CALM = "arrivals.same_days", timedelta(days=2)


def horizon(today: date, home: str) -> timedelta:
    """From today to the last day on which an arrival may be announced."""
    return _days(today, home, KEY, CALM)


def claim_days(today: date, home: str) -> timedelta:
    """How long a claim waits for somebody to find out whether it is so."""
    return _days(today, home, CLAIM_KEY, CLAIM_CALM)


def gap_days(today: date, home: str) -> timedelta:
    """So long after leaving a place, with nothing said until the arrival, nobody knows where."""
    return _standing(today, home, GAP_KEY, GAP_CALM)


def same_days(today: date, home: str) -> timedelta:
    """So far apart two days of arrival from one place, or from none that was named, are one."""
    return _standing(today, home, SAME_KEY, SAME_CALM)


def fever(today: date, home: str) -> float:
    """From which temperature on somebody has a fever, in degrees Celsius."""
    return float(policy.standing("arrivals.fever_celsius", today, home).value)


def _standing(today: date, home: str, key: str, calm: timedelta) -> timedelta:
    try:
        return timedelta(days=float(policy.standing(key, today, home).value))
    except policy.NoSuchValue:  # a county's own folder of packs from before the value
        return calm


def _days(today: date, home: str, key: str, calm: timedelta) -> timedelta:
    try:
        return timedelta(days=float(policy.in_force(today, home).read(key).value))
    except (policy.NotInForce, policy.NoSuchValue):
        return calm


def reach(today: date, home: str) -> timedelta | None:
    """How long before an arrival the longest look-back or course of any row begins; None where one
    has no beginning, or nothing is in force."""
    try:
        rows = policy.in_force(today, home).table.rows
    except policy.NotInForce:
        return None
    backs = [row.look_back_days for row in rows if row.origin in ("listed", "place")]
    courses = [sum(one.days or 0 for one in row.segments) for row in rows]
    longest = max((back for back in backs if back is not None), default=0)
    return None if None in backs else timedelta(days=max(longest, *courses, 0))
