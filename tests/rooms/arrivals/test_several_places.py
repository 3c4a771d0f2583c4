"""Every place in a cell is a stay; an address is one place, whatever signs it holds."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fangxian.ground.places.shipped import _resolver
from fangxian.ground.places.splitting import split
from fangxian.lines.arrivals.models import Declaration, Stay
from fangxian.lines.arrivals.where import Places, Vias
from tests.rooms.arrivals.ledgers import take_in, wang

pytestmark = pytest.mark.django_db
LANZHOU, CHAOYANG = "甘肃省兰州市城关区", "北京市朝阳区"


@pytest.mark.parametrize(
    "between",
    [
        "、",
        ",",
        "，",
        ";",
        "；",
        "/",
        " ",
        "　",
        "-",
        "—",
        "→",
        "->",
        " -> ",
        "➔",
        "经",
        "转",
        "和",
        "途经",
        "(途经",
        "（经",
        " 转 ",
        "",
    ],
)
def test_a_second_place_in_a_cell_is_a_place(between):
    closed = ")" if "(" in between else "）" if "（" in between else ""
    assert split(f"{LANZHOU}{between}{CHAOYANG}{closed}") == (LANZHOU, CHAOYANG)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("上海(经西安)", ("上海", "西安")),
        ("上海经西安到汉阴", ("上海", "西安", "汉阴")),
        ("途经西安、郑州", ("西安", "郑州")),
        ("上海市嘉定区，经南京、合肥、西安", ("上海市嘉定区", "南京", "合肥", "西安")),
        ("西安市雁塔区、长安区", ("西安市雁塔区", "陕西省西安市长安区")),
        ("北京 上海 广州", ("北京", "上海", "广州")),
        ("兰州市城关区、火星县", ("兰州市城关区", "火星县")),
        ("兰州市城关区→半路", ("兰州市城关区", "半路")),
        ("太原市小店区坞城路92号、太原市迎泽区", ("太原市小店区坞城路92号", "太原市迎泽区")),
        ("朝阳区、鼓楼区", ("朝阳区", "鼓楼区")),
        ("泰国曼谷→昆明", ("泰国曼谷", "昆明")),
        ("610113、310115", ("610113", "310115")),
    ],
)
def test_places_are_parted_as_people_mean_them(text, parts):
    assert split(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "上海市黄浦区南京东路100号3-502",
        "上海市浦东新区世纪大道1号 西安大厦",
        "甘肃省、兰州市、城关区",
        "上海市 浦东新区 张江镇",
        "陕西-西安-雁塔区",
        "长春市经开区",
        "内蒙古呼和浩特市",
        "新疆和田地区和田市",
        "天津市和平区",
        "北京路1号",
        "上海市(浦东)",
        "610113",
        "不详",
        "、",
        "兰州市城关区雁南街道、张掖路1号",
        "西安市雁塔区小寨路街道-3号",
        "北京市朝阳区建国路88号(11-2)",
        "广州市天河区天河路、体育西路口",
        "",
    ],
)
def test_an_address_is_one_place(text):
    assert split(text) == (text,)


CITIES = (
    "甘肃省兰州市城关区",
    "北京市朝阳区",
    "上海市浦东新区",
    "陕西省西安市雁塔区",
    "河南省郑州市",
    "广东省深圳市南山区",
    "重庆市",
    "浙江省杭州市西湖区",
    "四川省成都市",
)
BETWEEN = ("、", ",", "；", " ", "→", "->", "途经", "/", "—")
ADDRESS = ("", "建设路8号", "人民路100号3-502", "幸福小区2号楼", "某某大厦(A座)")


@given(
    st.lists(
        st.tuples(st.sampled_from(CITIES), st.sampled_from(ADDRESS)),
        min_size=1,
        max_size=5,
        unique_by=lambda one: one[0],
    ),
    st.sampled_from(BETWEEN),
)
def test_as_many_places_come_out_as_were_written(said, between):
    written = tuple(f"{place}{address}" for place, address in said)
    known = Places()
    found = known[between.join(written)]
    assert [one.name for one in found.all] == list(written)
    assert [one.code for one in found.all] == [known[place].code for place, _ in said]


@given(
    st.text(
        alphabet="甘肃省兰州市城关区北京朝阳、,; /-—→>经转和(（)）0123456789号路abc", max_size=30
    )
)
def test_no_letter_of_a_cell_vanishes(text):
    parts = split(text)
    left = text
    for part in parts:
        for letter in part:
            if letter in left:
                left = left.replace(letter, "", 1)
    kept = set("、,; /-—→>经转和(（)）")
    assert set(left) <= kept


def test_the_second_place_of_the_departure_is_a_stay_until_the_arrival():
    take_in(wang(origin=f"{LANZHOU}、{CHAOYANG}", leaving="2022-05-01"))
    declared = Declaration.objects.get()
    assert (declared.origin, declared.origin_text) == ("620102", f"{LANZHOU}、{CHAOYANG}")
    stay = Stay.objects.get()
    assert (stay.place, stay.text, stay.start, stay.end) == (
        "110105",
        CHAOYANG,
        None,
        date(2022, 5, 2),
    )
    assert declared.unresolved == []
    take_in(wang(origin=LANZHOU, leaving="2022-05-01", filed_at="2022-05-01 09:00"))
    assert not Stay.objects.exists()


def test_a_part_that_nobody_can_place_stays_as_it_was_written():
    take_in(wang(origin=f"{LANZHOU}→半路", via="武汉市/火星县@2022-05-01"))
    declared = Declaration.objects.get()
    assert declared.unresolved == ["origin:半路", "via:火星县"]
    stays = list(Stay.objects.order_by("id").values_list("text", "place", "start", "end"))
    day = date(2022, 5, 1)
    assert stays == [
        ("半路", "", None, date(2022, 5, 2)),
        ("武汉市", "4201", day, day),
        ("火星县", "", day, day),
    ]


def test_a_name_of_several_places_says_which():
    where = Places()["朝阳区"]
    assert (where.code, where.found) == ("", False)
    assert {"110105", "220104"} <= set(where.candidates)


@pytest.mark.parametrize(
    ("text", "code", "candidate"),
    [
        ("闸北区", "", "310106"),
        ("上海市闸北区", "31", "310106"),
        ("魔都", "", "31"),
        ("朝阳", "", "110105"),
        ("Chaoyang", "", "110105"),
        ("不详", "", None),
        ("Shanghai Pudong", "310115", None),
        ("Shanghai - Beijing", "31", None),
    ],
)
def test_names_of_other_days_and_letters(text, code, candidate):
    where = Places()[text]
    assert where.code == code
    assert where.found is (bool(code) and candidate is None)
    assert (candidate in where.candidates) if candidate else where.candidates == ()


def test_two_cities_in_latin_letters_are_two_places():
    assert [one.code for one in Places()["Shanghai → Beijing Chaoyang"].all] == ["31", "110105"]
    assert [one.code for one in Places()["Shanghai, Beijing"].all] == ["31", "11"]


def test_places_on_the_way_share_the_days_that_stand_behind_them():
    via = Vias(Places(), date(2022, 5, 2))["西安市→武汉市@2022-05-01~2022-05-02;郑州市"]
    assert [part.where.code for part in via.parts] == ["6101", "4201", "4101"]
    assert [part.end for part in via.parts] == [date(2022, 5, 2), date(2022, 5, 2), None]
    again = Vias(Places(), date(2022, 5, 2))[via.text]
    assert again == via


MARKS = (
    "。",
    "：",
    "＋",
    "｜",
    "|",
    "•",
    "·",
    "…",
    "*",
    "【",
    "[",
    "《",
    "{",
    "↓",
    "↔",
    "⇨",
    "＼",
    "﹐",
    "﹑",
    "_",
    "‐",
    "−",
    "─",
    "﹣",
    "'",
    '"',
    "",
    " ",
    "\n",
)
VERBS = (
    "",
    "去过",
    "曾去",
    "之前在",
    "还有",
    "另",
    "回",
    "飞",
    "4月28日在",
    "在",
    "途经",
    "到过",
    "从",
)
FAR = (
    "上海",
    "上海市浦东新区",
    "北京市朝阳区",
    "武汉",
    "深圳市",
    "贵州省",
    "铁西区",
    "乌鲁木齐市天山区",
)


@given(
    st.sampled_from(
        ("安康市汉滨区", "陕西省西安市雁塔区", "郑州市金水区", "安康市汉滨区人民路18号")
    ),
    st.sampled_from(MARKS),
    st.sampled_from(VERBS),
    st.sampled_from(FAR),
)
def test_what_stands_behind_a_county_is_looked_at_whatever_joins_it(near, mark, verb, far):
    known = Places()
    found = known[f"{near}{mark}{verb}{far}"]
    named = [one.code for one in found.all]
    assert named[0].startswith(known[near].code[:6])
    assert known[far].code in named or not all(one.found for one in found.all)
    assert len(named) > 1


SHIPPED = _resolver().index
COUNTIES = [
    (code, SHIPPED.full_name(code), row.name)
    for code, row in sorted(SHIPPED.by_code.items())
    if len(code) == len("610921") and row.name[-1:] in "县区市旗" and len(row.name) > len("东区")
]


@settings(max_examples=300)
@given(
    st.sampled_from(COUNTIES),
    st.sampled_from(COUNTIES),
    st.sampled_from(MARKS + VERBS),
    st.booleans(),
    st.booleans(),
)
def test_of_two_counties_none_is_lost_unsaid(first, second, between, bare_first, bare_second):
    one, other = (first[2 if bare_first else 1], second[2 if bare_second else 1])
    found = Places()[f"{one}{between}{other}"]
    unsure = not all(place.found for place in found.all)
    said = {place.code for place in found.all}
    beside = {code for code, _, name in COUNTIES if name == second[2] and code[:4] == first[0][:4]}
    if bare_second and beside & said:  # 石家庄市长安区。新华区: that of the same city
        second = (*(beside & said), *second[1:])
    assert unsure or all(
        any(code.startswith(wanted) for code in said) for wanted in {first[0], second[0]}
    )


def test_a_bare_name_behind_a_district_is_that_of_the_same_city():
    found = Places()["河北省石家庄市长安区。新华区"]
    assert [one.code for one in found.all] == ["130102", "130105"]


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("安康市汉滨区,4月20日从缅甸入境", "缅甸入境"),
        ("安康市汉滨区、缅甸", "缅甸"),
        ("安康市汉滨区、国外", "国外"),
        ("安康市汉滨区等多地", "等多地"),
        ("安康市汉滨区/不详", "不详"),
        ("上海等地", "等地"),
        ("安康市汉滨区，铁西区", "铁西区"),
        ("安康市汉滨区、市中区", "市中区"),
        ("安康市汉滨区、江北区", "江北区"),
        ("吉林省吉林市船营区，途经朝阳区", "朝阳区"),
        ("北京丰台朝阳", "朝阳"),
    ],
)
def test_what_nobody_can_place_behind_a_county_is_to_be_verified(text, more):
    found = Places()[text]
    assert (found.all[1].name, found.all[1].code, found.all[1].found) == (more, "", False)
    assert "22" in {
        code[:2] for code in Places()["吉林省吉林市船营区，途经朝阳区"].all[1].candidates
    }


@pytest.mark.parametrize(
    "text",
    [
        "西安市雁塔区北京路12号",
        "汉滨区上海路",
        "上海市黄浦区南京东路街道",
        "汉滨区江北街道办",
        "雁塔区重庆火锅店",
        "雁塔区兰州拉面",
        "雁塔区成都小区",
        "西安市莲湖区北关正街上海城小区",
        "北京市昌平区沙河(地区)镇巩华家园",
        "上海市浦东新区张江镇",
        "西安市雁塔区和平路",
        "雁塔区星城12号楼",
    ],
)
def test_roads_shops_and_estates_with_a_citys_name_are_an_address(text):
    found = Places()[text]
    assert found.found
    assert len(found.all) == 1


@pytest.mark.parametrize("said", ["不清楚", "☑是 ☑否", "□是 □否"])
def test_who_does_not_say_whether_it_was_abroad_is_to_be_verified(said):
    take_in(wang(origin="安康市汉滨区", overseas=said))
    declared = Declaration.objects.get()
    assert declared.overseas is None
    assert declared.unresolved
    assert "不清楚" in declared.origin_text


@pytest.mark.parametrize(
    ("said", "abroad"), [("缅甸", True), ("是(缅甸)", True), ("□是 ☑否", False)]
)
def test_a_country_in_the_column_of_abroad_is_a_yes(said, abroad):
    take_in(wang(origin="安康市汉滨区", overseas=said))
    assert Declaration.objects.get().overseas is abroad
