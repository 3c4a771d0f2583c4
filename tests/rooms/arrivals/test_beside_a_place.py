"""What stands beside a place in one cell: another place with the days of a stay, a house, a school or a
shop that is only named for a place, a village that nobody knows. Each is told or asked about."""

from __future__ import annotations

import random
from datetime import date

import pytest

from fangxian.ground.intake.api import place_in
from fangxian.ground.places import api as places
from fangxian.ground.places.names import SHORT
from fangxian.ground.places.shipped import _resolver
from fangxian.lines.arrivals.negations import without_denials
from fangxian.lines.arrivals.where import Places, Vias, Where

pytestmark = pytest.mark.django_db
INDEX = _resolver().index
HANBIN = "610902"
NO_NAME = {"市辖区", "县", "城区", "郊区", "矿区", "东区", "西区", "新城区", "市区", "老城区"}


def read(text: str) -> list[tuple[str, bool]]:
    return [(one.code, one.found) for one in Places()[place_in(text)].all]


def asked(text: str) -> list[str]:
    return [one.name for one in Places()[place_in(text)].all if not one.found]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("满洲里", "150781"),
        ("绥芬河", "231081"),
        ("石河子", "659001"),
        ("昆山", "320583"),
        ("瑞丽", "533102"),
        ("三亚", "4602"),
        ("石家庄", "1301"),
        ("镇江", "3211"),
        ("香港", "81"),
        ("东兴", None),
        ("景德镇", "3602"),
    ],
)
@pytest.mark.parametrize(
    "stay",
    [
        "3天",
        "三天",
        "5月1日",
        "5.1-5.3",
        "2022-05-01",
        "(3天)",
        "3天2晚",
        "开会",
        "读大学",
        "儿子家",
        "附近",
        "大巴",
        "市区",
        "2小时",
        "车站转车",
        "高速口",
        "服务区",
        "G1234",
        "4月28日返",
    ],
)
@pytest.mark.parametrize("joined", [",", "、", "", " ", "(", "-"])
def test_the_days_of_a_stay_make_no_address_of_a_name(name, code, stay, joined):
    closing = ")" if joined == "(" else ""
    told = Places()[place_in(f"汉滨区{joined}{name}{stay}{closing}")].all
    assert told[0].code == HANBIN
    if code is None:  # 东兴 is of two provinces
        assert not all(one.found for one in told)
    else:
        assert code in {one.code for one in told} | {c for one in told for c in one.candidates}


@pytest.mark.parametrize(
    ("text", "unread", "code"),
    [
        ("汉滨区,上海宾馆", "上海宾馆", "31"),
        ("汉滨区,上海大学", "上海大学", "31"),
        ("汉滨区、昆山国际酒店", "昆山国际酒店", "320583"),
        ("汉滨区,满洲里宾馆", "满洲里宾馆", "150781"),
        ("汉滨区；昆山第一医院3天", "昆山第一医院3天", "320583"),
        ("汉滨区, 东莞厂", "东莞厂", "441900"),
        ("满洲里市,上海大学", "上海大学", "31"),
        ("汉滨区 昆山第一医院", "昆山第一医院", "320583"),
        ("汉滨区(曾仙桃酒店)", "仙桃酒店", "429004"),
        ("汉滨区,兰州拉面", "兰州拉面", "6201"),
    ],
)
def test_what_is_only_named_for_a_place_is_asked_about_and_may_be_that_place(text, unread, code):
    assert asked(text) == [unread]
    *_, said = Places()[text].all
    assert said.candidates == (code,)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("汉滨区,满洲里中苏路", {HANBIN, "150781"}),
        ("汉滨区,北京路", {HANBIN}),
        ("汉滨区,和平路12号", {HANBIN}),
        ("汉滨区兰州拉面馆", {HANBIN}),
        ("上海市浦东新区,上海大学", {"310115"}),
        ("汉滨区,安康学院", {HANBIN}),
        ("汉滨区新城街道解放路12号 西安大厦", {"610902002"}),
    ],
)
def test_a_road_or_a_house_in_its_own_place_is_an_address(text, codes):
    assert {code for code, _ in read(text)} == codes
    assert asked(text) == []


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("上海市浦东新区,某某屯", "某某屯"),
        ("上海市浦东新区，某某屯3组", "某某屯3组"),
        ("汉滨区、普吉岛5天", "普吉岛5天"),
        ("汉滨区,泸沽湖", "泸沽湖"),
        ("汉滨区,某某湾旅游", "某某湾旅游"),
        ("北京,阿拉", "阿拉"),
        ("汉阴县,Kuala X", "Kuala X"),
        ("汉阴县,Phuket", "Phuket"),
        ("汉阴县,Bangkok3天", "Bangkok3天"),
        ("汉滨区;忠诚村三组务工", "忠诚村三组务工"),
        ("汉滨区,某某旗", "某某旗"),
    ],
)
def test_a_place_behind_a_comma_that_nobody_knows_is_asked_about_in_its_words(text, unread):
    assert asked(text) == [unread]


