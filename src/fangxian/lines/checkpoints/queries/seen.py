"""Who came by already, at whichever barrier of the county."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Case, When

from fangxian.ground.people import api as people
from fangxian.kernel import clock
from fangxian.lines.checkpoints.models import Crossing
from fangxian.lines.checkpoints.queries.crossings import stands


@dataclass(frozen=True, slots=True)
class SeenRow:
    """Somebody's latest crossing. Not `proven`: somebody said that it was they."""

    at: datetime
    checkpoint_id: int
    checkpoint: str
    outcome: str
    proven: bool


def seen_lately(person_ids: Iterable[int]) -> dict[int, SeenRow]:
    """Person → where they were decided upon last, today or yesterday, under whichever of their
    records. What was proven goes before what somebody only said. Three queries; whoever asks writes
    down whom they looked at."""
    since = datetime.combine(clock.today(), time(), clock.COUNTY_TIME) - timedelta(days=1)
    records = people.records_of(person_ids)
    every = {one for some in records.values() for one in some}
    rows = (
        Crossing.objects.filter(person_id__in=every, decided_at__gte=since)
        .annotate(stands=Case(When(stands(), then=1), default=0))
        .order_by("person_id", "-stands", "-decided_at", "-client_id")
        .distinct("person_id")
        .values_list(
            "person_id", "decided_at", "checkpoint_id", "checkpoint__name", "outcome", "stands"
        )
    )
    last = {
        person: SeenRow(at, site, name, outcome, bool(proven))
        for person, at, site, name, outcome, proven in rows
        if person is not None
    }
    seen = {person: [last[one] for one in some if one in last] for person, some in records.items()}
    return {
        person: max(some, key=lambda row: (row.proven, row.at))
        for person, some in seen.items()
        if some
    }
