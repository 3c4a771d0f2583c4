"""Published names become divisions; what does not is a work item."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from fangxian.ground.places import pages as places
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.models import FactRow
from fangxian.lines.zones import api as zones_api
from fangxian.lines.zones import errors
from fangxian.lines.zones import pages as zones
from fangxian.lines.zones import reactions as zones_reactions
from fangxian.lines.zones.models import RiskArea
from fangxian.lines.zones.place_matching import place_area, place_region
from tests.data import shared
from tests.rooms.zones.test_importing import snapshot, take

pytestmark = pytest.mark.django_db

ZONE = ("河南省", "郑州市", "郑东新区")


def test_every_published_triple_resolves_as_in_the_table_beside_the_data():
    path = shared("cn_risk_areas_2022/region_names_to_gb2260.csv")
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    agreed, other, open_ = 0, [], 0
    for row in rows:
        placed = place_region((row["province"], row["city"], row["county"]))
        street = row["match_method"].partition("street=")[2].rstrip(")")
        if placed.place.startswith(street or row["code6"]) and (placed.place or not row["code6"]):
            agreed += 1
            open_ += not row["code6"] and not placed.exact
        else:
            other.append((row["province"], row["city"], row["county"], row["code6"], placed.place))
    assert other == []
    assert agreed == len(rows) > 500
    # Who names no county there lies inexactly at what is named; but 亦庄 and 瀛海 are towns.
    assert open_ == sum(not row["code6"] for row in rows) - 2 == {2072: 159}.get(len(rows), 51)


def test_no_published_name_is_without_a_place_where_any_division_around_it_is_named():
    path = shared("cn_risk_areas_2022/region_names_to_gb2260.csv")
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    triples = [(row["province"], row["city"], row["county"]) for row in rows]
    assert [triple for triple in triples if not place_region(triple).place] == [("", "", "")]


@pytest.mark.parametrize(
    ("names", "community", "place", "exact"),
    [
        (("上海市", "上海市", "嘉定区"), "江桥镇增建村柴中村民组", "310114118", False),
        (
            ("上海市", "上海市", "徐汇区"),
            "徐汇区长桥街道除中风险区之外的其他地区",
            "310104010",
            False,
        ),
        (("云南省", "西双版纳傣族自治州", "景洪市"), "景洪市全域", "532801", True),
        (("辽宁省", "营口市", "鲅鱼圈区"), "", "210804", True),
        (("青海省", "黄南藏族自治州", "泽库县"), "泽库县除高风险区以外区域", "632323", False),
        (("陕西省", "安康市", "汉阴县"), "涧池镇新华村全村", "610921101222", True),
        (("陕西省", "安康市", "汉阴县"), "城关镇全域", "610921100", True),
        (("广东省", "东莞市", "虎门镇"), "某小区", "441900121", False),
        (("广东省", "东莞市", "松山湖高新技术产业开发区"), "全域", "441900", False),
        (("北京市", "大兴区", "亦庄（地区）镇"), "", "110115004", True),
        (("广东省", "广州市", "海珠区"), "中山大学南校区", "440105", False),
        (("新疆生产建设兵团",) * 3, "六十二团", "65", False),
        (("河南省", "郑州市", "高新区"), "枫杨街道", "4101", False),
        (("吉林省", "长白山保护开发区", "池北区"), "", "22", False),
        (("重庆市", "重庆市", "两江新区"), "", "50", False),
        (("河南省", "开封市", "开封县"), "", "410212", False),
        (("湖北省", "十堰市", "郧县"), "", "420304", False),
        (("陕西省", "宝鸡市", "凤翔县"), "", "610305", False),
        (("上海市", "上海市", "闸北区"), "", "310106", False),
        (("北京市", "经济开发区", "荣华街道"), "", "110115012", True),
        (("河南", "郑州", "高新区"), "", "4101", False),
        (("", "", ""), "某小区", "", False),
    ],
)
def test_a_community_text_is_placed_by_the_names_it_begins_with(names, community, place, exact):
    placed = place_area(place_region(names), community)
    assert (placed.place, placed.exact) == (place, exact)


@pytest.mark.parametrize(
    ("community", "named"),
    [
        ("城关镇、涧池镇", [("610921100", True), ("610921101", True)]),
        ("城关镇全域,涧池镇某小区3号楼、4号楼", [("610921100", True), ("610921101", False)]),
        ("城关镇和涧池镇除高风险区以外区域", [("610921100", False), ("610921101", False)]),
        ("涧池镇新华村、军坝村", [("610921101222", True), ("610921101200", True)]),
        ("汉阴县城关镇;汉阴县涧池镇", [("610921100", True), ("610921101", True)]),
        ("城关镇(除涧池镇、蒲溪镇方向)", [("610921100", False)]),
        ("城关镇、月河工业开发区", [("610921100", True), ("610921", False)]),
        ("城关镇、北京市朝阳区", [("610921100", True), ("110105", True)]),
        ("城关镇北大街1号、3号、5号", [("610921100", False)]),
    ],
)
def test_a_text_that_names_several_towns_lists_all_of_them(community, named):
    region = place_region(("陕西省", "安康市", "汉阴县"))
    assert [(one.place, one.exact) for one in place_area(region, community).all] == named


def test_every_town_of_one_text_is_listed_found_and_moved_with_it():
    hanyin = ("陕西省", "安康市", "汉阴县")
    day = date(2022, 5, 1)
    take(snapshot("2022-05-01 9时", high=[(hanyin, "城关镇、涧池镇")]))
    listed = zones.listings(day, day)
    assert [one.place for one in listed] == ["610921100", "610921101"]
    assert len({one.id for one in listed}) == 1
    row = zones.areas(zones.AreaFilter(place="610921101")).rows[0]
    assert row.text.endswith("城关镇、涧池镇")
    assert row.place_name == "陕西省安康市汉阴县城关镇、陕西省安康市汉阴县涧池镇"
    assert zones.areas(zones.AreaFilter(place="610921102")).total == 0
    RiskArea.objects.update(also=[], also_exact=[])  # as an older version had placed it
    assert zones_reactions.place_again(by=SYSTEM) == 1
    assert len(zones.listings(day, day)) == 2


def test_areas_of_an_older_version_are_placed_at_the_first_start_of_this_one():
    take(snapshot("2022-05-01 9时", high=[(ZONE, "某小区")]))
    RiskArea.objects.update(place="")
    zones.bootstrap()
    assert RiskArea.objects.get().place == "4101"
    RiskArea.objects.update(place="")
    zones.bootstrap()  # once
    assert RiskArea.objects.get().place == ""


def test_one_row_of_a_simple_list_may_name_two_counties():
    day = date(2022, 5, 3)
    zones.add_by_hand("高", "甘肃省兰州市城关区、北京市朝阳区", day, by=SYSTEM)
    assert [one.place for one in zones.listings(day, day)] == ["110105", "620102"]


def test_a_zone_of_a_city_is_listed_at_the_city_and_may_be_drawn_finer():
    take(snapshot("2022-05-01 9时", high=[(ZONE, "龙子湖街道", "某小区"), (("", "", ""),)]))
    page = zones.unresolved()
    assert [(row.names, row.areas, row.place) for row in page.rows] == [
        ("", 1, ""),  # without any place: first
        ("河南省 郑州市 郑东新区", 2, "4101"),
    ]
    listed = zones.listings(date(2022, 5, 1), date(2022, 5, 1))
    assert [(one.place, one.exact) for one in listed] == [("4101", False), ("4101", False)]
    assert zones.areas(zones.AreaFilter(unresolved=True)).total == 1

    moved = zones.place_unresolved(page.rows[1].id, "410105", by=SYSTEM)
    assert moved == 2
    fact = FactRow.objects.filter(name="zones.RiskAreasChanged").latest("pk").payload
    assert (fact["places"], fact["moved"]) == (["4101", "410105"], 2)
    assert len(zones.listings(date(2022, 5, 1), date(2022, 5, 1))) == 2

    take(snapshot("2022-05-02 9时", high=[(ZONE, "另一小区")]))
    assert RiskArea.objects.get(community="另一小区").place == "410105"
    assert zones.unresolved().total == 1
    with pytest.raises(errors.UnknownPlace):
        zones.place_unresolved(page.rows[0].id, "999999", by=SYSTEM)


def test_an_area_by_hand_is_listed_until_somebody_ends_it():
    day = date(2022, 5, 3)
    area = zones.add_by_hand("高", "西安雁塔小寨路街道", day, document="通告3号", by=SYSTEM)
    assert zones.add_by_hand("高风险", "陕西省西安市雁塔区小寨路街道", day, by=SYSTEM) == area
    row = zones.areas(zones.AreaFilter(on=date(2022, 6, 1))).rows[0]
    assert (row.place, row.exact, row.listed_to, row.document) == (
        "610113001",
        True,
        None,
        "通告3号",
    )
    zones.end_by_hand(area, date(2022, 5, 9), by=SYSTEM)
    assert zones.on_day(date(2022, 5, 9))["high"] == 1
    assert zones.on_day(date(2022, 5, 10))["high"] == 0
    with pytest.raises(errors.DaysReversed):
        zones.end_by_hand(area, date(2022, 5, 1), by=SYSTEM)
    with pytest.raises(errors.DaysReversed):
        zones.add_by_hand("高", "西安市", day, date(2022, 5, 1), by=SYSTEM)
    with pytest.raises(errors.UnknownLevel):
        zones.add_by_hand("很高", "西安市", day, by=SYSTEM)


def test_a_published_listing_is_not_prolonged_by_hand():
    take(snapshot("2022-05-01 9时", high=[(ZONE, "龙子湖街道")]))
    with pytest.raises(errors.SetByLists):
        zones.end_by_hand(RiskArea.objects.get().pk, date(2022, 5, 2), by=SYSTEM)


def test_what_a_day_brought():
    yanta = ("陕西省", "西安市", "雁塔区")
    take(snapshot("2022-05-01 9时", high=[(yanta, "小寨路街道")]))
    take(snapshot("2022-05-02 9时", medium=[(yanta, "小寨路街道")]))
    found = zones.changes(date(2022, 5, 2))
    assert [row.level for row in found.begun.rows] == ["medium"]
    assert [row.level for row in found.ended.rows] == ["high"]


def test_the_frame_is_read_again_only_when_the_areas_changed(django_assert_num_queries):
    yanta = ("陕西省", "西安市", "雁塔区")
    take(snapshot("2022-05-01 9时", high=[(yanta, "小寨路街道")]))
    frame = zones_api.listing_frame()
    assert frame.rows() == [
        (
            frame["id"][0],
            "high",
            "610113001",
            date(2022, 5, 1),
            date(2022, 5, 1),
            True,
            "sub_provincial",
        )
    ]
    with django_assert_num_queries(1):
        assert zones_api.listing_frame() is frame
    take(snapshot("2022-05-02 9时"), document="公告")
    take(snapshot("2022-05-02 10时", low=[(yanta, "全域")]))
    assert zones_api.listing_frame().height == 2
    assert [one.level for one in zones.listings(date(2022, 5, 2), date(2022, 5, 3))] == ["low"]


def test_divisions_renamed_move_no_area_and_make_it_work():
    lvyuan = ("吉林省", "长春市", "绿园区")
    zones.add_by_hand("high", "".join(lvyuan), date(2022, 4, 1), None, "名单", by=SYSTEM)
    take(snapshot("2022-05-01 9时", high=[(lvyuan, "全域")]))
    before = {area.pk: area.place for area in RiskArea.objects.all()}
    assert {*before.values()} == {"220106"}
    source = "code,name\n220106,某某区\n220102,绿园区\n"
    places.load_divisions(("s.csv", source.encode()), by=SYSTEM)
    told = FactRow.objects.filter(name="zones.WideAreaByHand", payload__what="kept")
    for _ in range(2):
        assert zones_reactions.place_again(by=SYSTEM) == 0
        assert {area.pk: area.place for area in RiskArea.objects.all()} == before
        assert told.count() == 1  # once
    assert zones.unresolved().rows[0].place == "220106"
    take(snapshot("2022-05-02 9时", high=[(lvyuan, "全域")]))
    assert {area.place for area in RiskArea.objects.all()} == {"220106"}


def test_villages_that_come_later_make_areas_finer_by_hand():
    zeku = ("青海省", "黄南藏族自治州", "泽库县")
    take(
        snapshot(
            "2022-11-20 9时", high=[(zeku, "泽曲镇措夫顿村", "泽曲镇某小区"), (ZONE, "某小区")]
        )
    )
    assert {area.place for area in RiskArea.objects.all()} == {"632323100", "4101"}
    villages = "code,name,streetCode\n632323100299,措夫顿村委会,632323100\n"
    places.load_divisions(("v.csv", villages.encode()), by=SYSTEM)
    # Narrower is freer: until somebody places the name, the area stays where it is.
    assert zones_reactions.place_again(("632323",), by=SYSTEM) == 0
    assert RiskArea.objects.get(community="泽曲镇措夫顿村").place == "632323100"
    waits = zones.unresolved().rows[0]
    assert (waits.names, waits.place) == (" ".join(zeku), "632323")
    zones.place_unresolved(waits.id, "632323", by=SYSTEM)
    assert RiskArea.objects.get(community="泽曲镇措夫顿村").place == "632323100299"
    zones.place_unresolved(zones.unresolved().rows[0].id, "410105", by=SYSTEM)
    assert zones_reactions.place_again(by=SYSTEM) == 0  # and what a person said stays
    assert RiskArea.objects.get(place="410105").community == "某小区"
