"""Published triples of names: found, or entered and placed once for all their areas."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fangxian.ground.places import api as places
from fangxian.lines.zones.models import Region
from fangxian.lines.zones.place_matching import Names, Placed, place_area, place_region


@dataclass(frozen=True, slots=True)
class KnownRegion:
    id: int
    placed: Placed

    def place(self, community: str) -> tuple[Placed, str]:
        """Where one of its areas lies, and the kind of the city there."""
        placed = place_area(self.placed, community)
        return placed, places.kind_of_city(placed.place)


def known_regions(wanted: Iterable[Names]) -> dict[Names, KnownRegion]:
    """The regions of these names, new ones placed by the rules. What a person has said of
    a name holds for every later list."""
    names = set(wanted)
    known = {_names(region): region for region in Region.objects.all()}
    new = [_new(triple) for triple in sorted(names - known.keys())]
    for region in Region.objects.bulk_create(new):
        known[_names(region)] = region
    return {
        triple: KnownRegion(region.pk, Placed(region.code, region.exact))
        for triple, region in known.items()
        if triple in names
    }


def unplaced(wanted: Iterable[tuple[Names, str]]) -> list[str]:
    """Of names and communities those that lie nowhere that is known, in words; nothing is entered."""
    pairs = list(dict.fromkeys(wanted))
    known = {_names(one): Placed(one.code, one.exact) for one in Region.objects.all()}
    placed = {names: known.get(names) or place_region(names) for names, _ in pairs}
    return [
        "".join(dict.fromkeys((*names, community)))
        for names, community in pairs
        if not place_area(placed[names], community).place
    ]


def _names(region: Region) -> Names:
    return region.province, region.city, region.county


def _new(names: Names) -> Region:
    placed = place_region(names)
    province, city, county = names
    return Region(
        province=province, city=city, county=county, code=placed.place, exact=placed.exact
    )
