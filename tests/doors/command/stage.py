"""A county as the pages see it: real divisions, units, accounts, people and instructions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from stdnum.cn import ric

from fangxian.ground.access import pages as access
from fangxian.ground.duty import api as duty
from fangxian.ground.duty.models import Unit
from fangxian.ground.people import api as people
from fangxian.ground.places import catalogue as places_catalogue
from fangxian.ground.places import pages as places
from fangxian.ground.tasks import reactions as tasks
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.zones import pages as zones
from tests.laid import Laid

COUNTY, TOWN, VILLAGE = "610921", "610921102", "610921102201"
PASSWORD = "long-enough-8610"  # noqa: S105 of accounts that live as long as a test
NOW = "2022-05-10T20:14"
TERMS = {
    "received": timedelta(minutes=30),
    "accepted": timedelta(hours=1),
    "acted": timedelta(hours=4),
    "checked": timedelta(hours=8),
    "closed": timedelta(hours=24),
}
NAMES = ("张三丰", "李春梅", "王建国", "赵小燕", "陈大力", "刘洋", "周秀英", "吴刚")
BIRTHS = (
    "19900101",
    "19850202",
    "19780303",
    "19950404",
    "19820505",
    "20000606",
    "19660707",
    "19930808",
)


@dataclass
class Stage:
    accounts: dict[str, access.Account] = field(default_factory=dict)
    people: list[int] = field(default_factory=list)
    orders: list[int] = field(default_factory=list)


def number_of(born: str) -> str:
    """A resident id that passes its check."""
    return f"110101{born}001{ric.calc_check_digit(f'110101{born}0010')}"


def open_account(username: str, name: str, role: str = "", place: str = COUNTY) -> access.Account:
    account = access.Account.objects.create_user(
        username, password=PASSWORD, name=name, place=place
    )
    if role:
        access.grant(account.pk, role, place, since=clock.today() - timedelta(days=9), by=SYSTEM)
    return account


def seat(account: access.Account, unit: int) -> None:
    """On a post in a unit: without one an account does nothing of others' work."""
    post = duty.add_post(unit, f"{account.name}的岗位", single=False, by=SYSTEM)
    duty.seat(post, duty.Holder(account.name, account.pk), by=SYSTEM)


def ground() -> None:
    """What a county has before anything happens."""
    places.bootstrap()
    places_catalogue.look_again()
    access.bootstrap()
    for kind, place in (("headquarters", COUNTY), ("township", TOWN), ("village", VILLAGE)):
        Unit.objects.get_or_create(kind=kind, place=place, defaults={"name": places.name_of(place)})


def build() -> Stage:
    """An evening in May 2022: two orders late, two fresh, one acted, one closed."""
    stage = Stage()
    stage.accounts = {
        "hq": open_account("zhihuibu", "值班员甲", "headquarters"),
        "town": open_account("puxi", "蒲溪镇值班", "township", TOWN),
        "village": open_account("cun", "公路村书记", "village", VILLAGE),
        "nobody": open_account("xinren", "新来的人"),
    }
    stage.people = _people()
    units = duty.units_for(VILLAGE)
    for who, kind in (("hq", "headquarters"), ("town", "township"), ("village", "village")):
        seat(stage.accounts[who], units[kind])
    with clock.at("2022-05-10T08:00"):
        stage.orders += tasks.issue_many(
            [_order(n, who, units) for n, who in enumerate(stage.people[:3])], by=SYSTEM
        )
    with clock.at("2022-05-10T20:00"):
        stage.orders += tasks.issue_many(
            [_order(n + 3, who, units) for n, who in enumerate(stage.people[3:])], by=SYSTEM
        )
    return stage


def _people() -> list[int]:
    """Eight travellers, six of them from a district that was listed while they were there."""
    zones.add_by_hand("medium", "陕西省西安市雁塔区", date(2022, 4, 29), by=SYSTEM)
    return [_declare(n, name) for n, name in enumerate(NAMES)]


def _declare(n: int, name: str) -> int:
    form = {
        "name": name,
        "document_type": "居民身份证",
        "document_number": number_of(BIRTHS[n]),
        "phone": f"1389150{1234 + n}",
        "origin": "陕西省西安市雁塔区" if n < 6 else "四川省成都市武侯区",
        "leaving": "2022-05-06",
        "arrival": "2022-05-10" if n % 2 else "2022-05-07",
        "transport": "火车",
        "vehicle": "K8072",
        "town": places.name_of(TOWN),
        "village": places.name_of(VILLAGE),
        "address": f"二组 {n + 1} 号",
        "overseas": "否",
        "method": "镇村录入",
    }
    with clock.at(f"2022-05-0{6 + n // 4}T10:0{n}"):
        return arrivals.register(form, by=SYSTEM, way_in="township").person_id


def _order(n: int, person_id: int, units: dict[str, int]) -> tasks.Order:
    return tasks.Order(
        kind="control",
        subject=f"arrivals.declaration:{n + 1}",
        reason_key="home-quarantine",
        place=VILLAGE,
        person_id=person_id,
        title=Text(
            f"{people.names_of([person_id])[person_id]} · 居家隔离 7 天", "Home quarantine, 7 days"
        ),
        body=Text(
            "从陕西省西安市雁塔区返乡,今日入户:核对身份、张贴告知书、测体温,安排第 1、4、7 天核酸。",
            "Back from Yanta district, Xi'an. Visit today: check identity, hand over the notice.",
        ),
        addressees=(
            tasks.Addressee("township", units["township"]),
            tasks.Addressee("village", units["village"]),
        ),
        because={
            "document": "汉阴县疫情防控通告 2021-12-27",
            "clause": "第2条",
            "mark": "known",
            "source": "hanyin",
            "pack": "hanyin",
        },
        terms=TERMS,
        uncertain=n == 4,
        origin_unit=units["headquarters"],
    )


def _evening() -> Stage:
    ground()
    return build()


EVENING = Laid(_evening)  # the ground and what stands on it, for tests in a transaction
