"""What bears the name of a city or a town that it lies in: zones, universities, stations, airports. Pure but
for the places held in memory."""

from __future__ import annotations

import re

from fangxian.ground.places import api as places

COARSE = frozenset({"province", "city"})
OFFICIAL = re.compile(r"[省市区县旗州盟镇乡]$|街道$")
# of an airport or a station that bears a district's name, and of no road or village at it
STATION = re.compile(
    r"[东西南北中新]?(?:国际)?(?:火车|高铁|动车|铁路|客运|汽车|长途汽车)?"
    r"(?:站(?!前?[东西南北]?[街路巷]|[村镇乡]|社区)|机场(?![街路村镇乡]|社区|大道|高速))"
)


def of_a_city(name: str, held: places.Resolved) -> tuple[str, ...]:
    """Where a zone, a university, a station or an airport lies that a city's name begins with, so far as
    anybody can say: in that city, and in the others over which it reaches; () for any other name."""
    station = _city_of_station(name, held)
    if station:
        return (station,)
    area = tuple(code for code in places.quarter(held.rest) if code.startswith(held.code))
    if area:
        return area
    municipal = places.kind_of_city(held.code) == "municipality"
    if held.level not in COARSE or not (held.level == "city" or municipal):
        return ()
    end, served = places.hub_in(held.rest)
    if end and held.code in served:
        known = places.tail_of(held.rest[end:]).unread < 0
        return (held.code, *(code for code in served if code != held.code)) if known else ()
    found = places.of_city(held.rest)
    return (held.code,) if found and _its_own(found, held) else ()


def _its_own(found: places.OfCity, held: places.Resolved) -> bool:
    """Whether the name between a city and such a word is no other place: 宁波杭州湾新区 is in 宁波, 北京
    上海交通大学 is two, and a station bears the name of where it stands."""
    if not found.name:
        return True
    other = places.resolve_name(found.name)
    if found.kind == "station":
        return other is not None and other.code.startswith(held.code)
    return (
        other is None
        or bool(other.rest and found.kind == "zone")
        or (len(other.code) > len(held.code) or other.code.startswith(held.code))
    )


def _city_of_station(name: str, held: places.Resolved) -> str:
    """The city in which an airport or a station lies that bears a district's name, for it may stand in
    another (重庆江北机场 is in 渝北区); "" for any other name, and where the district itself is said."""
    if len(held.code) < len("610102") or not places.name_of(held.code[:6]).endswith("区"):
        return ""
    said = head_of(name, held.rest)
    if len(held.code) == len("610102"):
        station = not OFFICIAL.search(said.rstrip(" ,，、;；.")) and bool(STATION.match(held.rest))
    else:  # an airport that is a division by itself
        station = "区" not in said and places.name_of(held.code).endswith("机场")
    if not station:
        return ""
    municipal = places.kind_of_city(held.code[:2]) == "municipality"
    return held.code[: 2 if municipal else 4]


def of_a_town(name: str) -> tuple[str, ...]:
    """The town by whose short name a station goes (涧池站): the one of the county, else of the country."""
    for station in STATION.finditer(name):
        head, rest = name[: station.start()], name[station.end() :]
        towns = places.towns_named(head) if head and places.tail_of(rest).unread < 0 else ()
        here = tuple(code for code in towns if code.startswith(places.home() or "-"))
        found = here or towns
        if len(found) == 1 and not places.doubtful(head):
            return found
    return ()


def head_of(name: str, rest: str) -> str:
    return name[: -len(rest)] if rest and name.endswith(rest) else name
