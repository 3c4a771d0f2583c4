"""Where the county's people come from, which way, by what, and when."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate

from fangxian.ground.places import api as places

# city code → weight: where people of a county in southern Shaanxi work and study.
# Xi'an first, then the Pearl and Yangtze deltas; made up, not counted.
CITIES: dict[str, int] = {
    "6101": 300,
    "6109": 60,
    "6103": 14,
    "6104": 20,
    "6107": 24,
    "6105": 10,
    "4403": 60,
    "4419": 42,
    "4401": 34,
    "4406": 22,
    "4413": 16,
    "4420": 8,
    "3205": 60,
    "3201": 20,
    "3202": 22,
    "3204": 10,
    "3206": 8,
    "3301": 34,
    "3302": 22,
    "3303": 16,
    "3307": 14,
    "3304": 10,
    "3101": 46,
    "1101": 36,
    "1201": 8,
    "5001": 14,
    "5101": 14,
    "4201": 16,
    "4203": 10,
    "1401": 10,
    "1402": 4,
    "4101": 8,
    "3501": 8,
    "3505": 10,
    "2301": 4,
    "2201": 4,
    "2202": 3,
    "2101": 3,
    "6501": 8,
    "6401": 5,
    "6201": 6,
    "1501": 4,
}
COUNTRIES = ("新加坡", "日本", "韩国", "泰国", "越南", "安哥拉", "俄罗斯", "阿联酋")
STOPS = ("6101", "6109", "6107", "4201", "4203", "4101", "5101")
TRAINS, FLIGHTS = "GDKZ", ("MU", "CZ", "HU", "3U", "GS")
PLATE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
PLATES = {
    "6101": "陕A",
    "6109": "陕G",
    "6107": "陕F",
    "4403": "粤B",
    "4401": "粤A",
    "4419": "粤S",
    "3205": "苏E",
    "3201": "苏A",
    "3301": "浙A",
    "3302": "浙B",
    "3101": "沪A",
    "1101": "京A",
}


@dataclass(frozen=True, slots=True)
class Journey:
    """One way home. `origin` as somebody would write it; `via` (place, first, last day)."""

    origin: str
    leaving: date
    arrival: date
    via: tuple[tuple[str, date, date], ...]
    transport: str
    vehicle: str
    overseas: bool
    entry: date | None


class Roads:
    """The cities and their counties, read once from places."""

    def __init__(self, county: str) -> None:
        known = {code: places.children_of(code) for code in CITIES}
        self.cities = {code: below for code, below in known.items() if below}
        self._codes = list(self.cities)
        self._weights = list(accumulate(CITIES[code] for code in self._codes))
        self._county = county
        self._shown: dict[str, str] = {}

    def journey(self, dice: random.Random, arrival: date) -> Journey:
        if dice.random() < 0.008:
            return self._from_abroad(dice, arrival)
        city = dice.choices(self._codes, cum_weights=self._weights)[0]
        leaving = arrival - timedelta(days=dice.choices((0, 1, 2, 3), (55, 35, 7, 3))[0])
        transport, vehicle = self._vehicle(dice, city)
        return Journey(
            origin=self._written(dice, city),
            leaving=leaving,
            arrival=arrival,
            via=self._via(dice, city, leaving, arrival),
            transport=transport,
            vehicle=vehicle,
            overseas=False,
            entry=None,
        )

    def _from_abroad(self, dice: random.Random, arrival: date) -> Journey:
        entry = arrival - timedelta(days=dice.randrange(1, 20))
        return Journey(
            origin=dice.choice(COUNTRIES),
            leaving=entry - timedelta(days=1),
            arrival=arrival,
            via=((self._full("3101"), entry, arrival),),
            transport="飞机",
            vehicle=dice.choice(FLIGHTS) + str(dice.randrange(200, 9999)),
            overseas=True,
            entry=entry,
        )

    def _written(self, dice: random.Random, city: str) -> str:
        """A place as people write it: mostly in full, some short, some only the city."""
        below = [one for one in self.cities[city] if one.code != self._county]
        if not below or dice.random() < 0.05:
            return self._full(city)
        one = dice.choice(below)
        full = self._full(one.code)
        way = dice.random()
        if way < 0.72:
            return full
        if way < 0.78:
            return one.code.ljust(6, "0")
        return self._full(city).partition("省")[2].replace("市辖区", "") + one.name or full

    def _full(self, code: str) -> str:
        if code not in self._shown:
            self._shown[code] = places.full_name(code)
        return self._shown[code]

    def _via(
        self, dice: random.Random, city: str, leaving: date, arrival: date
    ) -> tuple[tuple[str, date, date], ...]:
        if dice.random() > 0.22:
            return ()
        stops: Sequence[str] = [one for one in STOPS if one != city and one in self.cities]
        chosen = dice.sample(stops, dice.choices((1, 2), (85, 15))[0])
        return tuple((self._written(dice, one), leaving, arrival) for one in chosen)

    def _vehicle(self, dice: random.Random, city: str) -> tuple[str, str]:
        way = dice.choices(("自驾", "火车", "大巴", "飞机", "货车"), (46, 32, 14, 4, 4))[0]
        if way in {"自驾", "货车"}:
            return way, self._plate(dice, city)
        if way == "火车":
            return way, dice.choice(TRAINS) + str(dice.randrange(10, 9999))
        if way == "飞机":
            return way, dice.choice(FLIGHTS) + str(dice.randrange(1000, 9999))
        return way, ""

    def _plate(self, dice: random.Random, city: str) -> str:
        head = PLATES.get(city, "陕G")
        return head + "".join(dice.choice("0123456789" + PLATE_LETTERS) for _ in range(5))


def arrival_in(dice: random.Random, first: date, last: date) -> date:
    """A day between two, both included; the eves of Spring Festival and May Day are full."""
    days = (last - first).days
    while True:
        day = first + timedelta(days=dice.randint(0, days))
        if dice.random() < _crowd(day):
            return day


def _crowd(day: date) -> float:
    spring = abs((day - date(2022, 1, 28)).days)
    labour = abs((day - date(2022, 4, 30)).days)
    return max(0.25, 1 - spring / 12, 0.9 - labour / 8)


def filed_before(dice: random.Random, arrival: date, not_after: datetime) -> datetime:
    """When it was declared: mostly a day or two ahead, never in the future."""
    day = arrival - timedelta(days=dice.choices((0, 1, 2, 3, 5), (25, 40, 22, 9, 4))[0])
    moment = time(dice.choice((7, 8, 9, 10, 11, 14, 15, 16, 18, 19, 20, 21)), dice.randrange(60))
    filed = datetime.combine(day, moment)
    if filed <= not_after:
        return filed
    return not_after - timedelta(minutes=dice.randrange(10, 900))
