"""Choosing a place of the home county: only those over which one's own power reaches."""

from __future__ import annotations

from dataclasses import dataclass

from fangxian.ground.places import pages as places
from fangxian.kernel.actor import Scope


@dataclass(frozen=True)
class PlaceChoice:
    """A village is named with its township: a closed list shows the choice without its group, and
    villages of several townships share a name."""

    code: str
    name: str


@dataclass(frozen=True)
class PlaceGroup:
    """A township (first of its choices) with its villages; the county stands alone."""

    name: str
    choices: tuple[PlaceChoice, ...]


def places_within(scope: Scope, *, villages: bool = True) -> tuple[PlaceGroup, ...]:
    """The county, its townships and villages, as far as the scope covers them."""
    home = places.home()
    groups = [PlaceGroup("", (PlaceChoice(home, places.name_of(home) or home),))]
    for town in places.children_of(home):
        below = places.children_of(town.code) if villages else ()
        inside = [PlaceChoice(one.code, f"{town.name}·{one.name}") for one in below]
        groups.append(PlaceGroup(town.name, (PlaceChoice(town.code, town.name), *inside)))
    kept = (
        PlaceGroup(group.name, tuple(one for one in group.choices if scope.covers(one.code)))
        for group in groups
    )
    return tuple(group for group in kept if group.choices)
