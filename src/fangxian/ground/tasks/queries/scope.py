"""Which instructions an actor may touch under a permission."""

from __future__ import annotations

from django.db.models import Q

from fangxian.ground.tasks.models import Receipt
from fangxian.kernel.actor import Actor


def visible(by: Actor, permission: str) -> Q:
    """By place; what one issued oneself; what was addressed or assigned to one's units."""
    scope = by.scope(permission)
    met = scope.q(place="place", owner="created_by_id")
    if not scope.assigned or scope.everything:
        return met
    addressed = Receipt.objects.filter(unit_id__in=scope.unit_ids).values("instruction_id")
    met |= Q(pk__in=addressed) | Q(assigned_unit_id__in=scope.unit_ids)
    if scope.account_id is not None:
        met |= Q(assigned_account_id=scope.account_id)
    return met
