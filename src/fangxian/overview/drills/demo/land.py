"""Grids, households and who looks after them, with the holes that a real county has."""

from __future__ import annotations

import random

from fangxian.ground.duty import api as duty
from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.kernel.actor import SYSTEM
from fangxian.overview.drills.demo.cast import OTHER_VILLAGE, VILLAGE
from fangxian.overview.drills.ledger import names
from fangxian.overview.drills.where import COUNTY

# village → (grid, households, held by somebody). Holes: one member has more than 50, one
# fewer than 30, one grid has nobody; three households lie in no grid.
GRIDS = {
    VILLAGE: (("一网格", 41, True), ("二网格", 36, True), ("三网格", 57, True)),
    OTHER_VILLAGE: (("一网格", 38, True), ("二网格", 18, True), ("三网格", 33, False)),
}
LOOSE_HOUSEHOLDS = 3
SINCE = "2022-01-01"
EMPTY_POSTS = {"610921104": 2, "610921110": 1}  # town → villages without anybody at the desk


def settle_land() -> int:
    """Grids with their units, households, members. Returns how many households."""
    made = 0
    for village, grids in GRIDS.items():
        codes = places.add_grids(village, [name for name, _, _ in grids], by=SYSTEM)
        name = places.name_of(village).removesuffix("村委会") + "村"
        for number, (code, (_, count, _)) in enumerate(zip(codes, grids, strict=True), 1):
            made += _households(code, f"{name}{number}组", count)
    made += _households(VILLAGE, "三堰村老街", LOOSE_HOUSEHOLDS)
    duty.bootstrap_units()
    return made


def _households(place: str, where: str, count: int) -> int:
    for number in range(1, count + 1):
        people.open_household(place, f"{where}{number}号", None, by=SYSTEM)
    return count


def fill_posts() -> int:
    """Seat made-up holders in townships, villages and grids by a roster, as a county would."""
    dice = random.Random(61)  # noqa: S311 made-up people
    lines = ["区划代码,岗位,姓名,电话,起始日期"]
    for town in places.children_of(COUNTY):
        lines.append(_line(dice, town.code, "党委书记"))
        villages = places.children_of(town.code)
        for village in villages[EMPTY_POSTS.get(town.code, 0) :]:
            if village.code != VILLAGE:  # the newcomer's own desk
                lines.append(_line(dice, village.code, "党支部书记"))
    for village_code, grids in GRIDS.items():
        for number, (_, _, held) in enumerate(grids, 1):
            if held and (village_code, number) != (VILLAGE, 1):
                lines.append(_line(dice, f"{village_code}{number:03d}", "网格员"))
    _publish_phones()
    done = duty.import_roster("\n".join(lines).encode(), "值班花名册.csv", by=SYSTEM)
    return done.new


def _publish_phones() -> None:
    """Whom residents call; made up, and of a kind that nobody is given."""
    for number, unit in enumerate(duty.units(SYSTEM.scope("duty.read"))):
        if unit.kind in ("headquarters", "township", "village"):
            duty.set_public_phone(unit.id, f"0915-000{number:04}", by=SYSTEM)


def _line(dice: random.Random, place: str, title: str) -> str:
    name = names.name_of(dice, male=dice.random() < 0.6)
    return f"{place},{title},{name},{names.phone_of(dice)},{SINCE}"
