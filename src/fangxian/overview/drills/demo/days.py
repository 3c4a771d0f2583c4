"""The days before the demo begins: lists and ledgers come in, the levels do their part."""

from __future__ import annotations

import csv
import io
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings

from fangxian.ground.places import api as places
from fangxian.ground.tasks import api as tasks
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import api as arrivals
from fangxian.lines.zones import api as zones
from fangxian.overview.drills.demo.cast import COUNTY, TOWN, VILLAGE, speaker
from fangxian.overview.drills.ledger.faults import Row
from fangxian.overview.drills.ledger.making import COLUMNS, Ledger, Plan, ledger
from fangxian.overview.drills.ledger.writing import write_xlsx

EPISODES = Path(__file__).parents[1] / "hanyin" / "risk_episodes_2022-04-15_2022-05-15.csv"
DOCUMENT = "国务院客户端疫情风险等级查询"
TRAVELLERS = Plan(
    rows=3_000, seed=610921, first=date(2022, 4, 22), last=date(2022, 5, 13),
    filed_until=datetime(2022, 5, 10, 7, 0), repeats=0.25, faults=0.003, favour=(VILLAGE, 0.04),  # noqa: DTZ001 as ledgers write it
)  # fmt: skip
UPLOAD = Plan(
    rows=600, seed=20220510, first=date(2022, 5, 8), last=date(2022, 5, 13),
    filed_until=datetime(2022, 5, 10, 7, 50), repeats=0.2, faults=0.01, favour=(VILLAGE, 0.06),  # noqa: DTZ001
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Diligence:
    """Which share of its instructions a township brings so far."""

    received: float
    acted: float
    checked: float


EASE = {"verify": 0.7, "pushed_check": 0.6}  # to find out takes longer than to call
USUAL = Diligence(1.0, 0.97, 0.97)
SLOW = {
    "610921104": Diligence(0.86, 0.95, 0.9),  # 双乳镇
    "610921101": Diligence(0.97, 0.90, 0.95),  # 涧池镇
    "610921103": Diligence(1.0, 0.95, 0.88),  # 平梁镇
}


@dataclass(frozen=True, slots=True)
class Day:
    """What comes in at a moment: everything filed since the one before."""

    name: str
    moment: datetime


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=clock.COUNTY_TIME)


DAYS = (
    Day("台账一", _at("2022-05-07T08:30")),
    Day("台账二", _at("2022-05-09T15:00")),
    Day("台账三", _at("2022-05-10T07:10")),
)


@cache
def travellers() -> Ledger:
    return ledger(TRAVELLERS)


