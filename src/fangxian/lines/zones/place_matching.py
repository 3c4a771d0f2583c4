"""From published names to divisions. Pure but for the divisions held in memory.

Published triples are shifted: Beijing puts the district into the city column and the
street into the county column; counties run by a province stand in the city column.
Only official names count here. What is no division (高新区 of a city) lies at the nearest
one that the triple names, inexactly, and stays on the work list for somebody to say finer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from fangxian.ground.places import api as places
from fangxian.lines.zones import rules

Names = tuple[str, str, str]
Named = tuple[str, str] | None  # a code, and what is left of the text

NO_CITY = frozenset(
    {"省直辖县级行政单位", "省直辖县级行政区划", "自治区直辖县级行政区划", "自治区直辖县级行政单位"}
)
RULES = 4  # goes up when names that are stored already would be placed otherwise
NO_COUNTY = frozenset({"", "市辖区", "县"})
# Published beside the provinces, and no division: the corps' towns lie all over the region.
LIES_IN = {"新疆生产建设兵团": "新疆维吾尔自治区"}
MARK = re.compile(r"[、,，;；/\n]")
BRACKETS = re.compile(r"[（(][^（）()]*[)）]")
ASIDE = re.compile(
    rf"{BRACKETS.pattern}|除.*?外"
)  # said of what stands before, and no place of its own
DIVISION_END = re.compile(rf"[市区县旗州盟](?=$|[(（]|全|部分|各|除|{places.JOINED.pattern})")
COUNTY_OR_CITY = (len("6101"), len("610113"))
MANY_HAVE = frozenset(places.cell_words("part") + places.cell_words("own_part"))  # 老城区, 矿区
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
    found = places.resolve_name(text) if text else None
    return Placed(found.code, found.exact) if found else NOWHERE


def _renamed(within: str, *names: str) -> Placed | None:
    """A county that goes by another name today, or is part of another (旬阳县, 郧县, 闸北区), as lists go on
    printing it: the one county there that it may be, never for certain all of it."""
    text = "".join(names)
    found, former = places.resolve_name(text), places.former_in(text)
    codes = (found.code,) if found and found.exact else former.now if former else ()
    below = {code for code in codes if code.startswith(within) and code != within}
    if len(below) != 1 or len(min(below)) != len("610113"):
        return None
    return Placed(below.pop(), exact=False)


def _county_of_province(top: str, city: str, county: str) -> Placed:
    """The city column holds a county (辛集市), or nothing that is a division (杨凌示范区)."""
    below = places.named(top, city, "county")
    if below is None:
        below = places.named(top, county, "county")
        if below:
            return Placed(below, exact=True)
        return _renamed(top, places.name_of(top), city, county) or Placed(top, exact=False)
    if county in NO_COUNTY or county == city:
        return Placed(below, exact=True)
    return _street(below, county)


def _in_municipality(top: str, province: str, city: str, county: str) -> Placed:
    if city in ("", province) or city in NO_COUNTY:
        if county in NO_COUNTY or county == province:
            return Placed(top, exact=True)
        district = places.named(top, county, "county")
        if district:
            return Placed(district, exact=True)
        return _renamed(top, places.name_of(top), county) or Placed(top, exact=False)
    district = places.named(top, city, "county")
    if district is None:  # a zone with streets that lie in districts (经济开发区 荣华街道)
        street = places.resolver().official_head(top, county)
        return Placed(street[0], exact=not street[1]) if street else Placed(top, exact=False)
    if county in NO_COUNTY or county == city:
        return Placed(district, exact=True)
    return _street(district, county)


def _in_city(city_code: str, city: str, county: str) -> Placed:
    only = places.resolve_name(city_code)  # 东莞's city code becomes its one county's
    whole = only.code if only else city_code
    if county in NO_COUNTY or county == city:
        return Placed(whole, exact=True)
    below = places.named(city_code, county, "county")
    if below:
        return Placed(below, exact=True)
    street = places.named(city_code, county, "township")
    if street:
        return Placed(street, exact=True)
    return _renamed(city_code, places.name_of(city_code), county) or Placed(whole, exact=False)


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
    if places.division(region.place) is None:  # it is gone
        return region
    found: dict[str, str] = {}  # code → what else is said of it
    parts = list(_parts(region.place, community)) or [((region.place, ""), "")]
    for number, (named, part) in enumerate(parts):
        if named is None and number and not ANOTHER.fullmatch(part):
            found[next(reversed(found))] += part  # more of the place before it: 1号楼、2号楼
            continue
        code, rest = named or (region.place, part)
        found[code] = found.get(code, "") + rest
    if not any(code.startswith(region.place) for code in found):
        found = {region.place: "?", **found}  # published under the one, and names the other
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


def _parts(region: str, community: str) -> Iterator[tuple[Named, str]]:
    """What the text names, part by part, and what is left of each; what stands in brackets, and
    what is left out (除…外), is said of the part before it. A letter that joins (和) is none inside a name (太和镇, 和平社区)."""
    text = ASIDE.sub(lambda said: places.JOINED.sub("·", said[0]), community.strip())
    above = [places.name_of(region[:digits]) for digits in (2, 4, 6, 9) if digits <= len(region)]
    town, joined = "", places.JOINED.match(text)
    if joined and _named(region, "", _without(above, text[joined.end() :])):
        yield (region, ""), ""  # 和江北区, behind the region's own name
    for whole in MARK.split(text):
        left = _without(above, whole.strip())
        while left:
            named = _named(region, town, left)
            town = named[0][:9] if named and len(named[0]) >= 9 else ("" if named else town)
            rest = named[1] if named else left
            cut = _joined(region, town, above, rest)
            yield (named and (named[0], rest[: cut[0]].rstrip())), rest[: cut[0]].rstrip()
            left = _without(above, rest[cut[1] :])


def _joined(region: str, town: str, above: list[str], rest: str) -> tuple[int, int]:
    """Where in a text another place begins behind a letter that joins two: from, to."""
    for found in places.JOINED.finditer(rest):
        other = _without(above, rest[found.end() :])
        if other and (_named(region, town, other) or ANOTHER.fullmatch(other)):
            return found.span()
    return len(rest), len(rest)


def _without(above: list[str], part: str) -> str:
    """A part without the names of the region before it; the region itself stays as 全域."""
    left = part
    for name in above:
        if len(name) > 2:
            left = left.removeprefix(name).lstrip()
    return left or ("全域" if part else "")


def _named(region: str, town: str, part: str) -> Named:
    """What a text begins with and what is left of it: a village of the town before it, or
    anything of the region, or a place of its own beside it."""
    if rules.WHOLE.fullmatch(part) and part not in "()（）":
        return region, part
    head = places.resolver().official_head
    return (head(town, part) if town else None) or head(region, part) or _elsewhere(region, part)


def _elsewhere(region: str, text: str) -> Named:
    """A county or city beside the region, written in full (江北区, 北京市朝阳区), with no address."""
    for end in reversed(list(DIVISION_END.finditer(text))):
        code = _full_name(region, text[: end.end()])
        if code and not (code.startswith(region) or region.startswith(code)):
            return code, text[end.end() :].lstrip()
    return None


def _full_name(region: str, said: str) -> str:
    """The one county or city of that name; of several the one nearest to the region; "" for none."""
    if said in MANY_HAVE:
        return ""
    found = places.resolve_name(said)
    if found is None:
        near = (places.named(region[:digits], said, "county") for digits in (4, 2))
        return next(filter(None, near), "")
    whole = found and found.exact and said.endswith(places.name_of(found.code))
    return found.code if found and whole and len(found.code) in COUNTY_OR_CITY else ""
