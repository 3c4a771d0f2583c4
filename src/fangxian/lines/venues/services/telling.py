"""What is told upward of doubtful visits: a fact a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import Actor
from fangxian.lines.venues.events import VisitFlagged


def tell_flagged(flagged: Iterable[tuple[UUID, datetime]], by: Actor) -> None:
    days: defaultdict[date, list[str]] = defaultdict(list)
    for client_id, at in flagged:
        days[at.astimezone(clock.COUNTY_TIME).date()].append(str(client_id))
    for day, ids in sorted(days.items()):
        outbox.emit(VisitFlagged(client_ids=tuple(ids), day=day.isoformat()), actor=by.name)
