"""How many people one person alone may free of a restriction: beyond it, it takes two."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.db.models import Q

from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.kernel import clock
from fangxian.lines.codes import terms
from fangxian.lines.codes.models import ManualStanding, Standing
from fangxian.lines.codes.scheme import scheme_on

LATELY = timedelta(days=1)


def more_than_alone(count: int) -> bool:
    """Whether freeing so many, within a day, takes a second person."""
    return count > int(policy.setting(terms.FREE_ALONE, clock.today(), places.home()))


def restricted_by(person_ids: Collection[int], origin: str) -> set[int]:
    """Who of these a standing of this origin restricts now."""
    try:
        shades = [one.code for one in scheme_on(clock.today()).restricting]
    except policy.NotInForce:  # nothing restricts anybody
        return set()
    holds = Q(until__isnull=True) | Q(until__gt=clock.now())
    found = Standing.objects.filter(
        holds, person_id__in=person_ids, origin=origin, colour__in=shades, ended_at__isnull=True
    )
    return set(found.values_list("person_id", flat=True))


def freed_by_hand_lately() -> int:
    """How many restrictions by hand were taken back within the last day."""
    return ManualStanding.objects.filter(
        state="withdrawn", decided_at__isnull=False, withdrawn_at__gt=clock.now() - LATELY
    ).count()
