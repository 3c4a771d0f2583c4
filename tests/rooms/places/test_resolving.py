"""Names and codes at any level become one code."""

from __future__ import annotations

import pytest

from fangxian.ground.places import pages as places

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("陕西省西安市雁塔区", "610113"),
        ("陕西西安雁塔", "610113"),
        ("西安雁塔区小寨路街道", "610113001"),
        ("陕 西 省/西安 市·雁塔区", "610113"),
        ("雁塔区", "610113"),
        ("西安市", "6101"),
        ("西安", "6101"),  # rather the city than one of two 西安区
        ("北京市朝阳区", "110105"),
        ("北京朝阳", "110105"),
        ("北京市市辖区朝阳区", "110105"),
        ("北京市", "11"),
        ("上海上海市浦东", "310115"),
        ("重庆市万州区", "500101"),
        ("重庆市县云阳县", "500235"),
        ("济源市", "419001"),
        ("济源沁园街道", "419001001"),
        ("仙桃市", "429004"),
        ("海南省省直辖县级行政单位万宁市", "469006"),
        ("内蒙古呼和浩特", "1501"),
        ("新疆乌鲁木齐市天山区", "650102"),
        ("广东省东莞市", "441900"),
        ("东莞市虎门镇", "441900121"),
        ("儋州市市辖区", "460400"),
        ("吉林", "22"),
        ("吉林市昌邑区", "220202"),
        ("恩施州", "4228"),
        ("恩施市", "422801"),
        ("安康镇坪县", "610927"),  # 安康镇… is not taken for a town
        ("鼓楼区中央门街道", "320106004"),  # the street decides which 鼓楼区
        ("香港", "81"),
        ("汉阴县城关镇南街社区", "610921100001"),
        ("61", "61"),
        ("610000", "61"),
        ("６１０９", "6109"),
        ("610900000000", "6109"),
        ("610921", "610921"),
        ("441900", "441900"),
        ("610921102000", "610921102"),
        ("610921100001", "610921100001"),
    ],
)
def test_a_name_or_code_becomes_a_place(text, code):
    found = places.resolve_name(text)
    assert found is not None
    assert (found.code, found.exact) == (code, True)
    assert found.level == places.level_of(code)


@pytest.mark.parametrize(
    "text", ["", "美国", "西安路", "北京路12号", "市辖区", "县", "99", "朝", "abc"]
)
def test_what_names_no_place_is_left_alone(text):
    assert places.resolve_name(text) is None


def test_two_places_of_one_name_are_not_guessed_between():
    assert places.resolve_name("朝阳区") is None
    assert places.candidates("朝阳区") == ("110105", "220104")


def test_what_is_finer_than_the_divisions_is_kept_as_an_address():
    found = places.resolve_name("陕西省西安市雁塔区 科技路5-3-201")
    assert (found.code, found.rest, found.exact) == ("610113", "科技路5-3-201", False)


@pytest.mark.parametrize(
    ("parent", "name", "code"),
    [
        ("610921", "城关镇", "610921100"),
        ("610921", "城关", "610921100"),
        ("610921", "汉阴县城关镇", "610921100"),
        ("610921", "610921100", "610921100"),
        ("610921100", "南街社区", "610921100001"),
        ("610921100", "南街社区居民委员会", "610921100001"),
        ("610921100", "南街", "610921100001"),
        ("610921100", "东南村", "610921100200"),
        ("610921100", "东南村村委会", "610921100200"),
        ("610921100", "东南村民委员会", "610921100200"),
        ("610921", "东南村", "610921100200"),
        ("610921", "城关镇东南村", "610921100200"),
        ("610921", "陕西省安康市汉阴县城关镇东南村", "610921100200"),
        ("610921", "西安市", None),
        ("610921", "没有这个镇", None),
        ("610921", "610922100", None),
        ("610921", " ", None),
    ],
)
def test_towns_and_villages_are_found_within_their_county(parent, name, code):
    assert places.find_in(parent, name) == code


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("11", "municipality"),
        ("500235", "municipality"),
        ("610113", "sub_provincial"),
        ("2102", "sub_provincial"),
        ("610921", "prefecture_city"),
        ("6327", "prefecture"),
        ("419001", "province_run"),
        ("659001", "province_run"),
        ("61", ""),
        ("", ""),
    ],
)
def test_kinds_of_cities_are_facts(code, kind):
    assert places.kind_of_city(code) == kind


def test_full_names_leave_out_rows_that_are_no_place():
    assert places.full_name("500235") == "重庆市云阳县"
    assert places.full_name("419001") == "河南省济源市"
    assert places.full_name("441900121") == "广东省东莞市虎门镇"
    assert places.name_of("610921102") == "蒲溪镇"


def test_every_division_resolves_from_its_full_name_to_itself():
    """Down to townships, but for 22 pairs that share one name and one parent."""
    index = places.resolver().index
    wrong = [
        code
        for code, row in index.by_code.items()
        if row.name not in ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
        and index.home_of(code) == code
        and ((found := places.resolve_name(places.full_name(code))) is None or found.code != code)
    ]
    assert [code for code in wrong if len(code) <= 6] == []
    assert len(wrong) <= 30, [places.full_name(code) for code in wrong]


def test_reading_a_place_costs_no_query(django_assert_num_queries):
    places.resolve_name("汉阴县")
    with django_assert_num_queries(0):
        places.name_of("610921102")
        places.full_name("610921102201")
        places.resolve_name("陕西省西安市未央区")
        places.find_in("610921", "涧池镇")
