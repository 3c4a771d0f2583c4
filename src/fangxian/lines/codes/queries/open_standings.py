"""From where the standings that hold on people come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q

from fangxian.kernel import clock
from fangxian.lines.codes.models import Standing


def open_keys(person_id: int, origin: str) -> frozenset[str]:
    """What the open standings of an origin on a person follow from, whatever the colours mean."""
    rows = Standing.objects.filter(person_id=person_id, origin=origin, ended_at=None)
    return frozenset(rows.values_list("key", flat=True))


def keys_run_out(origin: str) -> frozenset[str]:
    """What the standings of an origin follow from that have run out and that nobody ended."""
    rows = Standing.objects.filter(origin=origin, ended_at=None, until__lte=clock.now())
    return frozenset(rows.values_list("key", flat=True))


def origins_holding(person_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """Person → the origins of what holds now; absent where nothing does."""
    now = clock.now()
    holds = Q(ended_at=None, since__lte=now) & (Q(until=None) | Q(until__gt=now))
    found: dict[int, set[str]] = defaultdict(set)
    rows = Standing.objects.filter(holds, person_id__in=person_ids)
    for person, origin in rows.values_list("person_id", "origin"):
        found[person].add(origin)
    return {person: frozenset(origins) for person, origins in found.items()}
