"""今日预计: who is declared for today, and who of them was checked already, wherever."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.checkpoints import pages as checkpoints

MOST, MOST_LOOKED = 100, 1_000


def expected_today(by: Actor, vehicle: str = "") -> dict[str, Any]:
    """Those of one's area, who is still to come first, each with where they came by today; with
    a vehicle those alone who declared to come in it."""
    today = clock.today()
    if not by.may("arrivals.read"):
        return {}
    wanted = arrivals.LedgerFilter(arrival_from=today, arrival_to=today, sort="arrival")
    page = arrivals.ledger(wanted, by=by, size=MOST_LOOKED if vehicle else MOST)
    found = _in_it(page.rows, vehicle) if vehicle else list(page.rows)
    lately = checkpoints.seen_lately([row.person_id for row in found])
    seen = {
        person: row
        for person, row in lately.items()
        if row.at.astimezone(clock.COUNTY_TIME).date() == today
    }
    rows = sorted(found, key=lambda row: row.person_id in seen)
    return {
        "expected": [(row, seen.get(row.person_id)) for row in rows],
        "expected_total": len(found) if vehicle else page.total,
        "expected_seen": len(seen),
    }


def _in_it(rows: Sequence[arrivals.LedgerRow], vehicle: str) -> list[arrivals.LedgerRow]:
    written = arrivals.vehicles_of([row.declaration_id for row in rows])
    return [
        row
        for row in rows
        if vehicle in checkpoints.vehicles_in(written.get(row.declaration_id, ""))
    ]


def passes_of(vehicle: str, site: checkpoints.CheckpointRow, by: Actor) -> list[tuple[Any, bool]]:
    """The passes of a vehicle, each with whether it counts at this checkpoint today."""
    return [
        (row, row.holds and site.place.startswith(row.place))
        for row in checkpoints.passes_around(site.place, by=by)
        if row.plate == vehicle
    ]
