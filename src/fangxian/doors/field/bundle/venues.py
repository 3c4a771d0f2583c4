"""The venues whose guards may scan with this device."""

from __future__ import annotations

from typing import Any

from fangxian.kernel.actor import Actor
from fangxian.lines.venues import pages as venues

MOST_PAGES = 10


def venues_of(place: str, *, by: Actor) -> list[dict[str, Any]]:
    """Open venues inside the place, by name; at most ten pages of the list."""
    if not by.may("venues.read", place):
        return []
    found: list[venues.VenueRow] = []
    for number in range(1, MOST_PAGES + 1):
        page = venues.venues(page=number, by=by, place=place)
        found += [row for row in page.rows if row.closed_at is None]
        if number >= page.last:
            break
    return [
        {"id": row.id, "name": row.name, "place": row.place, "category": row.category}
        for row in found
    ]
