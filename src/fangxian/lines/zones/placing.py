"""From published names to a division. Pure but for the divisions held in memory.

Published triples are shifted: Beijing puts the district into the city column and the
street into the county column; counties run by a province stand in the city column.
Only official names count here: 高新区 of a city is a work item, not a guess.
"""

from __future__ import annotations

from dataclasses import dataclass

from fangxian.ground.places import api as places
from fangxian.lines.zones import rules

Names = tuple[str, str, str]

NO_CITY = frozenset(
    {"省直辖县级行政单位", "省直辖县级行政区划", "自治区直辖县级行政区划", "自治区直辖县级行政单位"}
)
NO_COUNTY = frozenset({"", "市辖区", "县"})


@dataclass(frozen=True, slots=True)
class Placed:
    """`exact` is False when what was published is finer than `place`."""

    place: str
    exact: bool


NOWHERE = Placed("", exact=False)


def place_region(names: Names) -> Placed:
    """The division of a published triple; NOWHERE when it names none for certain."""
    province, city, county = (name.strip() for name in names)
    top = places.named("", province, "province")
    if top is None:
        return NOWHERE
    if places.kind_of_city(top) == "municipality":
        return _in_municipality(top, province, city, county)
    if not city:
        return Placed(top, exact=True) if not county else NOWHERE
    found = None if city in NO_CITY else places.named(top, city, "city")
    if found:
        return _in_city(found, city, county)
    return _county_of_province(top, city, county)


def _county_of_province(top: str, city: str, county: str) -> Placed:
    """The city column holds a county (辛集市), or nothing that is a division (杨凌示范区)."""
    below = places.named(top, city, "county")
    if below is None:
        below = places.named(top, county, "county")
        return Placed(below, exact=True) if below else NOWHERE
    if county in NO_COUNTY or county == city:
        return Placed(below, exact=True)
    return _street(below, county)


def _in_municipality(top: str, province: str, city: str, county: str) -> Placed:
    if city in ("", province) or city in NO_COUNTY:
        if county in NO_COUNTY or county == province:
            return Placed(top, exact=True)
        district = places.named(top, county, "county")
        return Placed(district, exact=True) if district else NOWHERE
    district = places.named(top, city, "county")
    if district is None:
        return NOWHERE
    if county in NO_COUNTY or county == city:
        return Placed(district, exact=True)
    return _street(district, county)


def _in_city(city_code: str, city: str, county: str) -> Placed:
    only = places.resolve(city_code)  # 东莞's city code becomes its one county's
    whole = only.code if only else city_code
    if county in NO_COUNTY or county == city:
        return Placed(whole, exact=True)
    below = places.named(city_code, county, "county")
    if below:
        return Placed(below, exact=True)
    street = places.named(city_code, county, "township")
    if street:
        return Placed(street, exact=True)
    return Placed(whole, exact=False) if whole != city_code else NOWHERE


def _street(district: str, name: str) -> Placed:
    found = places.resolve_within(district, name)
    if found is None:
        return Placed(district, exact=False)
    return Placed(found.code, found.exact)


def place_area(region: Placed, community: str) -> Placed:
    """The division of a community text inside a placed region: the township or village
    with whose name it begins. Exact when the text says no more than that."""
    if not region.place or not region.exact:
        return region
    text = community.strip()
    if rules.WHOLE.fullmatch(text):
        return region
    name = places.name_of(region.place)
    if len(name) > 2 and text.startswith(name):
        text = text[len(name) :].lstrip()
        if rules.WHOLE.fullmatch(text):
            return region
    found = places.resolver().official_head(region.place, text)
    if found is None:
        return Placed(region.place, exact=False)
    code, rest = found
    return Placed(code, exact=bool(rules.WHOLE.fullmatch(rest)))
