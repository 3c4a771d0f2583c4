"""Who is expected in the next days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, QuerySet

from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.verb import question
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.arrivals.queries.found import READ
from fangxian.lines.arrivals.subject_keys import KIND
from fangxian.lines.screening import api as screening


@dataclass(frozen=True)
class ExpectedRow:
    """How many arrive in a village (or as finely as was said) on a day."""

    day: date
    place: str
    people: int
    under_measures: int


@question(needs=READ)
def expected(days: int = 3, *, by: Actor) -> tuple[ExpectedRow, ...]:
    """Arrivals from today on, by day and village. Two queries."""
    first = clock.today()
    within = by.scope(READ).q(place="place", owner="created_by_id")
    coming = Declaration.objects.filter(
        within, arrival__gte=first, arrival__lt=first + timedelta(days=days)
    )
    under = _by_day_and_place(
        coming.filter(Exists(screening.phases_of(KIND).filter(number=OuterRef("pk"))))
    )
    return tuple(
        ExpectedRow(day, place, people, under.get((day, place), 0))
        for (day, place), people in sorted(_by_day_and_place(coming).items())
    )


def _by_day_and_place(coming: QuerySet[Declaration]) -> dict[tuple[date, str], int]:
    counted = coming.values_list("arrival", "place").annotate(people=Count("pk", distinct=True))
    return {(day, place): people for day, place, people in counted.order_by()}
