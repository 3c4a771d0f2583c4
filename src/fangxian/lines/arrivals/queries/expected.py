"""Who is expected in the next days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.verb import question
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.arrivals.queries.found import READ


@dataclass(frozen=True)
class ExpectedRow:
    """How many arrive in a village (or as finely as was said) on a day."""

    day: date
    place: str
    people: int
    under_measures: int


@question(needs=READ)
def expected(days: int = 3, *, by: Actor) -> tuple[ExpectedRow, ...]:
    """Arrivals from today on, by day and village."""
    first = clock.today()
    within = by.scope(READ).q(place="place", owner="created_by_id")
    coming = Declaration.objects.filter(
        within, arrival__gte=first, arrival__lt=first + timedelta(days=days)
    )
    counted = coming.values_list("arrival", "place").annotate(
        people=Count("id", distinct=True),
        held=Count("id", filter=Q(phases__isnull=False), distinct=True),
    )
    return tuple(ExpectedRow(*row) for row in counted.order_by("arrival", "place"))
