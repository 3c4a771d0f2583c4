"""Premises without a code, by grid, and what was copied to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, QuerySet
from django.db.models.functions import Substr

from fangxian.kernel import pages
from fangxian.kernel.actor import Actor
from fangxian.kernel.pages import Page
from fangxian.kernel.verb import question
from fangxian.lines.venues.models import Copy, Premises

READ = "venues.read"
VILLAGE_DIGITS = 12


@dataclass(frozen=True, slots=True)
class PremisesRow:
    id: int
    name: str
    category: str
    place: str
    address: str
    found_at: datetime
    copied_to: str
    copied_at: datetime | None


@dataclass(frozen=True, slots=True)
class GridCount:
    """How many lie in a grid (or village, or township: as finely as they were placed)."""

    place: str
    count: int


@dataclass(frozen=True, slots=True)
class CopyRow:
    id: int
    department: str
    note: str
    sent_at: datetime
    count: int
    settled: int


@question(needs=READ)
def premises_without_code(
    place: str = "", page: int = 1, *, by: Actor, copied: bool | None = None
) -> Page[PremisesRow]:
    """Premises that still have none, by place; `copied` only those (not) yet copied."""
    found = _open(by).filter(place__startswith=place)
    if copied is not None:
        found = found.filter(copies__isnull=not copied)
    found = found.annotate(copied_at=Max("copies__sent_at"), copied_to=Max("copies__department"))
    rows, total = pages.cut(found.order_by("place", "name", "pk"), page)
    return Page(tuple(_row(one) for one in rows), total, page)


@question(needs=READ)
def uncovered_by_grid(place: str = "", *, by: Actor) -> tuple[GridCount, ...]:
    """Counts by grid, by village inside the county."""
    digits = 15 if len(place) >= VILLAGE_DIGITS else 12
    found = _open(by).filter(place__startswith=place).annotate(near=Substr("place", 1, digits))
    counted = found.values_list("near").annotate(n=Count("pk")).order_by("-n", "near")
    return tuple(GridCount(near, n) for near, n in counted)


@question(needs=READ)
def copies(page: int = 1, *, by: Actor) -> Page[CopyRow]:
    """What was sent to departments, the newest first, and how much of it is settled since."""
    found = Copy.objects.filter(by.scope(READ).q(place="place"))
    rows, total = pages.cut(found.order_by("-sent_at"), page)
    counted = {
        pk: (count, settled)
        for pk, count, settled in Copy.objects.filter(pk__in=[row.pk for row in rows])
        .annotate(n=Count("premises"), done=Count("premises__settled_at"))
        .values_list("pk", "n", "done")
    }
    shown = (CopyRow(r.pk, r.department, r.note, r.sent_at, *counted[r.pk]) for r in rows)
    return Page(tuple(shown), total, page)


def _open(by: Actor) -> QuerySet[Premises]:
    return Premises.objects.filter(by.scope(READ).q(place="place"), settled_at=None)


def _row(one: Premises) -> PremisesRow:
    values = vars(one)
    return PremisesRow(
        one.pk,
        one.name,
        one.category,
        one.place,
        one.address,
        one.found_at,
        values.get("copied_to") or "",
        values.get("copied_at"),
    )
