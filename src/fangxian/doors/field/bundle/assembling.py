"""One bundle: everything that a device's duty needs, and nothing beyond it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import msgspec

from fangxian.doors.field.bearers import Bearer
from fangxian.doors.field.bundle import deriving, keys, people, policy, shapes, work
from fangxian.doors.field.bundle.admitting import recognises, withheld
from fangxian.doors.field.bundle.households import households_of
from fangxian.doors.field.bundle.naming import place_said
from fangxian.doors.field.bundle.passes import passes_of
from fangxian.doors.field.bundle.salting import BundleId, bundle_id
from fangxian.doors.field.bundle.venues import venues_of
from fangxian.ground.devices import api as devices
from fangxian.kernel import clock
from fangxian.lines.checkpoints import pages as checkpoints

VERSION = 2


@dataclass(frozen=True, slots=True)
class Bundle:
    """`content` without the moment at which it was made: the same duty is the same bundle."""

    id: BundleId
    content: dict[str, Any]
    lasts: timedelta

    @property
    def etag(self) -> str:
        return f'"{self.id}"'

    def at(self) -> shapes.Bundle:
        """The bundle as it is handed out now. ValidationError: nothing that its shape does not name
        leaves the server."""
        now = clock.now()
        moments = {
            "made_at": now.isoformat(),
            "expires_at": (now + self.lasts).isoformat(),
            "server_time": now.isoformat(),
        }
        made = {"v": VERSION, "id": str(self.id), **moments, **self.content}
        return msgspec.convert(made, shapes.Bundle)


def assemble(bearer: Bearer) -> Bundle:
    """The bundle of a device, as its duty is now. NotInForce when no pack is."""
    device, edition = bearer.device, checkpoints.barrier_edition(bearer.device.place)
    day = bundle_id(device.id, clock.today())
    content = _content(bearer, day, policy.policy_of(edition, device.place))
    steady = {**content, "key_list": keys.names_of_keys()}
    digest = hashlib.sha256(msgspec.json.encode(steady)).hexdigest()[:10]
    lasts = edition.must(devices.BUNDLE_HOURS)
    return Bundle(BundleId(day.device_id, day.day, digest), content, lasts)


def _content(bearer: Bearer, day: BundleId, rules: dict[str, Any]) -> dict[str, Any]:
    device, by = bearer.device, bearer.actor
    tiles = frozenset(device.tiles)
    refused = withheld(device.station, by=by)
    knows = recognises(tiles, device.station) and refused is None
    some = people.carried(device.place, clock.today(), by=by) if knows else people.NO_LIST
    rows = people.people_of(some, device.place, day) if some.ids else []
    return {
        "device": {
            "id": device.id,
            "name": device.name,
            "tiles": list(device.tiles),
            "place": device.place,
            "place_name": place_said(device.place),
            "actor": by.name,
        },
        "key_list": keys.key_list(),
        "policy": rules,
        "salt": day.salt(device.place).hex(),
        "derivation": deriving.TERMS,
        "left_out": people.left_out(some),
        "undecided": people.undecided(rows),
        "call": work.calls_of(device.station, device.place) if knows or "tasks" in tiles else [],
        "turned": work.turned_of(device.station, device.id),
        "withheld": refused,
        "people": rows,
        "passes": passes_of(device.station, device.place, day, by=by)
        if "checkpoint" in tiles
        else [],
        "towns": work.towns_of(device.place[:6]) if "checkpoint" in tiles else [],
        "tasks": work.tasks_of(by) if "tasks" in tiles else [],
        "checkpoint": work.site_of(device.station, by=by),
        "shift": work.shift_of(device.station, by=by),
        "venues": venues_of(device.place, by=by) if "venue" in tiles else [],
        "households": households_of(device.place, by=by) if "sweep" in tiles else [],
    }
