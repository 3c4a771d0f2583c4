"""Where somebody goes in the county, by whatever column of a ledger says it, and what is told where it
is not known down to a village."""

from __future__ import annotations

from typing import Any

import pytest

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import api as arrivals
from fangxian.lines.arrivals.columns import field_of
from fangxian.lines.arrivals.models import Declaration
from tests.rooms.arrivals.ledgers import WANG, as_text, take_in, wang

pytestmark = pytest.mark.django_db
COUNTY, CHENGGUAN, ZHONGBA = "610921", "610921100", "610921100206"


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


def table(title: str, cell: str, **more: str) -> bytes:
    said = {
        "姓名": "王秀英",
        "证件号码": WANG["document_number"],
        "手机号": "13891512345",
        "出发地": "陕西省西安市雁塔区",
        "抵达日期": "2022-05-02",
        "是否入境": "否",
        "填报时间": "2022-04-30 09:12",
        title: cell,
        **more,
    }
    return as_text([list(said), list(said.values())])


def take(title: str, cell: str, **more: str) -> tuple[Declaration, dict[str, Any]]:
    done = arrivals.import_file(table(title, cell, **more), "台账.csv", by=SYSTEM)
    assert done.counts["rejected"] == 0, done.counts
    return Declaration.objects.get(), done.counts


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("城关镇中坝村", ZHONGBA),
        ("城关镇中坝村3组", ZHONGBA),
        ("汉阴县城关镇中坝村三组12号", ZHONGBA),
        ("陕西省安康市汉阴县城关镇中坝村", ZHONGBA),
        ("汉阴县 城关镇 中坝村", ZHONGBA),
        ("中坝村3组", ZHONGBA),
        ("城关镇", CHENGGUAN),
        ("城关镇北街12号", CHENGGUAN),
        ("城关镇中坝村或前进村", CHENGGUAN),
        ("城关镇中坝村、双乳镇三同村", COUNTY),
        ("集镇社区", COUNTY),
        ("自家老房子", COUNTY),
    ],
)
def test_an_address_alone_places_as_far_as_it_is_sure(said, place):
    one, counts = take("现居住地址", said)
    assert (one.place, one.address_text) == (place, said)
    told = {COUNTY: "no_town", CHENGGUAN: "no_village"}.get(place)
    assert counts["told"] == ({told: 1} if told else {})
    assert ("town" in one.missing, "village" in one.missing) == (len(place) < 9, len(place) < 12)


@pytest.mark.parametrize(
    "title",
    [
        "返乡地址",
        "返汉后居住地",
        "目的地",
        "返回村组",
        "居家隔离地址",
        "落脚地",
        "返汉地址",
        "来汉后住址",
        "返乡目的地",
        "目的地详细地址",
        "回乡住址",
    ],
)
def test_a_heading_asks_where_somebody_goes(title):
    one, counts = take(title, "城关镇中坝村")
    assert (one.place, one.via_text, counts["told"]) == (ZHONGBA, "", {})


@pytest.mark.parametrize("title", ["返乡地址", "目的地", "居家隔离地址"])
def test_such_a_heading_over_a_place_elsewhere_is_verified(title):
    one, counts = take(title, "上海市浦东新区")
    assert (one.place, "上海市浦东新区" in one.via_text) == (COUNTY, True)
    assert counts["told"]["elsewhere"] == 1


@pytest.mark.parametrize("title", ["返乡前居住地", "来源地址", "返乡前住址", "来汉前居住地址"])
def test_a_heading_of_where_they_came_from_is_none_of_the_county(title):
    assert field_of(title) != "address"


@pytest.mark.parametrize(
    ("village", "place", "text", "address"),
    [
        ("中坝村3组", ZHONGBA, "中坝村", "3组"),
        ("中坝村三组", ZHONGBA, "中坝村", "三组"),
        ("中坝村第二村民小组", ZHONGBA, "中坝村", "第二村民小组"),
        ("中坝3组", ZHONGBA, "中坝", "3组"),
        ("二组", CHENGGUAN, "", "二组"),
        ("城关镇中坝村3组", ZHONGBA, "城关镇中坝村", "3组"),
        ("中坝村3组12号", ZHONGBA, "中坝村3组12号", ""),
    ],
)
def test_a_group_beside_a_village_is_part_of_the_address(village, place, text, address):
    one, _ = take("目的村", village, 目的乡镇="城关镇")
    assert (one.place, one.village_text, one.address_text) == (place, text, address)


def test_a_town_column_may_say_the_village_too():
    one, counts = take("目的乡镇", "城关镇中坝村3组")
    assert (one.place, one.unresolved, counts["told"]) == (ZHONGBA, [], {})


def test_a_group_alone_is_of_the_village_that_the_address_names():
    one, _ = take("目的村", "二组", 目的乡镇="城关镇", 详细地址="中坝村")
    assert (one.place, one.address_text) == (ZHONGBA, "中坝村二组")


def test_a_village_that_was_not_found_is_not_replaced_by_another():
    one, counts = take("目的村", "火星村", 目的乡镇="城关镇", 详细地址="中坝村3组")
    assert (one.place, one.unresolved) == (CHENGGUAN, ["village:火星村"])
    assert counts["told"] == {"no_village": 1}


def test_the_rows_are_named_whose_village_is_not_known():
    rows = (wang(), wang(document_type="护照", document_number="E12345678", village=""))
    counts = take_in(*rows)
    (told,) = counts["told_of"]
    assert (told["code"], told["count"], told["rows"]) == ("no_village", 1, ["3"])


@pytest.mark.parametrize("phone", ["1389150123", "138915012345", "12"])
def test_a_phone_that_cannot_be_called_is_told(phone):
    counts = take_in(wang(phone=phone))
    assert counts["told"] == {"phone_wrong": 1}
    assert Declaration.objects.get().unresolved == ["phone"]


@pytest.mark.parametrize("phone", ["", "无", "13891512345", "0915-5211234"])
def test_a_phone_that_is_one_or_none_is_not(phone):
    assert take_in(wang(phone=phone))["told"] == {}
