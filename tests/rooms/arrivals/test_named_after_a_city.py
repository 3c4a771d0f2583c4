"""New areas, development zones, universities, stations and airports that a city's or a county's name begins
lie there, as far as anybody can say: nobody is asked for them, and they count as that city does."""

from __future__ import annotations

import pytest

from fangxian.lines.arrivals.where import Places

pytestmark = pytest.mark.django_db


def stays(text: str) -> list[tuple[str, bool]]:
    return [(one.code, one.found) for one in Places()[text].all]


PLACED = {
    "5101": [
        "成都高新区",
        "成都高新技术产业开发区天府三街1号",
        "成都天府新区",
        "成都东站转车",
        "成都双流国际机场T2",
    ],
    "1306": ["雄安新区", "河北雄安新区", "河北省雄安新区"],
    "4101": ["郑州航空港", "郑州航空港区", "郑州经开区", "郑州大学"],
    "3302": ["宁波杭州湾新区", "宁波大学", "宁波经济技术开发区"],
    "4201": ["武汉大学", "武汉站", "武汉东湖高新区", "武汉天河机场T3", "汉口站", "武汉大学宿舍3栋"],
    "31": [
        "上海浦东国际机场T2",
        "浦东机场T1航站楼",
        "上海虹桥站",
        "虹桥站",
        "上海交通大学",
        "上海临港新片区",
    ],
    "6101": [
        "西安国际港务区",
        "西安浐灞生态区",
        "西安曲江新区",
        "西安北站",
        "西安外国语大学长安校区",
        "沣东新城",
    ],
    "610921": ["汉阴站", "汉阴经开区"],
    "610921101": ["涧池站"],
    "370211": ["青岛西海岸新区"],
    "610403": ["杨凌示范区"],
}


@pytest.mark.parametrize(
    ("code", "text"), [(code, one) for code, some in PLACED.items() for one in some]
)
def test_it_lies_where_its_name_begins(code, text):
    assert stays(text) == [(code, True)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("西咸新区", ["6101", "6104"]),
        ("西安咸阳机场T3", ["6101", "6104"]),
        ("汉滨区,广州站", ["610902", "4401"]),
    ],
)
def test_what_reaches_over_two_cities_counts_in_both(text, codes):
    assert stays(text) == [(code, True) for code in codes]


@pytest.mark.parametrize(
    "text",
    [
        "四川大学",
        "长安大学",
        "朝阳站",
        "西安上海交通大学",
        "北京师范大学珠海分校",
        "北京中医药大学东方学院",
        "上海大厦",
        "武汉路",
        "武汉站前路",
        "北京武汉站",
        "武汉大学密接",
        "太平机场",
        "高新区",
    ],
)
def test_what_may_lie_elsewhere_is_asked(text):
    assert not all(found for _, found in stays(text))
