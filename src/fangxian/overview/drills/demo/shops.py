"""Codes and venues of the demo: the day's key, the days that visits are kept in, and a
handful of shops (made up) of which some are approved, some wait and one was sent back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.lines.codes import api as codes
from fangxian.lines.venues import api as venues
from fangxian.overview.drills.demo.cast import speaker
from fangxian.overview.drills.demo.days import at
from fangxian.overview.drills.where import COUNTY

APPLIED, REVIEWED = at("2022-05-09T16:20"), at("2022-05-10T07:35")
OWNER = Actor(None, "群众", door="public")


@dataclass(frozen=True, slots=True)
class Shop:
    """`became`: "approved", "waits", or the reason for which it was returned."""

    name: str
    category: str
    place: str
    address: str
    contact: str
    capacity: int
    points: int = 1
    became: str = "approved"


SHOPS = (
    Shop("月河农贸市场", "农集贸市场", "610921100001", "月河路 8 号", "陈大力", 400, 2),
    Shop("汉阴客运站", "道路客运", "610921100002", "凤凰大道 1 号", "杨站长", 600, 2),
    Shop("利民大药房", "药店", "610921100003", "和平街 22 号", "许药师", 30),
    Shop("三沈大酒店", "酒店", "610921100002", "民主街 16 号", "沈经理", 180),
    Shop("县政务服务中心", "机关事业单位", "610921100004", "育才路 3 号", "罗主任", 300, 2),
    Shop("蒲溪镇卫生院", "医疗机构", "610921102201", "蒲溪街 5 号", "柯院长", 120),
    Shop("蒲溪供销超市", "商场和超市", "610921102201", "蒲溪街 31 号", "邓老板", 80),
    Shop("三堰村小卖部", "其他场所", "610921102202", "三堰村一组", "唐老板", 12),
    Shop("老城早餐店", "餐厅(馆)", "610921100001", "北城街 9 号", "赵嫂", 24, became="waits"),
    Shop("城东快递点", "邮政快递业", "610921100004", "城东路 40 号", "黄师傅", 20, became="waits"),
    Shop(
        "好友棋牌室",
        "棋牌室(麻将馆)",
        "610921100003",
        "西街巷 6 号",
        "何老板",
        30,
        became="contact",
    ),
)


def make_keys() -> bool:
    """The key that signs the day's codes, and the root under which devices trust it."""
    with clock.at(REVIEWED):
        return codes.rotate_when_due()


def open_shops() -> int:
    """Apply as an owner does, review as the headquarters does. Returns how many were opened."""
    with clock.at(REVIEWED):
        venues.ensure_partitions(by=SYSTEM)
    for turn, shop in enumerate(SHOPS):
        with clock.at(APPLIED + timedelta(minutes=7 * turn)):
            _apply(shop, f"138915{20_000 + turn * 37}")
    desk = speaker("headquarters", COUNTY)
    filed = venues.applications(page=1, by=SYSTEM).rows
    ids = {row.name: row.id for row in filed}
    approved = [ids[shop.name] for shop in SHOPS if shop.became == "approved"]
    with clock.at(REVIEWED):
        venues.approve(approved, by=desk)
        for shop in SHOPS:
            if shop.became in venues.return_reasons():
                venues.return_(ids[shop.name], shop.became, by=desk)
    return len(approved)


def _apply(shop: Shop, phone: str) -> None:
    asked = venues.NewApplication(
        shop.name,
        shop.category,
        shop.place,
        shop.address,
        shop.contact,
        phone,
        shop.capacity,
        shop.points,
    )
    venues.apply(asked, by=OWNER)
