"""Three checkpoints (made up for the demo) and the first hours of their day."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from fangxian.ground.places import api as places
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import api as arrivals
from fangxian.lines.checkpoints import api as checkpoints
from fangxian.lines.codes import api as codes
from fangxian.overview.drills.demo.cast import COUNTY
from fangxian.overview.drills.demo.days import at

SPACE = UUID("5b1f5f0e-7c3e-4d5c-9f5e-610921000000")
# name, kind, township in which it stands, lanes, services, share of the arrivals
SITES = (
    ("汉阴高速出口卡口", "motorway", "城关镇", 3,
     ("antigen", "sampling", "isolation", "disinfection", "truck_lane"), 5),
    ("汉阴火车站卡口", "railway", "城关镇", 2, ("antigen", "sampling", "isolation"), 3),
    ("汉阴客运站卡口", "bus", "城关镇", 1, ("antigen", "sampling"), 2),
)  # fmt: skip
TEAMS = (
    ("周副局长", ("李警官 公安", "陈队 交管", "赵护士 卫健", "王干事 城关镇")),
    ("吴主任", ("孙警官 公安", "郑医生 卫健", "冯干事 城关镇")),
)
OPENED, FIRST, LAST = at("2022-05-08T06:00"), at("2022-05-10T05:40"), at("2022-05-10T07:50")
CAME = 26  # people by then, all sites together; as many again are still expected
PASS_DAYS = timedelta(days=6)


def set_up_checkpoints() -> int:
    """Open the sites with their shifts of the day, and issue two passes."""
    centre = places.find_in(COUNTY, "城关镇") or COUNTY
    with clock.at(OPENED):
        for name, kind, town, lanes, services, _ in SITES:
            place = places.find_in(COUNTY, town) or centre
            number = checkpoints.open_checkpoint(
                name, kind, place, lanes=lanes, services=services, by=SYSTEM
            )
            _plan(number)
    with clock.at(FIRST):
        _issue_passes()
    return len(SITES)


def _plan(number: int) -> None:
    """Three shifts of eight hours, led in turn."""
    start = at("2022-05-10T00:00")
    for turn in range(3):
        lead, members = TEAMS[turn % len(TEAMS)]
        begins = start + timedelta(hours=8 * turn)
        checkpoints.plan_shift(
            number, lead, begins, begins + timedelta(hours=8), members=members, by=SYSTEM
        )


def _issue_passes() -> None:
    today = clock.today()
    for plate, company, goods, route in (
        ("陕G31562", "汉阴县农贸公司", "蔬菜", "安康—汉阴—石泉"),
        ("陕G80017", "汉阴县医药公司", "药品", "西安—汉阴"),
    ):
        checkpoints.issue_pass(
            checkpoints.NewPass(
                plate=plate, company=company, goods=goods, route=route, since=today,
                until=today + PASS_DAYS, place=COUNTY,
            ),
            by=SYSTEM,
        )  # fmt: skip


def play_morning() -> int:
    """Who was expected today comes through, as the rules advise; trucks wait. Returns how many."""
    dice = random.Random(610921)  # noqa: S311 a script, not secrets
    with clock.at(LAST):
        came = _expected(LAST.date())[:CAME]
        colours = codes.colours_of(came)
    sites = {one.name: one for one in checkpoints.checkpoints(by=SYSTEM)}
    names, shares = [one[0] for one in SITES], [one[5] for one in SITES]
    for number, person in enumerate(came):
        site = sites[dice.choices(names, shares)[0]]
        arrived = FIRST + (LAST - FIRST) * number / max(1, len(came))
        _cross(site, person, colours[person].code, arrived, dice)
    with clock.at(LAST):
        _trucks(sites[SITES[0][0]].id)
        for site in sites.values():
            note = "抗原试剂已领两盒;请留意西安方向客车。"
            checkpoints.hand_over(_event(f"note{site.id}"), site.id, note, "白班", LAST, by=SYSTEM)
        outbox.settle()
    return len(came)


def _expected(day: date) -> Sequence[int]:
    """Person ids, in the order of the ledger."""
    wanted = arrivals.LedgerFilter(place=COUNTY, arrival_from=day, arrival_to=day, sort="arrival")
    return [row.person_id for row in arrivals.ledger(wanted, by=SYSTEM, size=CAME).rows]


def _cross(
    site: checkpoints.CheckpointRow, person: int, colour: str, arrived: datetime, dice: random.Random
) -> None:  # fmt: skip
    decided = arrived + timedelta(seconds=dice.randrange(25, 200))
    with clock.at(decided):
        terms = checkpoints.terms_of(checkpoints.edition_at(site.place))
    ticks = terms.checks if dice.random() < 0.8 else terms.checks[:2]
    with clock.at(decided):
        checkpoints.record_crossing(
            checkpoints.NewCrossing(
                client_id=_event(f"crossing{person}"), checkpoint_id=site.id, person_id=person,
                how=dice.choice(("code", "code", "number")), arrived_at=arrived,
                decided_at=decided, ticks=ticks, colour_seen=colour, verdict_seen="good",
                outcome=checkpoints.outcome_for(colour, ticks, terms).outcome,
            ),
            by=SYSTEM,
        )  # fmt: skip


def _trucks(site: int) -> None:
    for number, (plate, company, minutes) in enumerate(
        (("陕G31562", "汉阴县农贸公司", 12), ("豫P77120", "周口粮油物流", 41), ("川A9D233", "成都冷链", 26))
    ):  # fmt: skip
        checkpoints.tell_truck(
            checkpoints.TruckTold(
                event=_event(f"truck{number}"), at=clock.now(), checkpoint_id=site, plate=plate,
                company=company, fetched_by="老陈" if number else "", phone="13800001111",
                queued_at=clock.now() - timedelta(minutes=minutes),
                fetched_at=None if number else clock.now(),
            ),
            by=SYSTEM,
        )  # fmt: skip


def _event(name: str) -> UUID:
    return uuid5(SPACE, name)
