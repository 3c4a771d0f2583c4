"""The board of checkpoints: a day in numbers, each site one line, in one query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection

from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.verb import question
from fangxian.lines.checkpoints.queries.sites import CheckpointRow, row_of, within

READ = "checkpoints.read"

# A person is held while their latest crossing anywhere is a hold; somebody unnamed is held
# until they are named. Half and nine tenths of the day's decisions came within p50 and p90.
SQL = """
SELECT c.id, coalesce(d.people, 0), coalesce(d.passed, 0), coalesce(d.turned, 0),
       coalesce(d.differing, 0), d.p50, d.p90, d.latest, coalesce(h.held, 0),
       coalesce(t.waiting, 0), t.since, coalesce(d.off_shift, 0)
  FROM checkpoints_checkpoint c
  LEFT JOIN (SELECT checkpoint_id, count(*) AS people, max(decided_at) AS latest,
                    count(*) FILTER (WHERE outcome IN ('pass', 'pass_with_test')) AS passed,
                    count(*) FILTER (WHERE outcome = 'turn_back') AS turned,
                    count(*) FILTER (WHERE off_shift) AS off_shift,
                    count(*) FILTER (WHERE colour_found <> '' AND colour_seen <> ''
                                       AND colour_found <> colour_seen) AS differing,
                    percentile_cont(0.5) WITHIN GROUP (
                      ORDER BY extract(epoch FROM decided_at - arrived_at)) AS p50,
                    percentile_cont(0.9) WITHIN GROUP (
                      ORDER BY extract(epoch FROM decided_at - arrived_at)) AS p90
               FROM checkpoints_crossing
              WHERE decided_at >= %(start)s AND decided_at < %(end)s
              GROUP BY checkpoint_id) d ON d.checkpoint_id = c.id
  LEFT JOIN (SELECT x.checkpoint_id, count(*) AS held
               FROM checkpoints_crossing x
              WHERE x.outcome = 'hold' AND x.decided_at >= %(start)s AND x.decided_at < %(end)s
                AND NOT EXISTS (SELECT 1 FROM checkpoints_crossing y
                     WHERE y.person_id = x.person_id
                       AND (y.decided_at, y.client_id) > (x.decided_at, x.client_id))
              GROUP BY x.checkpoint_id) h ON h.checkpoint_id = c.id
  LEFT JOIN (SELECT checkpoint_id, count(*) AS waiting, min(queued_at) AS since
               FROM checkpoints_truckwait WHERE fetched_at IS NULL
              GROUP BY checkpoint_id) t ON t.checkpoint_id = c.id
 WHERE c.id = ANY(%(ids)s)
"""


@dataclass(frozen=True, slots=True)
class SiteDay:
    """A checkpoint's day. `held`: people still waiting; p50 and p90 in seconds from arrival to
    decision, None when nobody came; `queue_since`: the truck that waits longest; `off_shift`:
    recorded by accounts outside the shift on duty."""

    site: CheckpointRow
    people: int
    passed: int
    turned_back: int
    differing: int
    p50: float | None
    p90: float | None
    latest: datetime | None
    held: int
    trucks: int
    queue_since: datetime | None
    off_shift: int


@question(needs=READ)
def board(*, by: Actor, on: date | None = None) -> tuple[SiteDay, ...]:
    """The open checkpoints of one's area on a day (default: today). Two queries."""
    sites = [row_of(one) for one in within(by.scope(READ)).filter(closed_at=None)]
    start = datetime.combine(on or clock.today(), time(), clock.COUNTY_TIME)
    asked: dict[str, Any] = {
        "start": start,
        "end": start + timedelta(days=1),
        "ids": [one.id for one in sites],
    }
    with connection.cursor() as cursor:
        cursor.execute(SQL, asked)
        found = {row[0]: row[1:] for row in cursor.fetchall()}
    return tuple(SiteDay(site, *found[site.id]) for site in sites)
