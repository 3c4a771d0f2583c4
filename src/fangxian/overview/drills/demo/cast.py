"""Who sits at which desk in the demo, and who speaks for a unit that nobody plays."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from fangxian.ground.access import api as access
from fangxian.ground.duty import api as duty
from fangxian.ground.places import api as places
from fangxian.kernel.actor import SYSTEM, Actor, Grant
from fangxian.kernel.text import Text
from fangxian.kernel.work import unit_of_work
from fangxian.overview.drills.where import COUNTY

TOWN = "610921102"  # 蒲溪镇
VILLAGE = "610921102202"  # 三堰村
OTHER_VILLAGE = "610921102201"  # 东升村
TASK_FORCE = "信息数据专班"
PASSWORD = "hanyin-2022"  # noqa: S105 shown on the demo's sign-in page


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Somebody the newcomer can sign in as. `post`: (unit kind, place, title), if any."""

    username: str
    name: str
    what: Text
    role: str
    place: str
    post: tuple[str, str, str] | None = None
    reach: str = "place"
    password: str = PASSWORD


CAST = (
    DemoAccount(
        "zhihuibu",
        "指挥部值班员",
        Text(
            "县指挥部:看态势、导入台账、下达指令、销号", "Headquarters: situation, imports, closing"
        ),
        "headquarters",
        COUNTY,
        ("headquarters", COUNTY, "值班员"),
    ),
    DemoAccount(
        "puxi",
        "蒲溪镇值班员",
        Text("蒲溪镇:收到、核验、督办", "Puxi township: receives, checks"),
        "township",
        TOWN,
        ("township", TOWN, "值班员"),
    ),
    DemoAccount(
        "sanyan",
        "三堰村支书",
        Text("三堰村:收到、入户落实、上报凭据", "Sanyan village: receives, acts, reports"),
        "village",
        VILLAGE,
        ("village", VILLAGE, "党支部书记"),
    ),
    DemoAccount(
        "wangge",
        "三堰村一网格员",
        Text("网格员:手机上办指派给自己的事", "Grid worker: what was assigned, on a phone"),
        "grid_worker",
        VILLAGE,
        ("grid", VILLAGE + "001", "网格员"),
    ),
    DemoAccount(
        "kakou",
        "卡口一班",
        Text("卡口:扫码查验、现场申报、留置", "Checkpoint: scan, declare, hold"),
        "checkpoint",
        COUNTY,
    ),
    DemoAccount(
        "shuju",
        "数据专班成员",
        Text(
            "信息数据专班:导入、更正、合并、推送", "Data task force: imports, corrections, merging"
        ),
        "data_team",
        COUNTY,
        ("task_force", COUNTY, "成员"),
    ),
    DemoAccount(
        "zhihuizhang",
        "指挥长",
        Text("指挥长:两人审批中的第二人", "Chief: the second of two who decide"),
        "headquarters_chief",
        COUNTY,
        ("headquarters", COUNTY, "指挥长"),
    ),
    DemoAccount(
        "shenji", "审计员", Text("审计:谁看过谁", "Auditor: who looked at whom"), "auditor", COUNTY
    ),
    DemoAccount(
        "zhanghao",
        "账号管理员",
        Text("账号管理:开户、授权", "Account officer: accounts and grants"),
        "account_officer",
        COUNTY,
    ),
)


def demo_accounts() -> tuple[DemoAccount, ...]:
    """username, password and what for each desk of the demo."""
    return CAST


def set_up_units() -> None:
    """The county's units, and the task force that the data people form."""
    duty.bootstrap_units()
    if not duty.units(SYSTEM.scope("duty.read"), kind="task_force"):
        above = duty.unit_for(COUNTY, "headquarters")
        unit = duty.add_unit(
            "task_force", TASK_FORCE, COUNTY, above.id if above else None, by=SYSTEM
        )
        duty.add_post(unit, "成员", "data_team", single=False, by=SYSTEM)


def open_accounts() -> int:
    """Open each account once, with its role, its post and the password that the page shows."""
    fresh = [one for one in CAST if access.account_named(one.username) is None]
    kept = make_password(PASSWORD)  # hashing is slow on purpose: once is enough for a demo
    for one in fresh:
        with unit_of_work():
            _open(one, kept)
    return len(fresh)


def _open(one: DemoAccount, kept: str) -> None:
    opened = access.open_account(one.username, one.name, one.place, by=SYSTEM)
    access.Account.objects.filter(pk=opened.account_id).update(password=kept)
    access.record_password_change(opened.account_id, by=SYSTEM)
    access.grant(opened.account_id, one.role, one.place, one.reach, by=SYSTEM)
    if one.post:
        kind, place, title = one.post
        duty.seat(_post(kind, place, title), duty.Holder(one.name, opened.account_id), by=SYSTEM)


def _post(kind: str, place: str, title: str) -> int:
    [unit] = [row for row in _units(kind) if row.place == place]
    return next(post.id for post in duty.posts(unit.id) if post.title == title)


def _units(kind: str) -> tuple[duty.UnitRow, ...]:
    return duty.units(SYSTEM.scope("duty.read"), kind=kind)


def speaker(kind: str, place: str) -> Actor:
    """Somebody at the desk of a headquarters, a township or a village, with that role's
    powers over its own area and no more."""
    unit = duty.units_by_place()[kind, place]
    powers = {role.code: role.permissions for role in access.shipped_roles()}[kind]
    name = f"{places.name_of(place)}值班员"
    return Actor(None, name, (Grant(kind, frozenset(powers), place),), (unit,), "drill")
