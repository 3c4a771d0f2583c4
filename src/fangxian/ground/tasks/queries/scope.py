"""Which instructions an actor may see and touch under a permission."""

from __future__ import annotations

from django.db.models import Q

from fangxian.ground.tasks.models import Receipt
from fangxian.kernel.actor import Actor, Scope

OVERSEES = "tasks.check"


def visible(by: Actor, permission: str) -> Q:
    """By place, for who holds a post or oversees the place; what one issued oneself; what was
    addressed or assigned to one's units. An account without a post sees nothing of others' work."""
    scope = by.scope(permission)
    if by.account_id is not None and not by.unit_ids:
        return _of_nobody(by, scope)
    met = scope.q(place="place", owner="created_by_id")
    if not scope.assigned or scope.everything:
        return met
    addressed = Receipt.objects.filter(unit_id__in=scope.unit_ids).values("instruction_id")
    met |= Q(pk__in=addressed) | Q(assigned_unit_id__in=scope.unit_ids)
    if scope.account_id is not None:
        met |= Q(assigned_account_id=scope.account_id)
    return met


def _of_nobody(by: Actor, scope: Scope) -> Q:
    """What an account without a post may see: where it oversees by its grant, and its own."""
    met = Q(pk__in=[])
    if scope.nothing:
        return met
    for prefix in _narrower(scope.prefixes, by.scope(OVERSEES).prefixes):
        met |= Q(place__startswith=prefix) if prefix else Q(pk__isnull=False)
    return met | Q(assigned_account_id=by.account_id) | Q(created_by_id=by.account_id)


def _narrower(some: tuple[str, ...], others: tuple[str, ...]) -> set[str]:
    """The places that lie within both."""
    return {
        max(one, other, key=len)
        for one in some
        for other in others
        if one.startswith(other) or other.startswith(one)
    }
