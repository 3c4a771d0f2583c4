"""A bare name of Taiwan, Hong Kong or Macau is never read as a place of the mainland alone, and never as
nothing: it is verified, with abroad among what it may be."""

from __future__ import annotations

import pytest

from fangxian.ground.intake import api as intake
from fangxian.lines.arrivals.where import where_named

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "mainland", "beyond"),
    [
        ("九龙", "513324", "81"),
        ("九龙城", "513324", "81"),
        ("松山区", "150404", "71"),
        ("松山", "150404", "71"),
        ("中山", "442000", "71"),
        ("中山区", "210202", "71"),
        ("东区", "510402", "71"),
        ("东区", "442000", "81"),
        ("西区", "510403", "71"),
        ("东区某小区", "510402", "81"),
        ("新北", "320411", "71"),
        ("大安区", "510304", "71"),
        ("连江", "350122", "71"),
        ("大埔", "441422", "81"),
    ],
)
def test_a_shared_name_decides_nothing(name, mainland, beyond):
    where = where_named(name)
    assert where.code == ""
    assert {mainland, beyond} <= set(where.candidates)


@pytest.mark.parametrize(
    ("name", "beyond"),
    [
        ("沙田", "81"),
        ("元朗区", "81"),
        ("旺角", "81"),
        ("台北市", "71"),
        ("台南", "71"),
        ("高雄", "71"),
        ("信义区", "71"),
        ("氹仔", "82"),
        ("台北", "71"),
        ("新北市", "71"),
        ("嘉义县", "71"),
        ("嘉义", "71"),
        ("云林县", "71"),
        ("深水埗区", "81"),
        ("南区", "81"),
        ("北区", "71"),
        ("大埔区", "81"),
    ],
)
def test_a_name_of_theirs_alone_may_be_abroad(name, beyond):
    where = where_named(name)
    assert where.code in ("", beyond)
    assert beyond in (where.code, *where.candidates)


@pytest.mark.parametrize(
    "name", ["广东省中山市", "中山市", "辽宁省大连市中山区", "重庆市九龙坡区", "福建省福州市连江县"]
)
def test_a_name_with_what_it_lies_in_is_clear(name):
    assert where_named(name).code[:2] not in ("", "71", "81", "82")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("攀枝花市东区", "510402"),
        ("四川攀枝花西区", "510403"),
        ("中山市东区", "442000002"),
        ("广东省中山市南区街道", "442000005"),
    ],
)
def test_a_quarter_that_cities_call_alike_is_placed_with_its_city(name, code):
    where = where_named(name)
    assert (where.code, where.found) == (code, True)


@pytest.mark.parametrize("name", ["西安市东区", "南区3号楼"])
def test_a_quarter_of_a_city_that_has_none_is_verified(name):
    assert not all(one.code and one.found for one in where_named(name).all)


@pytest.mark.parametrize("cell", ["（-）", "（无）", "N.A.", "〇", "（/）", "（）", "n/a"])
def test_a_cell_of_nothing_says_nothing_and_no_departure(cell):
    assert intake.said_in(cell) == intake.place_in(cell) == ""
