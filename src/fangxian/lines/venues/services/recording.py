"""Visits come in: from the page at the door, from guards' devices, in any order, repeated.

Whatever can be doubted about a visit is a flag on it; it is stored all the same, once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fangxian.kernel import audit, clock, outbox
from fangxian.kernel.actor import Actor, Scope
from fangxian.kernel.verb import verb
from fangxian.lines.venues import store, terms
from fangxian.lines.venues.events import VisitFlagged, VisitsRecorded
from fangxian.lines.venues.services import drawing, pairing
from fangxian.lines.venues.services.drawing import NewVisit
from fangxian.lines.venues.store import Row

RECORD = "venues.record"


@dataclass(frozen=True, slots=True)
class Settled:
    """new: stored now; again: were there already; flagged: client id → mask, of the new ones
    and of older ones that a new one made doubtful."""

    new: int
    again: int
    flagged: dict[UUID, int]


@verb(needs=RECORD)
def record_visits(rows: Sequence[NewVisit], *, by: Actor) -> Settled:
    """Store each visit once. None is refused: an unknown venue, a guard outside their area
    or a clock gone wrong are flags."""
    return settle(rows, by=by, scope=by.scope(RECORD))


def settle(visits: Sequence[NewVisit], *, by: Actor, scope: Scope | None) -> Settled:
    """The common part of all ways in; runs inside a verb. `scope` None: no guard stands there."""
    now = clock.now()
    policy = terms.rules_on(now.date())
    once = list({visit.client_id: visit for visit in reversed(visits)}.values())  # the first holds
    drawn = drawing.draw(once, now, policy, scope)
    new = store.insert(drawn, now) if drawn else []
    flagged = pairing.raise_pairs(new, policy)
    flagged |= {
        row.client_id: row.flags | flagged.get(row.client_id, 0) for row in new if row.flags
    }
    _tell(new, flagged, by)
    again = len(visits) - len(new)
    audit.note(subject="venues.visit", new=len(new), again=again, flagged=len(flagged))
    return Settled(len(new), again, flagged)


def _tell(new: Sequence[Row], flagged: dict[UUID, int], by: Actor) -> None:
    """A fact a day, and one for its doubtful visits."""
    days: defaultdict[date, list[Row]] = defaultdict(list)
    for row in new:
        days[row.at.astimezone(clock.COUNTY_TIME).date()].append(row)
    for day, rows in sorted(days.items()):
        outbox.emit(VisitsRecorded(count=len(rows), day=day.isoformat()), actor=by.name)
        doubtful = tuple(str(row.client_id) for row in rows if row.client_id in flagged)
        if doubtful:
            outbox.emit(VisitFlagged(client_ids=doubtful, day=day.isoformat()), actor=by.name)
