"""The doors at which a grid worker knocks."""

from __future__ import annotations

from typing import Any

from fangxian.doors.field.bundle.naming import group_said
from fangxian.ground.devices import api as devices
from fangxian.kernel.actor import Actor


def households_of(place: str, *, by: Actor) -> list[dict[str, Any]]:
    if not by.may("devices.knock", place):
        return []
    return [
        {
            "id": row.household_id,
            "group": group_said(row.place, row.address),
            "address": row.address,
            "head": row.head,
            "members": row.members,
            "answered": row.answered,
        }
        for row in devices.doors(place, by=by)
    ]
