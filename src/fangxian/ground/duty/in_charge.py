"""Whom somebody answers for by name today: the other way round of `responsible_for`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from fangxian.ground.duty.models import Charge
from fangxian.ground.duty.queries import holding_on
from fangxian.ground.people import api as people
from fangxian.kernel import clock


def charged_persons(
    account_id: int | None, unit_ids: Iterable[int], on: date | None = None
) -> frozenset[int]:
    """Ids of the persons, and of all in the households, that an account's posts or these units are
    charged with (五包一). A grid is a place and gives nobody by name. Two queries."""
    day = on or clock.today()
    mine = Q(unit_id__in=set(unit_ids))
    if account_id is not None:
        held = Q(holding__until__isnull=True) | Q(holding__until__gte=day)
        mine |= held & Q(holding__account_id=account_id, holding__since__lte=day)
    edges = list(
        Charge.objects.filter(holding_on(day), mine).values_list("person_id", "household_id")
    )
    homes = {home for _, home in edges if home}
    return frozenset(one for one, _ in edges if one) | people.living_in(homes)
