"""Who acts in these tests, and what they hand in."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM, Actor, Grant
from fangxian.lines.venues import pages as venues
from fangxian.lines.venues import reactions as venues_reactions
from fangxian.lines.venues import rules as venues_rules

RESIDENT = Actor(None, "群众", door="public")
ASKED = venues.NewApplication(
    "月河农贸市场", "农集贸市场", "610921102201", "月河路 8 号", "陈大力", "13891501234", 400, 2
)


def officer(*permissions: str, place: str = "610921") -> Actor:
    held = frozenset(f"venues.{one}" for one in permissions)
    return Actor(7, "审核员", (Grant("venues", held, place),), door="html")


def opened(name: str, category: str, place: str) -> int:
    """A venue that was applied for and approved."""
    token = venues.apply(replace(ASKED, name=name, category=category, place=place), by=RESIDENT)
    row, _ = venues.own_application(token, by=RESIDENT)
    return venues.approve([row.id], by=SYSTEM)[row.id]


def visit(venue: int, minutes: float = 0, person: int | None = 1, n: int = 0, **more):
    at = clock.now() + timedelta(minutes=minutes)
    key = venues_rules.id_at(at, repr((venue, minutes, person, n)).encode())
    return venues.NewVisit(key, venue, person, at, **more)


def at_random(n: int) -> UUID:
    """An id of version 4: it says nothing of its time."""
    return UUID(int=(n << 80) | (4 << 76) | (0b10 << 62) | n, version=4)


def stored() -> dict[str, tuple[datetime, int, int | None, int]]:
    """Everything there is of visits when the worker has made its round: id → time, venue,
    person, flags."""
    from fangxian.lines.venues.models import Visit

    venues_reactions.compare_when_due()
    rows = Visit.objects.values_list("client_id", "at", "venue_id", "person_id", "flags")
    return {str(key): tuple(rest) for key, *rest in rows}