@pytest.mark.parametrize(
    "text",
    [
        "汉滨区瀛湖镇,清泉村",
        "汉阴县,城关镇,花扒村",
        "汉滨区,火车站",
        "汉滨区,村口",
        "汉滨区,张村路18号",
        "汉滨区,阳光小区3栋",
        "汉滨区建民镇,忠诚村三组",
    ],
)
def test_a_village_of_a_town_and_what_stands_in_a_county_are_its_address(text):
    assert asked(text) == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("北京G1234次返乡", "北京 返乡"),
        ("汉滨区,东宁G1234", "汉滨区,东宁"),
        ("南宁A12345", "南宁"),
        ("自驾宁A12345", "自驾"),
        ("汉滨区,陕G12345", "汉滨区"),
    ],
)
def test_no_plate_takes_the_last_letter_of_a_name(text, left):
    assert without_denials(text).split() == left.split()


DAYS = (date(2022, 5, 1), date(2022, 5, 3))


@pytest.mark.parametrize(
    "days",
    [
        "5.1-5.3",
        "5.1~5.3",
        "5.1 - 5.3",
        "5.1-3",
        "5月1日-5月3日",
        "5月1-3日",
        "5月1日至3日",
        "5/1-5/3",
        "5-1-5-3",
        "2022-05-01-2022-05-03",
        "2022-05-01-03",
        "20220501-20220503",
        "2022.5.1-2022.5.3",
    ],
)
def test_a_span_of_days_is_one_stay_with_both_of_them(days):
    (part,) = Vias(Places(), date(2022, 5, 10))[f"上海@{days}"].parts
    assert (part.where.code, part.start, part.end) == ("31", *DAYS)


def test_what_is_no_span_is_unreadable_and_a_day_is_one_day():
    near = date(2022, 5, 10)
    assert Vias(Places(), near)["上海@火星-月亮"].fault == "unreadable"
    (part,) = Vias(Places(), near)["上海@2022-05-01"].parts
    assert (part.start, part.end) == (DAYS[0], DAYS[0])


@pytest.mark.parametrize(
    "text",
    [
        "“去过哪里”写着从上海,北京回来,满洲里3天",
        "“旅居史;途经|省、市”写着上海",
        "“途经”写着上海、5.1到",
    ],
)
def test_what_is_quoted_of_a_column_is_one_stay(text):
    (part,) = Vias(Places())[text].parts
    assert (part.where.code, part.where.found, part.where.name) == ("", False, text)
    assert "31" in part.where.candidates


def test_places_in_quotes_are_places():
    assert read("“上海,北京”") == [("31", True), ("11", True)]


def test_of_thousands_of_places_beside_harmless_words_none_is_lost_unsaid():
    chance, known = random.Random(20221130), Places()
    codes = [
        code
        for code, row in sorted(INDEX.by_code.items())
        if len(code) <= len("610921") and row.name not in NO_NAME
    ]
    missed = []
    for _ in range(3_000):
        first, code = chance.choice(FIRST), chance.choice(codes)
        joined, stay = chance.choice(JOINED), chance.choice(STAYED)
        ways = [INDEX.by_code[code].name, *(t for t, rank in INDEX.ways(code) if rank == SHORT)]
        name = chance.choice([way for way in ways if len(way) > 1])
        text = f"{first}{joined}{name}{stay}{')' if joined == '(' else ''}"
        if not (_of_its_own(first, name) or _told(known[place_in(text)], name, code)):
            missed.append(text)
    assert missed == []


FIRST = ("汉滨区", "上海市浦东新区", "汉滨区人民路18号")
JOINED = ("、", ",", " ", "", "(", "->", "。")
STAYED = (
    "3天",
    "5月1日",
    "5.1-5.3",
    "返回",
    "出差3天",
    "旅游",
    "姐姐家",
    "就医",
    "火车",
    "一周",
    "",
    "(探亲)",
)


def _of_its_own(first: str, name: str) -> bool:
    """Whether a place has a part of that name, or is its part."""
    held, other = places.resolve_name(first), places.resolve_name(name)
    assert held
    above = other is not None and held.code.startswith(other.code)
    return above or places.resolve_within(held.code, name) is not None


def _told(where: Where, name: str, code: str) -> bool:
    other = places.resolve_name(name)
    codes = {code, other.code if other else code}
    told = any(one.code and one.code.startswith(tuple(codes)) for one in where.all)
    told |= any(
        places.name_of(one.code) == places.name_of(code) for one in where.all
    )  # 宝山区 nearby
    return told or not all(one.found for one in where.all)
