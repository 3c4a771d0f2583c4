"""Published triples of names: found, or entered and placed once for all their areas."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fangxian.ground.places import api as places
from fangxian.lines.zones.models import Region
from fangxian.lines.zones.placing import BETWEEN_TOWNS, Names, Placed, place_area, place_region


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


def _names(region: Region) -> Names:
    return region.province, region.city, region.county


def _new(names: Names) -> Region:
    placed = place_region(names)
    province, city, county = names
    return Region(
        province=province, city=city, county=county, code=placed.place, exact=placed.exact
    )


def names_for(text: str) -> tuple[Names, str]:
    """A place as people write it → the triple and community under which a list would
    have it. What cannot be resolved becomes a triple of its own, a work item."""
    found = places.resolve(text)
    if found is None:
        return (text[:80], "", ""), ""
    code = found.code
    province = places.name_of(code[:2])
    if places.kind_of_city(code) == "municipality":
        city = province
    else:
        city = places.name_of(code[:4]) if len(code) >= 4 else ""
    county = places.name_of(code[:6]) if len(code) >= 6 else ""
    below = [places.name_of(code[:digits]) for digits in (9, 12) if len(code) >= digits]
    said_apart = BETWEEN_TOWNS.fullmatch(text[: -len(found.rest)][-1:]) if found.rest else None
    if said_apart:  # 城关区、北京市朝阳区: all of the one, and the other
        below = [*(below or ["全域"]), "、"]
    return (province, city, county), "".join([*below, found.rest])
