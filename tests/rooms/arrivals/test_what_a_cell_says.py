"""What stands beside a place in a cell proves that it is an address, denies something, says how they
travelled, or makes the person 待核 with these words."""

from __future__ import annotations

import random

import pytest

from fangxian.ground.intake.api import place_in
from fangxian.ground.places import api as places
from fangxian.ground.places.names import SHORT, ways_to_write
from fangxian.ground.places.shipped import _resolver
from fangxian.lines.arrivals.asking import question_of
from fangxian.lines.arrivals.models import Declaration, Stay
from fangxian.lines.arrivals.negations import without_denials
from fangxian.lines.arrivals.where import Places, Vias
from tests.rooms.arrivals.ledgers import take_in, wang

pytestmark = pytest.mark.django_db
HANBIN, SHANGHAI, BEIJING, XIAN = "610902", "31", "11", "6101"
INDEX = _resolver().index


def read(text: str) -> list[tuple[str, bool]]:
    return [(one.code, one.found) for one in Places()[place_in(text)].all]


def codes(text: str) -> set[str]:
    return {code for code, _ in read(text)}


def lost(text: str) -> list[str]:
    return [one.name for one in Places()[place_in(text)].all if not one.found]


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("商州区有上海旅居史", "有"),
        ("汉滨区(待上海3天)", None),
        ("汉滨区 密接", "密接"),
        ("汉滨区,密接", "密接"),
        ("汉滨区人民路18号密接", "密接"),
        ("汉滨区红码", "红码"),
        ("汉滨区阳性", "阳性"),
        ("汉滨区(次密接)", "次密接)"),
        ("西安市等三地", "等三地"),
        ("汉滨区等三地", "等三地"),
        ("北京、其他", "其他"),
        ("西安及周边", "及周边"),
        ("汉滨区发热门诊", "发热门诊"),
        ("汉滨区隔离酒店", "隔离酒店"),
        ("汉滨区,接触过病例", "接触过病例"),
        ("汉滨区?", "?"),
        ("汉滨区火星", "火星"),
        ("汉滨区,去过火星村", "火星村"),
        ("汉滨区,黄码", "黄码"),
        ("汉滨区人民路18号,某人", "某人"),
        ("汉滨区无法说清", "无法说清"),
        ("西安市弹窗", "弹窗"),
    ],
)
def test_what_is_no_address_makes_the_person_to_be_verified_in_its_words(text, unread):
    said = lost(text)
    if unread is None:  # all of it was read: a stay that is told
        assert codes(text) == {HANBIN, SHANGHAI}
    else:
        assert unread in said


@pytest.mark.parametrize("text", ["红码", "阳性", "等三地", "密接", "无法说清", "接火星来客"])
def test_what_names_no_place_is_to_be_verified(text):
    assert read(text) == [("", False)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("商州区有上海旅居史", SHANGHAI),
        ("汉滨区(待上海3天)", SHANGHAI),
        ("乘上海列车", SHANGHAI),
        ("汉滨区接绥芬河返乡人员", "231081"),
        ("汉滨区,陪同上海来客", SHANGHAI),
        ("汉滨区,坐上海至西安火车", SHANGHAI),
        ("汉滨区,坐上海至西安火车", XIAN),
        ("未去上海,去过北京", BEIJING),
        ("汉滨区,上海旅居史", SHANGHAI),
        ("汉滨区,妻子从上海回来", SHANGHAI),
        ("汉滨区(4月28日至30日在上海)", SHANGHAI),
        ("汉滨区,曾到上海出差3天", SHANGHAI),
    ],
)
def test_a_place_in_such_words_is_a_stay(text, place):
    assert place in codes(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("接绥芬河返乡人员", "231081"),
        ("陪同上海来客", SHANGHAI),
        ("有上海旅居史", SHANGHAI),
        ("家人有上海旅居史", SHANGHAI),
    ],
)
def test_where_its_part_cannot_be_told_it_is_what_is_asked(text, place):
    where = Places()[text]
    assert (where.code, where.found) == ("", False)
    assert place in where.candidates


