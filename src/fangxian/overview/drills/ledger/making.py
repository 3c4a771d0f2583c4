"""A ledger: people, their ways home, the same person twice, and the faults of life."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from fangxian.ground.places import api as places
from fangxian.overview.drills.ledger import names
from fangxian.overview.drills.ledger.faults import Row, spoil
from fangxian.overview.drills.ledger.journeys import Journey, Roads, arrival_in, filed_before

COLUMNS = (
    "姓名",
    "证件类型",
    "证件号码",
    "手机号",
    "出发地",
    "离开出发地日期",
    "抵达日期",
    "途经地",
    "交通方式",
    "车次/航班/车牌号",
    "目的乡镇",
    "目的村(社区)",
    "详细地址",
    "是否入境",
    "入境日期",
    "填报时间",
    "填报方式",
    "备注",
)
METHODS = ("本人填报", "家人代报", "社区代报", "卡口登记", "乡镇录入")
REMARKS = ("", "", "", "", "", "务工返乡", "学生放假", "探亲", "货车司机", "快递员", "老人就医返回")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What ledger is wanted. `repeats`: the share of rows about somebody who was filed
    before; `faults`: the share of rows for each kind of fault; `favour`: a village and the
    share of travellers who go there. Days are arrivals, both included; nobody files after
    `filed_until`."""

    rows: int
    seed: int = 1
    county: str = "610921"
    first: date = date(2022, 1, 1)
    last: date = date(2022, 5, 31)
    filed_until: datetime = datetime(2022, 5, 31, 20, 0)  # noqa: DTZ001 as a ledger writes it
    repeats: float = 0.30
    faults: float = 0.012
    favour: tuple[str, float] = ("", 0.0)


@dataclass(slots=True)
class Ledger:
    """The rows in the order of their filing, and how many of each kind were spoilt."""

    rows: list[Row]
    spoilt: Counter[str] = field(default_factory=Counter)
    people: int = 0


def make_ledger(plan: Plan) -> Ledger:
    """Make it. The same plan gives the same ledger."""
    maker = Maker(plan)
    made = list(maker.rows())
    made.sort(key=lambda row: row["填报时间"])
    counted: Counter[str] = Counter()
    for row in made:
        fault = spoil(row, maker.dice, plan.faults)
        if fault:
            counted[fault] += 1
    return Ledger(made, counted, maker.people)


class Maker:
    """Draws rows until there are enough."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.dice = random.Random(plan.seed)  # noqa: S311 made-up people, not secrets
        self.roads = Roads(plan.county)
        self.towns = [
            (town.name, [village.name for village in places.children_of(town.code)])
            for town in places.children_of(plan.county)
        ]
        self._town_weights = [len(villages) for _, villages in self.towns]
        self.people = 0
        self._recent: list[Row] = []

    def rows(self) -> Iterator[Row]:
        made = 0
        while made < self.plan.rows:
            if self._recent and self.dice.random() < self.plan.repeats:
                yield self._again()
                made += 1
                continue
            for row in self._household()[: self.plan.rows - made]:
                made += 1
                yield row

    def _household(self) -> list[Row]:
        """One traveller, or a few of a family who travel together and are filed together."""
        arrival = arrival_in(self.dice, self.plan.first, self.plan.last)
        way = self.roads.journey(self.dice, arrival)
        filed = filed_before(self.dice, arrival, self.plan.filed_until)
        size = self.dice.choices((1, 2, 3, 4), (74, 14, 8, 4))[0]
        home = (*self._destination(), f"{self.dice.randrange(1, 13)}组")
        phone = names.phone_of(self.dice)
        rows = []
        for n in range(size):
            row = self._row(way, filed + timedelta(minutes=2 * n), home, phone)
            rows.append(row)
            self._remember(row)
        self.people += size
        return rows

    def _destination(self) -> tuple[str, str]:
        village, share = self.plan.favour
        if village and self.dice.random() < share:
            return places.name_of(village[:9]), places.name_of(village)
        [(town, villages)] = self.dice.choices(self.towns, weights=self._town_weights)
        return town, self.dice.choice(villages)

    def _row(self, way: Journey, filed: datetime, home: tuple[str, str, str], phone: str) -> Row:
        dice = self.dice
        male = dice.random() < 0.56
        birth = names.birth_of(dice, way.arrival)
        kind, number = self._document(birth, way, male=male)
        values = (
            names.name_of(dice, male=male),
            kind,
            number,
            phone,
            way.origin,
            way.leaving.isoformat(),
            way.arrival.isoformat(),
            ";".join(f"{place}@{first}~{last}" for place, first, last in way.via),
            way.transport,
            way.vehicle,
            *home,
            "是" if way.overseas else "否",
            way.entry.isoformat() if way.entry else "",
            f"{filed:%Y-%m-%d %H:%M}",
            dice.choice(METHODS),
            dice.choice(REMARKS),
        )
        return dict(zip(COLUMNS, values, strict=True))

    def _document(self, birth: date, way: Journey, *, male: bool) -> tuple[str, str]:
        dice = self.dice
        if way.overseas and dice.random() < 0.5:
            return "护照", names.passport_of(dice)
        region = names.home_code(self.plan.county, birth)
        number = names.resident_id(dice, region, birth, male=male)
        if birth.year < 1980 and dice.random() < 0.004:
            number = names.old_form(number)
        return "居民身份证", number

    def _again(self) -> Row:
        """Somebody is filed again: the same, by another hand; later; or with more said."""
        dice = self.dice
        row = dict(dice.choice(self._recent))
        later = datetime.fromisoformat(row["填报时间"]) + timedelta(hours=dice.randrange(1, 40))
        row["填报时间"] = f"{min(later, self.plan.filed_until):%Y-%m-%d %H:%M}"
        row["填报方式"] = dice.choice(METHODS)
        said = dice.random()
        if said < 0.25:
            row["备注"] = dice.choice(REMARKS)
        elif said < 0.45:
            row["详细地址"] = f"{dice.randrange(1, 13)}组{dice.randrange(1, 90)}号"
        elif said < 0.55:
            row["手机号"] = names.phone_of(dice)
        elif said < 0.65:
            row["交通方式"] = row["车次/航班/车牌号"] = ""
        return row

    def _remember(self, row: Row) -> None:
        """Keep the last few hundred: people are filed again within days, not months."""
        self._recent.append(row)
        if len(self._recent) > 400:
            del self._recent[: len(self._recent) - 300]


def kinds(rows: Sequence[Row]) -> Counter[str]:
    """How many rows each document number has: for checking a ledger against an import."""
    return Counter(row["证件号码"] for row in rows)
