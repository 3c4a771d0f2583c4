"""Whatever way a second place is named beside a harmless county, it is a stay or to be verified."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fangxian.ground.intake.api import place_in
from fangxian.ground.places import finder, latin
from fangxian.ground.places.rules import FILLERS
from fangxian.ground.places.shipped import _resolver
from fangxian.lines.arrivals.where import Places

pytestmark = pytest.mark.django_db
SHIPPED = _resolver().index


def doubtful(text: str) -> bool:
    return not all(one.found for one in Places()[place_in(text)].all)


@pytest.mark.parametrize("near", ["西乡县", "安康市汉滨区", "汉阴县城关镇前进村五组"])
@pytest.mark.parametrize(
    "other",
    [
        "经沪返乡",
        "从沪返乡",
        "途沪",
        "由京回",
        "自粤返",
        "途经渝",
        "、沪",
        "(沪)",
        "沪返",
        "返沪",
        "赴沪务工",
        "从川返乡",
        "PVG",
        "pvg",
        " SH",
        "(BJ)",
        "GZ",
        "XIY转",
        "ZSPD",
        "LHR",
        "CAN转机",
        "Shang Hai",
        "Xi'an",
        "上海Pudong",
        "虹桥站",
        "浦东机场",
        "上海南",
        "西安北",
        "西安北站转车",
        "广州南返乡",
        "昆山南站",
        "太平机场",
        "坐高铁到虹桥站转车",
        "魔都",
        "从魔都返乡",
        "帝都",
        "羊城",
        "江浙沪",
        "长三角",
        "从半路返乡",
        "去过半路",
        "中转吉隆坡",
        "曼谷",
        "从上海返乡",
        "、上海阳光小区",
    ],
)
def test_a_second_place_is_a_stay_or_to_be_verified(near, other):
    found = Places()[place_in(f"{near}{other}")]
    assert len(found.all) > 1 or not found.found
    assert found.all[0].code.startswith(Places()[near].code[:6])
    assert doubtful(f"{near}{other}") or found.all[1].code[:4] != found.code[:4]


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("西乡县经沪返乡", ("31",)),
        ("西乡县PVG", ("31",)),
        ("西乡县 CTU", ("5101",)),
        ("西乡县江浙沪", ("31", "32", "33")),
        ("从沪返乡", ("31",)),
        ("PVG", ("31",)),
        ("西乡县太平机场", ("210904", "2301")),
    ],
)
def test_what_it_may_mean_is_offered(text, candidates):
    assert Places()[place_in(text)].all[-1].candidates == candidates


@pytest.mark.parametrize(
    "text",
    [
        "京沪路1号",
        "上海路2号",
        "京沪高速",
        "沪陕高速口",
        "沪A12345",
        "A区3栋",
        "AB座",
        "KTV",
        "SOHO公寓2号楼",
        "Wanda广场",
        "B12",
        "G1234",
        "自强路",
        "经开区",
        "由义村",
        "汽车站旁",
        "从厂里返乡",
        "自来水厂家属院",
        "城区",
        "回民街",
        "新华路",
        "在家",
        "川心村",
    ],
)
def test_roads_plates_houses_and_villages_are_none(text):
    found = Places()[f"安康市汉滨区{text}"]
    assert [(one.code, one.found) for one in found.all] == [("610902", True)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("广元旺苍，三江侗族自治县", ["510821", "450226"]),
        ("天津和平和云南省勐海县", ["120101", "532822"]),
        ("雅安市汉源县人民路18号蒲县", ["511823", "141033"]),
        ("郴州市临武县人民路18号徐州沛县", ["431025", "320322"]),
        ("朝阳市建平县--喀喇沁左翼蒙古族自治县", ["211322", "211324"]),
        ("延边朝鲜族自治州和龙安阳殷都", ["222406", "410505"]),
    ],
)
def test_a_county_whose_name_begins_like_a_town_near_by_is_that_county(text, codes):
    assert [one.code for one in Places()[text].all] == codes


@pytest.mark.parametrize(
    "text",
    [
        "临夏回族自治州临夏",
        "和田地区和田",
        "通辽科尔沁左翼",
        "乐山市中转湟中区",
        "西宁市城西区转仁和区人民路18号市中区",
    ],
)
def test_a_name_that_two_share_in_one_city_is_to_be_verified(text):
    assert doubtful(text)


HARMLESS = [
    (code, SHIPPED.full_name(code), row.name)
    for code, row in sorted(SHIPPED.by_code.items())
    if len(code) == len("610921") and row.name[-1:] in "县区市旗" and len(row.name) > len("东区")
]
JOINED = (
    "%s、%s",
    "%s %s",
    "%s%s",
    "%s经%s返乡",
    "%s从%s返乡",
    "%s途%s",
    "%s途经%s",
    "%s由%s回",
    "%s自%s返",
    "%s(%s)",
    "%s→%s",
    "%s/%s",
    "%s 去过%s",
    "%s，在%s务工",
    "%s，%s打工返乡",
    "%s到%s转车",
    "%s和%s",
    "%s，从%s坐高铁回来",
    "%s,4月28日在%s",
    "%s飞%s",
    "%s\n%s",
    "%s于5月1日从%s回",
    "%s。之前在%s上班",
)


def _ways():
    for code, row in sorted(SHIPPED.by_code.items()):
        if len(code) <= len("6101") and row.name not in FILLERS:
            short, read = (
                latin.short_name(row.name, row.level),
                latin.reading(row.name, row.level)[1],
            )
            letters = "".join(part[0] for part in read)
            for said in (
                row.name,
                short,
                f"{short}南站",
                f"{short}机场",
                "".join(read),
                letters.upper(),
            ):
                yield said, code
    yield from ((one.name, one.code) for one in finder.letters() if one.plain)
    yield from finder.nicknames()
    for name, letters, codes in finder.hubs():
        yield from ((said, codes[0]) for said in (f"{name}机场", *letters))
    yield from ((name, "abroad") for name in finder.countries())


@settings(max_examples=400)
@given(
    st.sampled_from(HARMLESS),
    st.sampled_from(sorted(_ways())),
    st.sampled_from(JOINED),
    st.booleans(),
    st.sampled_from(["", "人民路18号", "幸福小区2号楼"]),
)
def test_no_second_place_is_green_without_a_word(near, other, joined, bare, address):
    said, code = other
    if code.startswith(near[0][:4]) or near[0].startswith(code):
        return
    found = Places()[place_in(joined % (near[2 if bare else 1] + address, said))]
    unsure = not all(one.found for one in found.all)
    codes = [one.code for one in found.all if one.code and not near[0].startswith(one.code)]
    assert unsure or any(one.startswith(code) or code.startswith(one) for one in codes)


def test_every_code_in_the_tables_is_a_division():
    codes = {code for _, _, served in finder.hubs() for code in served}
    codes |= {code for _, code in finder.nicknames()} | {one.code for one in finder.letters()}
    assert codes <= SHIPPED.by_code.keys()


def test_a_cell_of_a_thousand_places_is_to_be_verified_and_quick():
    assert doubtful("北京、上海" * 6_000)
