"""How far ahead an arrival may lie, and how long a claim waits: values of the pack in force."""

from __future__ import annotations

from datetime import date, timedelta

from fangxian.ground.policy import api as policy

KEY = "arrivals.ahead_days"
CALM = timedelta(days=60)  # where no pack is in force, or none says it
CLAIM_KEY, CLAIM_CALM = "arrivals.claim_days", timedelta(days=30)


def horizon(today: date, home: str) -> timedelta:
    """From today to the last day on which an arrival may be announced."""
    return _days(today, home, KEY, CALM)


def claim_days(today: date, home: str) -> timedelta:
    """How long a claim waits for somebody to find out whether it is so."""
    return _days(today, home, CLAIM_KEY, CLAIM_CALM)


def _days(today: date, home: str, key: str, calm: timedelta) -> timedelta:
    try:
        return timedelta(days=float(policy.in_force(today, home).read(key).value))
    except (policy.NotInForce, policy.NoSuchValue):
        return calm
