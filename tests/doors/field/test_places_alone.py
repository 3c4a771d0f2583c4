"""A phone without a network suggests places by the rule of the server: contracts/vectors/places.json
holds a part of the names and what is found in it (FANGXIAN_TEST_RECORD=1 records it anew)."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from fangxian.ground.places import catalogue as places_catalogue
from fangxian.ground.places import finder as places_finder
from fangxian.ground.places import pages as places

VECTORS = Path(__file__).parents[3] / "contracts/vectors/places.json"
PART = (
    "31",
    "11",
    "110105",
    "22",
    "2201",
    "220104",
    "21",
    "2113",
    "61",
    "6101",
    "6109",
    "62",
    "6201",
    "620102",
    "33",
    "3302",
    "330212",
)
WITHIN = ("31", "6101", "610921")
TYPED = (
    "上海",
    "浦东",
    "上海浦东",
    "Shanghai Pudong",
    "Pudong, Shanghai",
    "pudong new area",
    "pdxq",
    "朝阳",
    "朝阳区",
    "chaoyang",
    "北京朝阳",
    "西安",
    "xian",
    "Xi'an",
    "西安雁塔",
    "yanta district",
    "雁塔",
    "xa",
    "兰州城关",
    "城关",
    "汉阴",
    "hanyin",
    "蒲溪",
    "puxi",
    "魔都",
    "闸北区",
    "610921",
    "上 海 浦 东",
    "ＳＨＡＮＧＨＡＩ",
    "Lǚshùn",
    "宁波鄞州",
    "yinzhou ningbo",
    "火星国",
    "qqq",
    " ",
)
MOST_KB = 700
ABOUT = (
    "A part of the names as a phone holds them, and for what is typed the codes that are suggested "
    "of that part, the likeliest first."
)


@pytest.fixture
def table(db):
    places.bootstrap()
    places_catalogue.look_again()
    return places.name_table("610921")


def wanted(code: str) -> bool:
    return code in PART or code.startswith(WITHIN)


def part_of(table: places_finder.NameTable) -> dict[str, object]:
    return {
        "chinese": [list(said) for said in table.chinese if wanted(said[1])],
        "letters": [list(said) for said in table.letters if wanted(said[1])],
        "shown": {code: list(said) for code, said in table.shown.items() if wanted(code)},
        "homes": {code: home for code, home in table.homes.items() if wanted(code)},
    }


def test_what_the_phone_finds_is_what_the_server_finds(table):
    part = part_of(table)
    vectors = [
        {
            "typed": typed,
            "codes": [
                one.code for one in places.suggest(typed, 9_999) if one.code in part["shown"]
            ][:6],
        }
        for typed in TYPED
    ]
    made = {"about": ABOUT, "names": part, "vectors": vectors}
    if os.environ.get("FANGXIAN_TEST_RECORD"):
        VECTORS.write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n")
    assert json.loads(VECTORS.read_text()) == made
    found = {one["typed"]: one["codes"] for one in vectors}
    assert found["Shanghai Pudong"][0] == found["上海浦东"][0] == "310115"
    assert {"110105", "220104"} <= set(found["朝阳区"])


def test_the_county_is_known_to_its_villages_and_the_country_to_its_counties(table):
    codes = set(table.shown)
    assert any(len(code) == 12 for code in codes if code.startswith("610921"))
    assert not any(len(code) > 6 for code in codes if not code.startswith("610921"))
    assert sum(len(code) == 6 for code in codes) > 2_800


def test_a_device_fetches_them_once_squeezed_and_nobody_else_does(phone, table, client):
    asked = {"HTTP_AUTHORIZATION": f"Bearer {phone.token}"}
    answer = client.get("/field/api/places", **asked)
    assert (answer.status_code, answer["Content-Encoding"]) == (200, "gzip")
    assert len(answer.content) < MOST_KB * 1_000
    assert set(json.loads(gzip.decompress(answer.content))) == {
        "chinese",
        "letters",
        "shown",
        "homes",
    }
    again = client.get("/field/api/places", **asked, HTTP_IF_NONE_MATCH=answer["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/field/api/places").status_code == 401
