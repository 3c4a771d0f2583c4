"""Every place in a cell is a stay; an address is one place, whatever signs it holds."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangxian.lines.arrivals.models import Declaration, Stay
from fangxian.lines.arrivals.splitting import split
from fangxian.lines.arrivals.where import Places, Vias
from tests.rooms.arrivals.ledgers import take_in, wang

pytestmark = pytest.mark.django_db
LANZHOU, CHAOYANG = "甘肃省兰州市城关区", "北京市朝阳区"


@pytest.mark.parametrize(
    "between",
    ["、", ",", "，", ";", "；", "/", " ", "　", "-", "—", "→", "->", " -> ", "➔", "经", "转", "和",
     "途经", "(途经", "（经", " 转 ", ""],
)  # fmt: skip
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
        "上海市黄浦区南京东路100号3-502", "上海市浦东新区世纪大道1号 西安大厦", "甘肃省、兰州市、城关区",
        "上海市 浦东新区 张江镇", "陕西-西安-雁塔区", "长春市经开区", "内蒙古呼和浩特市",
        "新疆和田地区和田市", "天津市和平区", "北京路1号", "上海市(浦东)", "610113", "不详", "、",
        "兰州市城关区雁南街道、张掖路1号", "西安市雁塔区小寨路街道-3号", "北京市朝阳区建国路88号(11-2)",
        "广州市天河区天河路、体育西路口", "",
    ],
)  # fmt: skip
def test_an_address_is_one_place(text):
    assert split(text) == (text,)


CITIES = ("甘肃省兰州市城关区", "北京市朝阳区", "上海市浦东新区", "陕西省西安市雁塔区", "河南省郑州市",
          "广东省深圳市南山区", "重庆市", "浙江省杭州市西湖区", "四川省成都市")  # fmt: skip
BETWEEN = ("、", ",", "；", " ", "→", "->", "途经", "/", "—")
ADDRESS = ("", "建设路8号", "人民路100号3-502", "幸福小区2号楼", "某某大厦(A座)")


@given(
    st.lists(st.tuples(st.sampled_from(CITIES), st.sampled_from(ADDRESS)), min_size=1, max_size=5,
             unique_by=lambda one: one[0]),
    st.sampled_from(BETWEEN),
)  # fmt: skip
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
    assert stays == [("半路", "", None, date(2022, 5, 2)), ("武汉市", "4201", day, day),
                     ("火星县", "", day, day)]  # fmt: skip


def test_a_name_of_several_places_says_which():
    where = Places()["朝阳区"]
    assert (where.code, where.found) == ("", False)
    assert {"110105", "220104"} <= set(where.candidates)


@pytest.mark.parametrize(
    ("text", "code", "candidate"),
    [
        ("闸北区", "", "310106"), ("上海市闸北区", "31", "310106"), ("魔都", "", "31"), ("朝阳", "", "110105"),
        ("Chaoyang", "", "110105"), ("不详", "", None), ("Shanghai Pudong", "310115", None),
        ("Shanghai - Beijing", "31", None),
    ],
)  # fmt: skip
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
