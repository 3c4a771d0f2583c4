"""How far a sweep (敲门排查) has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from fangxian.ground.devices.models import Knock
from fangxian.kernel.actor import Actor
from fangxian.kernel.verb import question


@dataclass(frozen=True, slots=True)
class Swept:
    """Doors since a moment: at how many somebody was met. `households`: different known ones."""

    place: str
    knocks: int
    home: int
    nobody: int
    refused: int
    households: int


@question(needs="devices.read", at=lambda place: place)
def swept(place: str, since: datetime, *, by: Actor) -> Swept:
    """What was knocked at inside a place since a moment. One query."""
    found = Knock.objects.filter(place__startswith=place, at__gte=since)
    counted = found.aggregate(
        knocks=Count("pk"),
        home=Count("pk", Q(answered="home")),
        nobody=Count("pk", Q(answered="nobody")),
        refused=Count("pk", Q(answered="refused")),
        households=Count("household_id", distinct=True),
    )
    return Swept(place, **counted)
