"""The address of the list behind a number of the board."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from fangxian.doors.command.tasks import meant
from fangxian.ground.tasks import pages as tasks
from fangxian.overview.boards import api as boards

PAGES = {"ledger": "arrivals", "expected": "arrivals", "zones": "zones"}


def address_of(door: boards.Door) -> str:
    """ "" when no page shows that list."""
    if door.list == "none":  # counts what no list shows
        return ""
    if door.list == "instructions":
        return meant.address_of(tasks.from_plain(door.conditions))
    try:
        if door.list == "holes":
            return reverse("duty_holes", args=[door.conditions["kind"]])
        page = reverse(PAGES[door.list])
    except NoReverseMatch:
        return ""
    return f"{page}?{urlencode(dict(door.conditions), doseq=True)}"
