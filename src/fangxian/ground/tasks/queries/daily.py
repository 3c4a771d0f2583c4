"""How a fortnight went: day by day, what was issued, what was closed, what was still open at night."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q
from django.db.models.functions import TruncDate

from fangxian.ground.tasks.models import Instruction
from fangxian.ground.tasks.queries.conditions import chosen, day_begins
from fangxian.ground.tasks.queries.filters import InstructionFilter
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.verb import question


@dataclass(frozen=True, slots=True)
class DayCount:
    """Instructions issued and closed on a day, and those still open when it ended (today: now).
    Withdrawn ones count as open until they were."""

    on: date
    issued: int
    closed: int
    open: int


@question(needs="tasks.read")
def daily(last: date, days: int, *, by: Actor, place: str = "") -> tuple[DayCount, ...]:
    """The days up to `last`, oldest first. Four queries."""
    first = last - timedelta(days=days - 1)
    begins, ends = day_begins(first), day_begins(last + timedelta(days=1))
    seen = Instruction.objects.filter(chosen(InstructionFilter(place=place), by))
    open_before = seen.filter(_open_at(begins)).count()

    def by_day(moment: str) -> dict[date, int]:
        within = {f"{moment}__gte": begins, f"{moment}__lt": ends}
        rows = seen.filter(**within).annotate(on=TruncDate(moment, tzinfo=clock.COUNTY_TIME))
        return dict(rows.values_list("on").annotate(n=Count("pk")).order_by())

    issued, closed, withdrawn = by_day("issued_at"), by_day("closed_at"), by_day("withdrawn_at")
    found, still = [], open_before
    for ahead in range(days):
        on = first + timedelta(days=ahead)
        still += issued.get(on, 0) - closed.get(on, 0) - withdrawn.get(on, 0)
        found.append(DayCount(on, issued.get(on, 0), closed.get(on, 0), still))
    return tuple(found)


def _open_at(moment: object) -> Q:
    ended = Q(closed_at__lt=moment) | Q(withdrawn_at__lt=moment)
    return Q(issued_at__lt=moment) & ~ended
