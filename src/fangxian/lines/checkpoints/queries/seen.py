"""Who came by already, at whichever barrier of the county."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from fangxian.kernel import clock
from fangxian.lines.checkpoints.models import Crossing


@dataclass(frozen=True, slots=True)
class SeenRow:
    """Somebody's latest crossing."""

    at: datetime
    checkpoint_id: int
    checkpoint: str
    outcome: str


def seen_lately(person_ids: Iterable[int]) -> dict[int, SeenRow]:
    """Person → where they were decided upon last, today or yesterday. One query; whoever asks
    writes down whom they looked at."""
    since = datetime.combine(clock.today(), time(), clock.COUNTY_TIME) - timedelta(days=1)
    rows = (
        Crossing.objects.filter(person_id__in=list(person_ids), decided_at__gte=since)
        .order_by("person_id", "-decided_at", "-client_id")
        .distinct("person_id")
        .values_list("person_id", "decided_at", "checkpoint_id", "checkpoint__name", "outcome")
    )
    return {
        person: SeenRow(at, site, name, outcome)
        for person, at, site, name, outcome in rows
        if person is not None
    }
