"""Whom a phone's list has, as the county says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from fangxian.ground.devices import terms
from fangxian.ground.policy import api as policy


@dataclass(frozen=True, slots=True)
class Listed:
    """Of a list's day: who arrived up to `before` earlier or arrives up to `after` later, at most
    `most` people."""

    before: timedelta
    after: timedelta
    most: int


def listed(day: date, place: str) -> Listed:
    """What held on the day of the list."""
    return Listed(
        policy.setting(terms.LIST_BEFORE, day, place),
        policy.setting(terms.LIST_AFTER, day, place),
        policy.setting(terms.LIST_PEOPLE, day, place),
    )
