"""Units by place and by member, posts and who holds them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from fangxian.ground.duty.models import Holding, Unit
from fangxian.kernel import clock
from fangxian.kernel.actor import Scope

PREFIX_LENGTHS = (2, 4, 6, 9, 12, 15)


@dataclass(frozen=True)
class UnitRow:
    id: int
    kind: str
    name: str
    place: str
    parent_id: int | None


def _unit_row(unit: Unit) -> UnitRow:
    return UnitRow(unit.pk, unit.kind, unit.name, unit.place, unit.parent_id)


def open_units() -> QuerySet[Unit]:
    return Unit.objects.filter(closed_on__isnull=True)


def holding_on(on: date | None = None) -> Q:
    """The condition of a holding or charge in force on a day (default: today)."""
    day = on or clock.today()
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


def units_for(place: str) -> dict[str, int]:
    """Kind → id of the unit that answers for a place; the nearest one of each kind.

    "610921102201" gives its village, its township and the county's headquarters. One
    query; for many places ask `units_by_place` once.
    """
    return {kind: unit.id for kind, unit in _over(place).items()}


def unit_for(place: str, kind: str) -> UnitRow | None:
    return _over(place).get(kind)


def _over(place: str) -> dict[str, UnitRow]:
    above = [place[:length] for length in PREFIX_LENGTHS if length <= len(place)]
    found = open_units().filter(place__in=above).exclude(kind="task_force")
    return {unit.kind: _unit_row(unit) for unit in sorted(found, key=lambda unit: len(unit.place))}


def units_by_place() -> dict[tuple[str, str], int]:
    """(kind, place) → id of every open unit but the task forces: for bulk work."""
    found = open_units().exclude(kind="task_force").values_list("kind", "place", "pk")
    return {(kind, place): pk for kind, place, pk in found}


def unit(unit_id: int) -> UnitRow | None:
    found = Unit.objects.filter(pk=unit_id).first()
    return _unit_row(found) if found else None


def units(scope: Scope, kind: str = "") -> tuple[UnitRow, ...]:
    """Open units of a scope from the top of the tree downwards."""
    found = open_units().filter(scope.q()).order_by("place", "kind", "pk")
    return tuple(_unit_row(row) for row in (found.filter(kind=kind) if kind else found))


def names_of(unit_ids: Iterable[int]) -> dict[int, str]:
    """Unit id → name, closed ones too."""
    return dict(Unit.objects.filter(pk__in=set(unit_ids)).values_list("pk", "name"))


def units_of(account_id: int | None) -> tuple[int, ...]:
    """The open units in which an account holds a post today."""
    if account_id is None:
        return ()
    held = Holding.objects.filter(
        holding_on(), account_id=account_id, post__unit__closed_on__isnull=True
    )
    return tuple(sorted(set(held.values_list("post__unit_id", flat=True))))


my_units = units_of