def list_known_by(moment: datetime) -> bytes:
    """The real lists as they stood then: nothing from after that moment."""
    shown = f"{moment:%Y-%m-%dT%H:%M}"
    with EPISODES.open(encoding="utf-8", newline="") as file:
        read = csv.DictReader(file)
        rows = [row for row in read if row["first_seen"] <= shown]
        made = io.StringIO()
        writer = csv.DictWriter(made, read.fieldnames or (), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        if row["last_seen"] > shown:
            row["last_seen"], row["right_censored"] = shown, "1"
        writer.writerow(row)
    return made.getvalue().encode()


def take_list(day: Day) -> int:
    with clock.at(day.moment):
        name = f"风险地区 {day.moment:%m-%d %H时}.csv"
        done = zones.import_file(list_known_by(day.moment), name, document=DOCUMENT, by=SYSTEM)
        outbox.settle()
    return done.areas


def take_ledger(number: int) -> dict[str, object]:
    """Import what was filed between the day before and this one; screening and instructions
    follow by themselves."""
    day = DAYS[number]
    since = f"{DAYS[number - 1].moment:%Y-%m-%d %H:%M}" if number else ""
    until = f"{day.moment:%Y-%m-%d %H:%M}"
    first = f"{DAYS[0].moment:%Y-%m-%d %H:%M}"  # a row that does not say when came with the first
    rows = [row for row in travellers().rows if since < (row["填报时间"] or first) <= until]
    with clock.at(day.moment):
        done = arrivals.import_file(as_csv(rows), f"来汉返汉{day.name}.csv", by=SYSTEM)
        outbox.settle()
    return done.counts


def take_pushed_list() -> dict[str, int]:
    """The city sends a list of travellers of one train; some of them never declared."""
    known = [row for row in travellers().rows if "2022-05-04" <= row["抵达日期"] <= "2022-05-08"]
    others = ledger(replace(UPLOAD, seed=7, rows=14, faults=0.0, favour=("", 0.0))).rows
    columns = ("姓名", "证件类型", "证件号码", "手机号", "目的乡镇", "目的村(社区)")
    lines = [",".join(columns)]
    lines += [",".join(row[name] for name in columns) for row in (*known[:26], *others)]
    letter = arrivals.Letter(
        title="同车人员协查名单", sender="安康市疫情防控指挥部", number="协查〔2022〕118号",
        due_at=_at("2022-05-10T15:30"), clocks={"checked": timedelta(hours=6)},
    )  # fmt: skip
    with clock.at(DAYS[1].moment + timedelta(minutes=30)):
        data = "\n".join(lines).encode()
        done = arrivals.push_list(data, "同车人员协查名单.csv", letter, by=SYSTEM)
        outbox.settle()
    return {"items": done.items, "rejected": done.rejected}


def as_csv(rows: Sequence[Row]) -> bytes:
    made = io.StringIO()
    writer = csv.DictWriter(made, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue().encode("utf-8-sig")


def play(number: int) -> int:
    """Township and village do their part of a day's instructions, each as well as it does.
    Returns how many were acted upon."""
    dice = random.Random(number)  # noqa: S311 a script, not secrets
    acted = 0
    for town in places.children_of(COUNTY):
        acted += _play_town(town.code, DAYS[number].moment, dice)
    return acted


def _play_town(town: str, moment: datetime, dice: random.Random) -> int:
    how = SLOW.get(town, USUAL)
    desk = speaker("township", town)
    issued = tasks.InstructionFilter(place=town, stages=("issued",))
    with clock.at(moment + timedelta(minutes=15)):
        ids = [pk for pk in tasks.ids_of(issued, by=desk) if dice.random() < how.received]
        tasks.receive_many(ids, by=desk)
        rows = tasks.instructions(issued, by=desk, size=2_000).rows
    done = _play_villages([row for row in rows if row.id in set(ids)], how, moment, dice)
    with clock.at(moment + timedelta(hours=9)):
        tasks.check_many([pk for pk in done if dice.random() < how.checked], by=desk)
    return len(done)


def _play_villages(
    rows: Sequence[tasks.InstructionRow], how: Diligence, moment: datetime, dice: random.Random
) -> list[int]:
    by_village: dict[str, list[tasks.InstructionRow]] = defaultdict(list)
    for row in rows:
        by_village[row.place].append(row)
    done: list[int] = []
    for place, some in by_village.items():
        desk = speaker("village" if len(place) >= 12 else "township", place[:12])
        with clock.at(moment + timedelta(minutes=40)):
            tasks.receive_many([row.id for row in some], by=desk)
        chosen = [row for row in some if dice.random() < how.acted * EASE.get(row.kind, 1)]
        with clock.at(moment + timedelta(minutes=dice.randrange(120, 480))):
            tasks.act_many([(row.id, _evidence(row, dice)) for row in chosen], by=desk)
        done += [row.id for row in chosen]
    return done


WORDS = {
    "verify": "已电话联系本人,具体地点不在风险区,正在更正申报。",
    "pushed_check": "本人在家,已登记,按要求落实健康监测。",
}


def _evidence(row: tasks.InstructionRow, dice: random.Random) -> tasks.EvidenceGiven:
    where = places.name_of(row.place)
    return tasks.EvidenceGiven(
        at=clock.now() - timedelta(minutes=dice.randrange(5, 70)),
        place_text=f"{where}入户",
        who=f"{where}干部、村医",
        words=WORDS.get(row.kind, "已入户见到本人,告知措施与期限,体温正常。"),
    )


def close_first() -> int:
    """Headquarters closes what was checked, and sends one thin report back."""
    desk = speaker("headquarters", COUNTY)
    with clock.at(_at("2022-05-09T09:30")):
        checked = tasks.ids_of(tasks.InstructionFilter(stages=("checked",)), by=desk)
        closed = tasks.close_many(checked[: int(len(checked) * 0.96)], by=desk)
        for pk in tasks.ids_of(tasks.InstructionFilter(stages=("acted",)), by=desk)[:1]:
            tasks.send_back(pk, "只写了“已办”,请补充入户时间和见到本人的情况", by=desk)
    return len(closed.will)


def this_morning() -> int:
    """The first hour of the day: two thirds of what is checked is closed, one is refused."""
    desk = speaker("headquarters", COUNTY)
    with clock.at(_at("2022-05-10T07:40")):
        waiting = tasks.ids_of(tasks.InstructionFilter(stages=("checked",)), by=desk)
        closed = tasks.close_many(waiting[: len(waiting) * 2 // 3], by=desk)
        issued = tasks.InstructionFilter(place=TOWN, stages=("issued",))
        for pk in tasks.ids_of(issued, by=desk)[-1:]:
            row = tasks.instruction(pk, by=desk)
            level = "village" if len(row.place) >= 12 else "township"
            tasks.refuse(pk, "本人改在安康下车,未到本村", by=speaker(level, row.place[:12]))
    return len(closed.will)


def climb() -> int:
    """Let the ladder take its steps hour by hour, as the worker would have."""
    steps, moment, end = 0, DAYS[0].moment, _at("2022-05-10T07:59")
    while moment < end:
        moment += timedelta(hours=1)
        with clock.at(min(moment, end)):
            steps += tasks.climb_overdue()
    return steps


def lay_out_files() -> Path:
    """What the newcomer uploads with their own hands: a ledger, and the list as it went on."""
    folder = Path(settings.FANGXIAN_DATA) / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    made = ledger(UPLOAD)
    write_xlsx(
        made.rows, folder / "来汉返汉人员台账-2022-05-10.xlsx", title="汉阴县来汉返汉人员台账"
    )
    write_xlsx(made.rows[:12], folder / "只有十二行的台账.xlsx")
    later = list_known_by(_at("2022-05-15T20:00"))
    (folder / "风险地区-至2022-05-15.csv").write_bytes(later)
    return folder
