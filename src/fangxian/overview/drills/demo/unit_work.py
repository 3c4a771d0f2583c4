"""The desks do their part: townships and villages as well as each does, then headquarters."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from fangxian.ground.places import api as places
from fangxian.ground.tasks import api as tasks
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import api as arrivals
from fangxian.overview.drills.demo.cast import TOWN, speaker
from fangxian.overview.drills.demo.days import DAYS, at
from fangxian.overview.drills.where import COUNTY


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


def play(number: int) -> int:
    """Township and village do their part of a day's instructions, each as well as it does.
    Returns how many were acted upon."""
    dice = random.Random(number)  # noqa: S311 a script, not secrets
    acted = 0
    for town in places.children_of(COUNTY):
        acted += _play_town(town.code, DAYS[number].moment, dice)
    with clock.at(DAYS[number].moment + timedelta(hours=10)):
        outbox.settle()  # what was found out decides
    return acted


def _play_town(town: str, moment: datetime, dice: random.Random) -> int:
    how = SLOW.get(town, USUAL)
    desk = speaker("township", town)
    issued = tasks.InstructionFilter(place=town, stages=("issued",))
    with clock.at(moment + timedelta(minutes=15)):
        waiting = tasks.ids_of(issued, by=desk)
        lying = len(waiting) - int(len(waiting) * how.received)  # what came first goes on lying
        ids = waiting[lying:]
        tasks.receive_many(ids, by=desk)
        rows = tasks.instructions(issued, by=desk, size=2_000).rows
    taken = set(ids)
    done = _play_villages([row for row in rows if row.id in taken], how, moment, dice)
    with clock.at(moment + timedelta(hours=9)):
        tasks.check_many([pk for pk in done if dice.random() < how.checked], by=desk)
    return len(done)


def _play_villages(
    rows: Sequence[tasks.InstructionRow], how: Diligence, moment: datetime, dice: random.Random
) -> list[int]:
    by_village: dict[str, list[tasks.InstructionRow]] = defaultdict(list)
    asked = _questions(rows)
    for row in rows:
        by_village[row.place].append(row)
    done: list[int] = []
    for place, some in by_village.items():
        desk = speaker("village" if len(place) >= 12 else "township", place[:12])
        with clock.at(moment + timedelta(minutes=40)):
            tasks.receive_many([row.id for row in some], by=desk)
        there = [row for row in some if not row.begins_on or row.begins_on <= moment.date()]
        chosen = [row for row in there if dice.random() < how.acted * EASE.get(row.kind, 1)]
        with clock.at(moment + timedelta(minutes=dice.randrange(120, 480))):
            tasks.act_many([(row.id, _evidence(row, asked, dice)) for row in chosen], by=desk)
        done += [row.id for row in chosen]
    return done


USUALLY = "in_place", "已入户见到本人,告知措施与期限,体温正常。"
OUTCOMES = {
    "verify": ("other", "已电话联系本人,记不清具体在哪里,查到车票再报。"),
    "pushed_check": ("found", "本人在家,已登记,按要求落实健康监测。"),
    "claim": ("is_so", "已电话问清,本人所报属实。"),
    "phone_check": ("owner", "已当面核对,是本人的电话。"),
}
UNREACHED, IN_A_LISTED_ONE = 0.08, 0.04


Questions = Mapping[str, arrivals.CallRow]


def _questions(rows: Sequence[tasks.InstructionRow]) -> Questions:
    """Subject → what is open about it: asked once a town, for nothing is decided before it is
    settled in the evening."""
    subjects = [row.subject for row in rows if row.kind == "verify"]
    numbers = {one: arrivals.declaration_of(one) for one in subjects}
    ids = [number for number in numbers.values() if number is not None]
    found = {
        row.declaration_id: row
        for row in (arrivals.calls(by=SYSTEM, only=ids, size=len(ids)).rows if ids else ())
    }
    return {one: found[pk] for one, pk in numbers.items() if pk is not None and pk in found}


def _evidence(
    row: tasks.InstructionRow, asked: Questions, dice: random.Random
) -> tasks.EvidenceGiven:
    where = places.name_of(row.place)
    outcome, words = OUTCOMES.get(row.kind, USUALLY)
    told = tasks.EvidenceGiven(
        at=clock.now() - timedelta(minutes=dice.randrange(5, 70)),
        place_text=f"{where}入户",
        who=f"{where}干部、村医",
        words=words,
        outcome=outcome,
    )
    return _found_out(asked.get(row.subject), told, dice) if row.kind == "verify" else told


def _found_out(
    asked: arrivals.CallRow | None, told: tasks.EvidenceGiven, dice: random.Random
) -> tasks.EvidenceGiven:
    """Where somebody says that they were, as the order's open question lets it be said; some are
    not reached, and some do not know."""
    if dice.random() < UNREACHED:
        return replace(told, outcome="unreached", words="打了三次无人接听,已请村组长上门找。")
    if asked is None:
        return told
    choice, words = arrivals.none_of(asked), "电话里逐处问过,名单所列的地方都没有去过。"
    finer = [one for one in asked.candidates if len(one.place) > len(asked.at)]
    if (finer and not choice) or (asked.candidates and dice.random() < IN_A_LISTED_ONE):
        one = dice.choice(finer or asked.candidates)
        choice, words = one.choice, f"电话里说住在{one.text},有住宿记录。"
    if not choice:
        return told
    place, areas = arrivals.as_reported(choice)
    return replace(told, outcome="clear", words=words, found_place=place, found_choice=areas)


def close_first() -> int:
    """Headquarters closes what was checked, and sends one thin report back."""
    desk = speaker("headquarters", COUNTY)
    with clock.at(at("2022-05-09T09:30")):
        checked = tasks.ids_of(tasks.InstructionFilter(stages=("checked",)), by=desk)
        closed = tasks.close_many(checked[: int(len(checked) * 0.96)], by=desk)
        for pk in tasks.ids_of(tasks.InstructionFilter(stages=("acted",)), by=desk)[:1]:
            tasks.send_back(pk, "只写了“已办”,请补充入户时间和见到本人的情况", by=desk)
    return len(closed.will)


def this_morning() -> int:
    """The first hour of the day: two thirds of what is checked is closed, one is refused."""
    desk = speaker("headquarters", COUNTY)
    with clock.at(at("2022-05-10T07:40")):
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
    steps, moment, end = 0, DAYS[0].moment, at("2022-05-10T07:59")
    while moment < end:
        moment += timedelta(hours=1)
        with clock.at(min(moment, end)):
            steps += tasks.escalate_overdue()
    return steps
