"""Who is on duty at a checkpoint, and whom a planner can name."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from fangxian.ground.access import pages as access
from fangxian.ground.devices import api as devices
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.lines.checkpoints import pages as checkpoints

MANAGE, RECORD = "checkpoints.manage", "checkpoints.record"
MOST = 200


def team(site: checkpoints.CheckpointRow, by: Actor) -> dict[str, Any]:
    """The shifts to come with the names of their accounts; for who plans them also whom they
    can choose: accounts that check people, first those whose phones stand there."""
    shifts = checkpoints.shifts(site.id, clock.now() - timedelta(hours=1), by=by)
    names = access.names_of({one for row in shifts for one in row.accounts})
    if not by.may(MANAGE, site.place):
        return {"shifts": shifts, "names": names}
    posted = _posted(site.subject, by)
    guards = [one for one in _guards(by) if site.place.startswith(one.place) or one.id in posted]
    guards.sort(key=lambda one: one.id not in posted)
    return {"shifts": shifts, "names": names, "choices": guards, "posted": posted}


def _posted(station: str, by: Actor) -> frozenset[int]:
    """The accounts that carry a device posted there."""
    if not by.may("devices.read"):
        return frozenset()
    return frozenset(row.account_id for row in devices.devices(by=by, station=station).rows)


def _guards(by: Actor) -> list[access.AccountChoice]:
    """Accounts of the planner's area with a role that records, and no more than that: whoever
    plans shifts stands in all of them."""
    able = {
        (row.name.zh, row.name.en)
        for row in access.roles()
        if RECORD in row.permissions and MANAGE not in row.permissions
    }
    found = access.accounts_in(by.scope(MANAGE), limit=MOST)
    return [one for one in found if able & {(said.zh, said.en) for said in one.roles}]