DENIED = (
    "未途经中高风险区",
    "未途经中、高风险地区",
    "无上海旅居史",
    "没有去过上海",
    "未去过北京",
    "无境外旅居史",
    "14天内未去过中高风险地区",
    "无中高风险地区旅居史",
    "未外出",
    "没去过",
    "未接触上海来客",
    "近14天无上海等地旅居史",
    "未离开本县",
)
WAY = (
    "京昆高速",
    "服务区",
    "自驾",
    "高铁",
    "G1234次",
    "MU2345",
    "MU2345/MU2346",
    "K8次列车",
    "陕G12345",
    "临陕G12345",
    "粤Z1234港",
    "直达",
    "直接回",
    "未停留",
    "否",
    "×",
    "一路未停",
    "自驾,京昆高速",
    "G1234转D567",
    "乘坐高铁",
)


@pytest.mark.parametrize("text", [*DENIED, *WAY, "未途经中高风险区,自驾", "直达;未停留"])
def test_on_the_way_a_denial_or_a_means_of_way_is_no_stay(text):
    via = Vias(Places())[place_in(text)]
    assert (via.parts, via.fault) == ((), "")


@pytest.mark.parametrize(
    "text",
    [
        "无法说清",
        "不详",
        "无法排除上海旅居史",
        "不是没去过上海",
        "没说去过上海",
        "未去火星",
        "从未离开上海",
        "未出上海",
        "没出上海",
        "是",
        "√",
        "有",
        "↓",
        "5.1-5.3",
        "4月28日",
    ],
)
def test_what_only_begins_like_a_denial_is_asked_about(text):
    via = Vias(Places())[place_in(text)]
    assert any(not part.where.found for part in via.parts)


@pytest.mark.parametrize(
    "lead",
    ["居住于", "就读于", "出差", "停留", "陪护", "探亲", "旅游", "落地", "绕道", "5月1日", "现居"],
)
@pytest.mark.parametrize(
    ("name", "code"), [("昆山", "320583"), ("绥芬河", "231081"), ("满洲里", "150781")]
)
def test_a_short_name_behind_a_word_of_staying_is_a_stay(lead, name, code):
    assert code in {code for code, _ in read(f"汉滨区,{lead}{name}")}


@pytest.mark.parametrize("text", [*DENIED, *WAY])
def test_a_departure_that_is_only_denied_or_only_a_train_is_not_known(text):
    if place_in(text):
        assert read(text) == [("", False)]


@pytest.mark.parametrize("denied", DENIED)
@pytest.mark.parametrize("joined", ["汉滨区,%s", "汉滨区(%s)", "%s,汉滨区", "汉滨区 %s"])
def test_a_denial_beside_a_place_means_nothing(joined, denied):
    assert read(joined % denied) == [(HANBIN, True)]


@pytest.mark.parametrize("way", [one for one in WAY if one not in ("否", "×")])
def test_a_means_of_way_beside_a_place_means_nothing(way):
    assert read(f"汉滨区 {way}") == [(HANBIN, True)]
    assert read(f"{way},汉滨区") == [(HANBIN, True)]


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("未去上海,去过北京", [BEIJING]),
        ("无上海旅居史、北京", [BEIJING]),
        ("未去上海、北京", [BEIJING]),
        ("无锡旅居史", ["3202"]),
        ("无锡", ["3202"]),
        ("无为市", ["340281"]),
        ("西安市未央区", ["610112"]),
    ],
)
def test_a_denial_denies_one_place_only(text, stays):
    assert read(text) == [(code, True) for code in stays]


