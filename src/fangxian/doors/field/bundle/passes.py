"""通行证 that a guard may be shown, found by the plate alone."""

from __future__ import annotations

from typing import Any

from fangxian.doors.field.bundle.deriving import names_in
from fangxian.doors.field.bundle.salting import BundleId, plain
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.lines.checkpoints import pages as checkpoints


def passes_of(station: str, place: str, day: BundleId, *, by: Actor) -> list[dict[str, Any]]:
    """Those of the county; one that was issued for elsewhere is told apart, not left out.
    BeingMade."""
    number = checkpoints.named_by(station)
    if number is None or not by.may("checkpoints.read"):
        return []
    try:
        site = checkpoints.checkpoint(number, by=by)
    except NotFound:
        return []
    rows = checkpoints.passes_around(site.place, by=by)
    called = names_in(place, day.day, day.salt(place), [row.plate for row in rows])
    return [
        {
            "p": called[plain(row.plate)],
            "number": row.number,
            "route": row.route,
            "goods": row.goods,
            "since": row.since.isoformat(),
            "until": row.until.isoformat(),
            "here": site.place.startswith(row.place),
            "revoked": row.revoked_why or "—" if row.revoked_at else "",
        }
        for row in rows
    ]
