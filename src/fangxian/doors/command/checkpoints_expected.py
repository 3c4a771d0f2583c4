"""今日预计: who is declared for today, and who of them was checked already, wherever."""

from __future__ import annotations

from typing import Any

from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.lines.arrivals import api as arrivals
from fangxian.lines.checkpoints import api as checkpoints

MOST = 100


def expected_today(by: Actor) -> dict[str, Any]:
    """Those of one's area, who is still to come first, each with where they came by today."""
    today = clock.today()
    if not by.may("arrivals.read"):
        return {}
    wanted = arrivals.LedgerFilter(arrival_from=today, arrival_to=today, sort="arrival")
    page = arrivals.ledger(wanted, by=by, size=MOST)
    lately = checkpoints.seen_lately([row.person_id for row in page.rows])
    seen = {
        person: row for person, row in lately.items()
        if row.at.astimezone(clock.COUNTY_TIME).date() == today
    }  # fmt: skip
    rows = sorted(page.rows, key=lambda row: row.person_id in seen)
    return {
        "expected": [(row, seen.get(row.person_id)) for row in rows],
        "expected_total": page.total,
        "expected_seen": len(seen),
    }
