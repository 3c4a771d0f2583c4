"""Whether a device may know who comes: to ask about people one has to be on duty."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from fangxian.ground.places import pages as places
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotAllowed
from fangxian.lines.checkpoints import pages as checkpoints


def posted(station: str) -> bool:
    """Whether the device stands at a checkpoint: one that stands nowhere meets nobody."""
    return checkpoints.named_by(station) is not None


def recognises(tiles: Collection[str], station: str) -> bool:
    """Whether the device's duty is to know people."""
    return "venue" in tiles or posted(station)


def withheld(station: str, *, by: Actor) -> dict[str, Any] | None:
    """The refusal as it is told, when the device's account is outside the place or the shifts
    of the checkpoint at which it stands; None when the list of people is handed out."""
    try:
        admit(station, by=by, early=checkpoints.list_early(places.home()))
    except (NotAllowed, checkpoints.OutsideShift) as why:
        return why.as_dict()
    return None


def admit(station: str, *, by: Actor, early: timedelta = timedelta()) -> None:
    """NotAllowed, OutsideShift: whoever carries the device is not on duty where it stands."""
    number = checkpoints.named_by(station)
    if number is not None:
        checkpoints.admit(number, by=by, **({"early": early} if early else {}))
