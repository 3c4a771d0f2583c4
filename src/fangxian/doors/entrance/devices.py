"""Which device knocks, and whether it may record here."""

from __future__ import annotations

from typing import NamedTuple

from fangxian.ground.access import pages as access
from fangxian.ground.devices import api as devices
from fangxian.ground.duty import api as duty
from fangxian.kernel.actor import Actor, Grant

RECORD = "venues.record"


class Entrance(NamedTuple):
    """A device that may record: its name in the ledger of visits, and the area that it was handed out for."""

    name: str
    area: str


def entrance_of(token: str) -> Entrance | None:
    """None for a token that names no device, a revoked one, one whose account waits for its owner's
    password, or may not record in the device's area. Three queries."""
    device = devices.device_of_token(token) if token else None
    if device is None or device.revoked_at is not None:
        return None
    account = access.Account.objects.filter(pk=device.account_id).first()
    actor = access.actor_for(account, "entrance", unit_ids=duty.units_of(device.account_id))
    may = actor.may(RECORD, device.place)
    return Entrance(f"device:{device.id}", device.place) if may else None


def hand(door: str) -> Actor:
    """The door's own hand, for many devices at once: each one's right to record was looked at
    when it knocked, and its area goes with what it sends."""
    return Actor(None, "入口终端", (Grant("entrance", frozenset({RECORD}), ""),), door=door)


def look(door: str) -> Actor:
    """For codes that people ask for themselves; a pass has proven who they are."""
    return Actor(None, "本人", door=door)
