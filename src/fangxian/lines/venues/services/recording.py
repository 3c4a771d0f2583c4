"""Visits come in: from the page at the door, from guards' devices, in any order, repeated.

Whatever can be doubted about a visit is a flag on it; it is stored all the same, once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor, Scope
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.venues import in_force, store
from fangxian.lines.venues.rows import NewVisit
from fangxian.lines.venues.services import drawing
from fangxian.lines.venues.services.telling import tell_flagged

RECORD = "venues.record"


@dataclass(frozen=True, slots=True)
class VisitSettled:
    """new: stored now; again: were there already; flagged: client id → mask, of the new ones
    that are doubtful by themselves. What two visits say of each other follows in seconds
    (`compare_visits`)."""

    new: int
    again: int
    flagged: dict[UUID, int]


@verb(needs=RECORD, words=Text("登记到访", "recorded visits"))
def record_visits(rows: Sequence[NewVisit], *, by: Actor) -> VisitSettled:
    """Store each visit once. None is refused: an unknown venue, a guard outside their area
    or a clock gone wrong are flags."""
    return settle(rows, by=by, scope=by.scope(RECORD))


def settle(visits: Sequence[NewVisit], *, by: Actor, scope: Scope | None) -> VisitSettled:
    """The common part of all ways in; runs inside a verb. `scope` None: no guard stands there."""
    now = clock.now()
    policy = in_force.rules_on(now.date())
    once = list({visit.client_id: visit for visit in reversed(visits)}.values())  # the first holds
    drawn = drawing.draw(once, now, policy, scope)
    new = store.insert(drawn, now) if drawn else []
    store.mark(new)
    tell_flagged([(row.client_id, row.at) for row in new if row.flags], by)
    flagged = {row.client_id: row.flags for row in new if row.flags}
    again = len(visits) - len(new)
    audit.note(subject="venues.visit", new=len(new), again=again, flagged=len(flagged))
    return VisitSettled(len(new), again, flagged)
