"""However a row of a list joins its places, each of them is listed or is to be placed."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fangxian.ground.places import api as places
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.zones import pages as zones
from fangxian.lines.zones.naming import names_for, names_in
from fangxian.lines.zones.place_matching import place_area, place_region
from tests.rooms.zones.test_importing import take

pytestmark = pytest.mark.django_db


def listed(text):
    """Per row that the text stands for: its divisions, exact or not."""
    found = []
    for part in names_in(text):
        names, community = names_for(part)
        placed = place_area(place_region(names), community)
        found.append([(one.place, one.exact) for one in placed.all])
    return found


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("重庆市渝中区和江北区", ["500103", "500105"]),
        ("沙坪坝区与九龙坡区", ["500106", "500107"]),
        ("南明区及云岩区", ["520102", "520103"]),
        ("雨湖区和岳塘区", ["430302", "430304"]),
        ("渝中区也江北区", ["500103", "500105"]),
        ("渝中区以及江北区", ["500103", "500105"]),
        ("重庆市渝中区至江北区", ["500103", "500105"]),
        ("重庆市渝中区；江北区", ["500103", "500105"]),
        ("重庆市渝中区全域和江北区全域", ["500103", "500105"]),
        ("渝中、江北两区", ["500103", "500105"]),
        ("重庆市渝中区、江北区等2个区", ["500103", "500105"]),
        ("重庆市渝中区大坪街道和上清寺街道", ["500103012", "500103005"]),
        ("呼和浩特市和包头市", ["1501", "1502"]),
        ("云和县和龙泉市", ["331125", "331181"]),
        ("大同市和和田市", ["1402", "653201"]),
    ],
)
def test_each_of_the_joined_places_is_listed_in_whole(text, codes):
    assert [one for row in listed(text) for one in row] == [(code, True) for code in codes]


def test_what_is_said_of_the_last_place_does_not_lose_the_others():
    assert listed("金牛区和成华区部分区域") == [[("510106", True), ("510108", False)]]
    assert listed("重庆市渝中区(除大坪街道和上清寺街道外)和江北区") == [
        [("500103", False), ("500105", True)]
    ]


@pytest.mark.parametrize(
    "text",
    [
        "重庆市渝中区、火星镇",
        "渝中区和火星镇",
        "渝中区和火星基地",
        "重庆市渝中区等地",
        "重庆市渝中区、江北区等3个区",
        "渝中、江北三区",
        "昌平区、朝阳",
    ],
)
def test_what_is_joined_and_known_to_nobody_is_to_be_placed_and_the_known_is_listed(text):
    rows = listed(text)
    assert rows[0][0][0] in ("500103", "110114")
    assert rows[-1] == [("", False)]


@pytest.mark.parametrize(
    "text", ["渝中区和平路1号", "雁塔区和平社区", "雁塔区小寨路街道A小区和B小区"]
)
def test_a_letter_that_joins_is_none_inside_a_name(text):
    assert names_in(text) == (text,)


def test_the_towns_whose_names_hold_such_a_letter_are_found():
    region = place_region(("云南省", "昆明市", "官渡区"))
    assert place_area(region, "太和街道南窑村5号").place == "530111002"


def test_a_row_that_joins_two_districts_frees_nobody_of_the_second():
    day = date(2022, 5, 10)
    done = take("风险等级,地区,列入时间\n中风险,重庆市渝中区和江北区,2022-05-10\n".encode())
    assert [one.place for one in zones.listings(day, day)] == ["500103", "500105"]
    assert (done.unresolved, done.areas) == (0, 1)
    told = take("风险等级,地区,列入时间\n中风险,重庆市南岸区和火星镇,2022-05-10\n".encode(), "b")
    assert (told.unresolved, told.areas) == (1, 2)
    assert [row.names for row in zones.unresolved().rows if not row.place] == ["火星镇"]
    zones.add_by_hand("高", "成都市金牛区和火星村", day, by=SYSTEM)
    assert {row.names for row in zones.unresolved().rows if not row.place} == {"火星镇", "火星村"}


JOINERS = ("和", "与", "及", "以及", "、", ",", "，", "；", "/", "至", "暨", "也", " ", "\n")
NAMES = st.integers(0, 10**9)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(NAMES, min_size=2, max_size=4),
    st.lists(st.sampled_from(JOINERS), min_size=3, max_size=3),
)
def test_none_of_the_counties_of_a_list_is_lost_whatever_joins_them(numbers, joiners):
    counties = _counties()
    wanted = list(dict.fromkeys(counties[number % len(counties)] for number in numbers))
    text = "".join(
        places.full_name(code) + joiner
        for code, joiner in zip(wanted, [*joiners, ""], strict=False)
    ).rstrip("".join(JOINERS))
    found = {code for row in listed(text) for code, _ in row}
    assert set(wanted) <= found, text


@cache
def _counties():
    return [
        county.code
        for province in places.children_of("")
        for city in places.children_of(province.code)
        for county in (places.children_of(city.code) if len(city.code) == len("6101") else [city])
        if len(county.code) == len("610113")
        and places.resolve_name(places.full_name(county.code))
        and places.resolve_name(places.full_name(county.code)).code == county.code
    ]
