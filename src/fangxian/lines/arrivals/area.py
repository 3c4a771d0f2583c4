"""Where an official may file, and where people stand: nobody is fetched by their number."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.kernel.actor import Actor
from fangxian.lines.arrivals.models import Declaration


@dataclass(frozen=True)
class Area:
    """The prefixes of an official who does not have the whole county. A place that is named no finer
    than the area itself (a county, the own town of a village) is nobody else's."""

    prefixes: tuple[str, ...]

    def has(self, place: str) -> bool:
        return any(place.startswith(one) or one.startswith(place) for one in self.prefixes)


def area_of(by: Actor, permission: str) -> Area | None:
    """None: the whole county and more."""
    return area_within(by.scope(permission).prefixes)


def area_within(prefixes: Sequence[str] | None) -> Area | None:
    """None too where nothing was written down: work that was begun before it was."""
    whole = prefixes is None or any(places.home().startswith(one) for one in prefixes)
    return None if prefixes is None or whole else Area(tuple(prefixes))


def record_place(person_ids: Collection[int]) -> dict[int, str]:
    """Where the declaration has these people, else the register."""
    declared = Declaration.objects.filter(person_id__in=person_ids)
    return people.places_of(person_ids) | dict(declared.values_list("person_id", "place"))
