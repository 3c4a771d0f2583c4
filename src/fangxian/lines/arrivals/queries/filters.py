"""Named lists of the ledger with how many are on them and how many are done with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.verb import question
from fangxian.lines.arrivals.models import SavedFilter
from fangxian.lines.arrivals.queries.found import READ, LedgerFilter, found
from fangxian.lines.arrivals.services.filters import from_plain
from fangxian.lines.arrivals.subject_keys import KIND
from fangxian.lines.screening import api as screening


@dataclass(frozen=True)
class NamedList:
    """A list within the actor's area (人). `done`: screened without a doubt, and no measure
    runs or is to come; of `people` that is the coverage."""

    id: int
    name: str
    wanted: LedgerFilter
    mine: bool
    unit_id: int | None
    created_by_id: int | None
    created_at: datetime
    people: int
    done: int


@question(needs=READ)
def named_lists(*, by: Actor, limit: int = 40) -> tuple[NamedList, ...]:
    """One's own lists and those handed to one's units, the newest first; a query a list."""
    return tuple(_counted(row, by) for row in _visible(by)[:limit])


@question(needs=READ)
def list_names(*, by: Actor, limit: int = 12) -> tuple[tuple[str, LedgerFilter], ...]:
    """Only the names and what they stand for: for the row of chips above the ledger."""
    return tuple((row.name, from_plain(row.conditions)) for row in _visible(by)[:limit])


def _visible(by: Actor) -> QuerySet[SavedFilter]:
    mine = Q(created_by_id=by.account_id) | Q(unit_id__in=by.unit_ids)
    return SavedFilter.objects.filter(mine).order_by("-id")


def _counted(row: SavedFilter, by: Actor) -> NamedList:
    wanted = from_plain(row.conditions)
    today = clock.today()
    ahead = (
        screening.phases_of(KIND)
        .filter(number=OuterRef("pk"))
        .filter(Q(end__isnull=True) | Q(end__gte=today))
    )
    over = Q(uncertain=False, held=False) & ~Q(class_code="")
    counted = (
        found(wanted, by)
        .annotate(held=Exists(ahead))
        .aggregate(people=Count("pk"), done=Count("pk", filter=over))
    )
    return NamedList(
        row.pk,
        row.name,
        wanted,
        row.created_by_id == by.account_id,
        row.unit_id,
        row.created_by_id,
        row.created_at,
        counted["people"],
        counted["done"],
    )
