"""Whether an application can be taken as it was filled in."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.kernel.text import Text
from fangxian.lines.venues import in_force

MOST_POINTS, MOST_CAPACITY = 50, 200_000
MOST_LETTERS = {"name": 80, "address": 160, "contact": people.NAME_LETTERS, "licence": 40}

TOO_LONG = Text("最多 {most} 个字", "At most {most} letters")
NAME = Text("请写场所的名称", "Give the name of the place")
CATEGORY = Text("请从 39 类中选一类", "Choose one of the 39 categories")
PLACE = Text("请选所在的镇、村(社区)", "Choose the town and village")
ADDRESS = Text("请写门牌或位置", "Give the address")
CONTACT = Text("请写负责人姓名", "Give the name of who answers for it")
PHONE = Text("这个电话打不通,请核对", "This phone cannot be dialled; please check")
CAPACITY = Text("容纳人数应是 1 至 200000 的数", "Capacity is a number from 1 to 200000")
POINTS = Text("出入口应是 1 至 50 个", "Entrances are 1 to 50")


@dataclass(frozen=True, slots=True)
class NewApplication:
    """What the applicant filled in. `points`: entrances, each with a code of its own."""

    name: str
    category: str
    place: str
    address: str
    contact: str
    phone: str
    capacity: int | None = None
    points: int = 1
    licence: str = ""


def tidy(given: NewApplication) -> NewApplication:
    """Without the spaces and marks that phones add."""
    return replace(
        given,
        name=_line(given.name),
        address=_line(given.address),
        contact=people.tidy_name(given.contact),
        licence=_line(given.licence),
        phone=people.normalise_phone(given.phone).text[:30],
    )


def faults_of(given: NewApplication) -> dict[str, Text]:
    """Field → what is wrong; empty when it can be taken."""
    wrong = {
        "name": (not given.name, NAME),
        "category": (given.category not in {one.key for one in in_force.categories()}, CATEGORY),
        "place": (not _is_here(given.place), PLACE),
        "address": (not given.address, ADDRESS),
        "contact": (not given.contact, CONTACT),
        "phone": (not people.normalise_phone(given.phone).sound or not given.phone, PHONE),
        "capacity": (
            given.capacity is not None and not 0 < given.capacity <= MOST_CAPACITY,
            CAPACITY,
        ),
        "points": (not 0 < given.points <= MOST_POINTS, POINTS),
    }
    long = {
        field: TOO_LONG.fill(most=most)
        for field, most in MOST_LETTERS.items()
        if len(getattr(given, field)) > most
    }
    return long | {field: words for field, (is_wrong, words) in wrong.items() if is_wrong}


def _is_here(place: str) -> bool:
    """A township, village or grid of the home county."""
    home = places.home()
    return place.startswith(home) and len(place) > len(home) and places.division(place) is not None


def _line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())