ADDRESSES = (
    "新城街道解放路12号",
    "江北街道办事处",
    "阳光小区3栋2单元501室",
    "幸福里2号楼1单元",
    "建民镇忠诚村三组",
    "五里工业园区",
    "安康大道88号如家酒店",
    "高新区国际城A区5幢",
    "火车站附近",
    "中心医院对面",
    "香溪洞旁",
    "安康学院",
    "汉滨初中",
    "兴安市场",
    "西大街广场",
    "某某电子有限公司",
    "某某建筑工地",
    "公司宿舍",
    "家中",
    "老家",
    "亲戚家",
    "务工",
    "上学",
    "探亲",
    "出差",
    "返乡",
    "就医",
    "(务工)",
    "务工返乡",
    "5月1日返乡",
    "人民路18号,务工",
    "育才路(兴科明珠花园)",
    "巴山中路电力局家属院",
    "恒口镇街道",
    "北京现代4S店",
    "兰州拉面馆",
    "重庆小面",
    "武汉热干面店",
    "南京路12号",
    "北京路",
    "静宁路2-3-501",
    "XX小区B座1203",
    "瀛湖镇清泉村",
    "张滩镇奠安村二组12号",
    "城东新区物流园",
    "大同镇卫生院",
    "江北高井头",
    "欧亚•云台小区7栋",
    "经二路白云宾馆",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_people_write_is_an_address(address):
    assert read(f"陕西省安康市汉滨区{address}")[0][0].startswith(HANBIN)
    assert lost(f"陕西省安康市汉滨区{address}") == []
    assert len(read(f"陕西省安康市汉滨区{address}")) == 1


@pytest.mark.parametrize(
    "text", ["西安务工", "西安市 5月1日返乡", "西安(探亲)", "西安 高铁 G1234次"]
)
def test_a_city_with_harmless_words_is_as_good_as_the_city(text):
    assert read(text) == [(XIAN, True)]


def test_a_village_without_its_town_offers_the_villages_of_that_name():
    several = Places()["集镇社区"]
    assert (several.code, several.found) == ("", False)
    assert len(several.candidates) > 1
    assert {places.name_of(code) for code in several.candidates} == {"集镇社区居委会"}
    assert Places()["东南村"].candidates == ("610921100200",)


SEPARATORS = (
    "、",
    ",",
    "，",
    "；",
    " ",
    "-",
    "—",
    "→",
    "->",
    "至",
    "到",
    "转",
    "途经",
    "(%s)",
    "（%s）",
    "",
    "和",
    "/",
    "\n",
    "回",
)
OWN_PART = {
    "城区",
    "郊区",
    "矿区",
    "东区",
    "西区",
    "新城区",
    "市区",
}  # behind a county: a part of it


def _written(code: str) -> list[str]:
    name, city = INDEX.by_code[code].name, INDEX.by_code[code].parent
    short = [
        text for text, rank in ways_to_write(name, "county") if rank == SHORT and len(text) > 1
    ]
    above = INDEX.by_code[city].name if city in INDEX.by_code else ""
    within = [f"{above}{one}" for one in (name, *short) if above.endswith(("市", "州"))]
    return [INDEX.full_name(code), name, *within]


def test_of_thousands_of_pairs_of_counties_none_is_lost_unsaid():
    chance, known = random.Random(20220510), Places()
    counties = [
        code
        for code, row in sorted(INDEX.by_code.items())
        if len(code) == len("610921") and row.name not in {"市辖区", "县", *OWN_PART}
    ]
    missed = []
    for _ in range(6_000):
        pair = chance.sample(counties, 2)
        one, other = (chance.choice(_written(code)) for code in pair)
        joined = chance.choice(SEPARATORS)
        text = one + (joined % other if "%" in joined else joined + other)
        all_ = known[place_in(text)].all
        told = all(any(place.code.startswith(code) for place in all_) for code in pair)
        if not told and all(place.found for place in all_):
            missed.append(text)
    assert missed == []


def test_what_was_not_read_is_quoted_and_kept_beside_the_place():
    take_in(wang(origin="陕西省商洛市商州区,密接", via="未途经中高风险区"))
    declared = Declaration.objects.get()
    assert (declared.origin, declared.unresolved) == ("611002", ["origin:密接"])
    assert [stay.text for stay in Stay.objects.all()] == ["密接"]
    assert "“密接”没有读懂" in question_of("place", "密接").zh
    assert "上海市" in question_of("ambiguous", "有上海旅居史").zh


def test_a_cell_without_denials_is_left_as_it_is():
    assert without_denials("陕西省西安市未央区无名路1号") == "陕西省西安市未央区无名路1号"
