"""How far ahead an arrival may lie: a value of the pack in force."""

from __future__ import annotations

from datetime import date, timedelta

from fangxian.ground.policy import api as policy

KEY = "arrivals.ahead_days"
CALM = timedelta(days=60)  # where no pack is in force, or none says it


def horizon(today: date, home: str) -> timedelta:
    """From today to the last day on which an arrival may be announced."""
    try:
        return timedelta(days=float(policy.in_force(today, home).read(KEY).value))
    except (policy.NotInForce, policy.NoSuchValue):
        return CALM
