"""Three checkpoints (made up for the demo), their shifts, their passes and their phones."""

from __future__ import annotations

from datetime import timedelta

from fangxian.ground.access import api as access
from fangxian.ground.devices import api as devices
from fangxian.ground.duty import api as duty
from fangxian.ground.places import api as places
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.lines.checkpoints import api as checkpoints
from fangxian.overview.drills.demo.days import at
from fangxian.overview.drills.where import COUNTY

# name, kind, township in which it stands, lanes, services, share of the arrivals
SITES = (
    (
        "汉阴高速出口卡口",
        "motorway",
        "城关镇",
        3,
        ("antigen", "sampling", "isolation", "disinfection", "truck_lane"),
        5,
    ),
    ("汉阴火车站卡口", "railway", "城关镇", 2, ("antigen", "sampling", "isolation"), 3),
    ("汉阴客运站卡口", "bus", "城关镇", 1, ("antigen", "sampling"), 2),
)
TEAMS = (
    ("周副局长", ("李警官 公安", "陈队 交管", "赵护士 卫健", "王干事 城关镇")),
    ("吴主任", ("孙警官 公安", "郑医生 卫健", "冯干事 城关镇")),
)
OPENED, ISSUED = at("2022-05-08T06:00"), at("2022-05-10T05:40")
PASS_DAYS = timedelta(days=6)
GUARDS, APP = "kakou", 1
# site → (name of the phone, when it was last heard): one lies switched off in a drawer
PHONES = {
    "汉阴高速出口卡口": ("高速口一号机", at("2022-05-10T07:58")),
    "汉阴火车站卡口": ("火车站一号机", at("2022-05-10T07:56")),
    "汉阴客运站卡口": ("客运站旧手机", at("2022-05-08T19:20")),
}


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
    with clock.at(ISSUED):
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
                plate=plate,
                company=company,
                goods=goods,
                route=route,
                since=today,
                until=today + PASS_DAYS,
                place=COUNTY,
            ),
            by=SYSTEM,
        )


def guard() -> Actor:
    """Whoever stands at the barriers, with that account's own grants and no more."""
    account = access.account_named(GUARDS)
    if account is None:
        return SYSTEM
    return access.actor_of(account.pk, "drill", unit_ids=duty.units_of(account.pk))


def hand_out_phones() -> int:
    """One a site, handed to the guards' account, posted there, heard now and then."""
    holder = guard()
    sites = [one for one in checkpoints.checkpoints(by=SYSTEM) if one.name in PHONES]
    for site in sites:
        name, heard = PHONES[site.name]
        with clock.at(OPENED):
            made = devices.enrol(name, ["checkpoint"], COUNTY, by=holder, station=site.subject)
        with clock.at(heard):
            devices.hear(made.device_id, APP, 0, by=holder)
    return len(sites)
