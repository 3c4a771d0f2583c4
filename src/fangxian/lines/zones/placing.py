"""From published names to divisions. Pure but for the divisions held in memory.

Published triples are shifted: Beijing puts the district into the city column and the
street into the county column; counties run by a province stand in the city column.
Only official names count here. What is no division (高新区 of a city) lies at the nearest
one that the triple names, inexactly, and stays on the work list for somebody to say finer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from fangxian.ground.places import api as places
from fangxian.lines.zones import rules

Names = tuple[str, str, str]

NO_CITY = frozenset(
    {"省直辖县级行政单位", "省直辖县级行政区划", "自治区直辖县级行政区划", "自治区直辖县级行政单位"}
)
RULES = 2  # goes up when names that are stored already would be placed otherwise
NO_COUNTY = frozenset({"", "市辖区", "县"})
# Published beside the provinces, and no division: the corps' towns lie all over the region.
LIES_IN = {"新疆生产建设兵团": "新疆维吾尔自治区"}
BETWEEN_TOWNS = re.compile(r"[、,，;；/]|以?及|和(?=[^平睦谐])")
BRACKETS = re.compile(r"[（(][^（）()]*[)）]")
DIVISION_ENDS = ("市", "区", "县", "旗", "州", "盟")
ANOTHER = re.compile(r".*(?:镇|乡|街道|办事处|苏木|开发区|高新区|经开区|新区|新城|农场|管委会)")


@dataclass(frozen=True, slots=True)
class Placed:
    """`exact` is False when what was published is finer than `place`. `also`: what else one
    text names (A镇、B镇), each a place of its own."""

    place: str
    exact: bool
    also: tuple[Placed, ...] = ()

    @property
    def all(self) -> tuple[Placed, ...]:
        return (self, *self.also)


NOWHERE = Placed("", exact=False)


def place_region(names: Names) -> Placed:
    """The division of a published triple; the nearest that it names, inexactly, when it means
    one that is none; NOWHERE when it names none at all."""
    province, city, county = (name.strip() for name in names)
    top = places.named("", LIES_IN.get(province, province), "province")
    if top is None:
        return _as_written("".join((province, city, county)))
    if province in LIES_IN:
        return Placed(top, exact=False)
    if places.kind_of_city(top) == "municipality":
        return _in_municipality(top, province, city, county)
    if not city:
        return Placed(top, exact=True) if not county else _county_of_province(top, city, county)
    found = None if city in NO_CITY else places.named(top, city, "city")
    if found:
        return _in_city(found, city, county)
    return _county_of_province(top, city, county)


def _as_written(text: str) -> Placed:
    """Names that no list would print so (河南郑州高新区), as far as they go."""
    found = places.resolve(text) if text else None
    return Placed(found.code, found.exact) if found else NOWHERE


def _county_of_province(top: str, city: str, county: str) -> Placed:
    """The city column holds a county (辛集市), or nothing that is a division (杨凌示范区)."""
    below = places.named(top, city, "county")
    if below is None:
        below = places.named(top, county, "county")
        return Placed(below, exact=True) if below else Placed(top, exact=False)
    if county in NO_COUNTY or county == city:
        return Placed(below, exact=True)
    return _street(below, county)


def _in_municipality(top: str, province: str, city: str, county: str) -> Placed:
    if city in ("", province) or city in NO_COUNTY:
        if county in NO_COUNTY or county == province:
            return Placed(top, exact=True)
        district = places.named(top, county, "county")
        return Placed(district, exact=True) if district else Placed(top, exact=False)
    district = places.named(top, city, "county")
    if district is None:  # a zone with streets that lie in districts (经济开发区 荣华街道)
        street = places.resolver().official_head(top, county)
        return Placed(street[0], exact=not street[1]) if street else Placed(top, exact=False)
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
    return Placed(street, exact=True) if street else Placed(whole, exact=False)


def _street(district: str, name: str) -> Placed:
    found = places.resolve_within(district, name)
    if found is None:
        return Placed(district, exact=False)
    return Placed(found.code, found.exact)


def place_area(region: Placed, community: str) -> Placed:
    """The divisions of a community text inside a placed region: every township or village
    that it names. Exact where the text says no more than that."""
    if not region.place or not region.exact:
        return region
    found: dict[str, str] = {}  # code → what else is said of it
    town = ""
    for number, part in enumerate(_parts(region.place, community)):
        named = _part(region, town, part)
        if named is None and number and not ANOTHER.fullmatch(part):
            found[next(reversed(found))] += part  # more of the place before it: 1号楼、2号楼
            continue
        code, rest = named or (region.place, part)
        town = code[:9] if len(code) >= 9 else ""
        found[code] = found.get(code, "") + rest
    first, *others = _exactly(found, region.place)
    return replace(first, also=tuple(others)) if others else first


def _exactly(found: dict[str, str], region: str) -> list[Placed]:
    """What is said last is said of every bare name before it: A镇、B镇除高风险区以外."""
    placed: list[Placed] = []
    goes_on = False
    for code, rest in reversed(found.items()):
        whole = bool(rules.WHOLE.fullmatch(rest))
        if code != region:
            goes_on = goes_on and not rest if whole else True
        placed.append(Placed(code, exact=whole and not (goes_on and code != region)))
    return placed[::-1]


def _parts(region: str, community: str) -> list[str]:
    """The text in parts; what stands in brackets is said of the part before them."""
    text = BRACKETS.sub(lambda said: BETWEEN_TOWNS.sub(" ", said[0]), community.strip())
    above = [places.name_of(region[:digits]) for digits in (2, 4, 6, 9) if digits <= len(region)]
    parts = [_without(above, part.strip()) for part in BETWEEN_TOWNS.split(text)]
    return [part for part in parts if part] or [""]


def _without(above: list[str], part: str) -> str:
    """A part without the names of the region before it; the region itself stays as 全域."""
    left = part
    for name in above:
        if len(name) > 2:
            left = left.removeprefix(name).lstrip()
    return left or ("全域" if part else "")


def _part(region: Placed, town: str, part: str) -> tuple[str, str] | None:
    """What one part names and what is left of it: a village of the town before it, or
    anything of the region."""
    if rules.WHOLE.fullmatch(part) and part not in "()（）":
        return region.place, part
    head = places.resolver().official_head
    found = (head(town, part) if town else None) or head(region.place, part)
    return found or _elsewhere(part)


def _elsewhere(part: str) -> tuple[str, str] | None:
    """A county or city of its own, written as such (北京市朝阳区), beside the region."""
    found = places.resolve(part) if part.endswith(DIVISION_ENDS) else None
    return (found.code, "") if found and found.exact and len(found.code) >= len("4101") else None
