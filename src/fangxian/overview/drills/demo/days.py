"""The days before the demo begins: lists and ledgers come in, the levels do their part."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings

from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import api as arrivals
from fangxian.lines.zones import api as zones
from fangxian.overview.drills.demo.cast import VILLAGE
from fangxian.overview.drills.ledger.faults import Row
from fangxian.overview.drills.ledger.making import COLUMNS, Ledger, Plan, make_ledger
from fangxian.overview.drills.ledger.writing import write_xlsx

EPISODES = Path(__file__).parents[1] / "hanyin" / "risk_episodes_2022-04-15_2022-05-15.csv"
DOCUMENT = "国务院客户端疫情风险等级查询"
TRAVELLERS = Plan(
    rows=3_000,
    seed=610921,
    first=date(2022, 4, 22),
    last=date(2022, 5, 13),
    filed_until=datetime(2022, 5, 10, 7, 0),  # noqa: DTZ001 as ledgers write it
    repeats=0.25,
    faults=0.003,
    favour=(VILLAGE, 0.04),
)
UPLOAD = Plan(
    rows=600,
    seed=20220510,
    first=date(2022, 5, 8),
    last=date(2022, 5, 13),
    filed_until=datetime(2022, 5, 10, 7, 50),  # noqa: DTZ001 as ledgers write it
    repeats=0.2,
    faults=0.01,
    favour=(VILLAGE, 0.06),
)


@dataclass(frozen=True, slots=True)
class Day:
    """What comes in at a moment: everything filed since the one before."""

    name: str
    moment: datetime


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=clock.COUNTY_TIME)


DAYS = (
    Day("台账一", at("2022-05-07T08:30")),
    Day("台账二", at("2022-05-09T15:00")),
    Day("台账三", at("2022-05-10T07:10")),
)


@cache
def travellers() -> Ledger:
    return make_ledger(TRAVELLERS)


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
        done = arrivals.import_file(
            as_csv(rows), f"来汉返汉{day.name}.csv", by=SYSTEM, may_lower=True
        )
        outbox.settle()
    return done.counts


def take_pushed_list() -> dict[str, int]:
    """The city sends a list of travellers of one train; some of them never declared."""
    known = [row for row in travellers().rows if "2022-05-04" <= row["抵达日期"] <= "2022-05-08"]
    others = make_ledger(replace(UPLOAD, seed=7, rows=14, faults=0.0, favour=("", 0.0))).rows
    columns = ("姓名", "证件类型", "证件号码", "手机号", "目的乡镇", "目的村(社区)")
    lines = [",".join(columns)]
    lines += [",".join(row[name] for name in columns) for row in (*known[:26], *others)]
    letter = arrivals.Letter(
        title="同车人员协查名单",
        sender="安康市疫情防控指挥部",
        number="协查〔2022〕118号",
        due_at=at("2022-05-10T15:30"),
        clocks={"checked": timedelta(hours=6)},
    )
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


def lay_out_files() -> Path:
    """What the newcomer uploads with their own hands: a ledger, and the list as it went on."""
    folder = Path(settings.FANGXIAN_DATA) / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    made = make_ledger(UPLOAD)
    write_xlsx(
        made.rows, folder / "来汉返汉人员台账-2022-05-10.xlsx", title="汉阴县来汉返汉人员台账"
    )
    write_xlsx(made.rows[:12], folder / "只有十二行的台账.xlsx")
    later = list_known_by(at("2022-05-15T20:00"))
    (folder / "风险地区-至2022-05-15.csv").write_bytes(later)
    return folder
