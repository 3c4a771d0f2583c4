"""Lists of risk areas, as published and by hand."""

from __future__ import annotations

import gzip
import json
from datetime import date

import pytest

from fangxian.kernel import clock
from fangxian.kernel.actor import NOBODY, SYSTEM
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.models import FactRow
from fangxian.lines.zones import api as zones_api
from fangxian.lines.zones import errors
from fangxian.lines.zones import pages as zones
from fangxian.lines.zones.models import RiskArea, ZoneSource
from tests.data import shared
from tests.rooms.intake.sheets import Page, workbook

pytestmark = pytest.mark.django_db

EPISODES = b"level,province,city,county,community,first_seen,last_seen\n"
YANTA = ("陕西省", "西安市", "雁塔区")


def snapshot(time, high=(), medium=(), low=()):
    def items(texts):
        return [
            {"type": "2", "province": p, "city": c, "county": d, "communitys": list(communities)}
            for (p, c, d), *communities in texts
        ]

    data = {
        "end_update_time": time,
        "highlist": items(high),
        "middlelist": items(medium),
        "lowlist": items(low),
    }
    return json.dumps({"data": data, "code": 0, "msg": ""}, ensure_ascii=False).encode()


def take(data, name="list", document=""):
    return zones.import_file(data, name, document=document, by=SYSTEM)


def days():
    rows = RiskArea.objects.order_by("listed_from", "community")
    return [(str(row.listed_from), str(row.listed_to)) for row in rows]


def facts():
    return FactRow.objects.filter(name="zones.RiskAreasChanged").count()


def test_a_snapshot_becomes_dated_areas():
    told = facts()
    result = take(
        snapshot(
            "2022-05-01 9时",
            high=[(YANTA, "小寨路街道", "电子城街道某小区")],
            medium=[(("北京市", "朝阳区", "酒仙桥街道"), "二街坊")],
            low=[(("河北省", "辛集市", "辛集市"), "全域")],
        )
    )
    assert (result.kind, result.areas, result.new, result.unresolved) == ("snapshot", 4, 4, 0)
    assert (result.high, result.medium, result.low) == (2, 1, 1)
    assert facts() == told + 1
    found = {(row.place, row.exact, row.city_kind) for row in RiskArea.objects.all()}
    assert found == {
        ("610113001", True, "sub_provincial"),
        ("610113004", False, "sub_provincial"),
        ("110105011", False, "municipality"),
        ("130181", True, "prefecture_city"),
    }


def test_the_same_list_twice_changes_nothing():
    first = snapshot("2022-05-01 09时", high=[(YANTA, "小寨路街道")])
    take(first)
    told, token = facts(), zones_api.version()
    again = take(first)
    other_file = take(first + b"\n", "copy")
    assert (again.already, again.areas, again.unchanged) == (True, 1, 1)
    assert (other_file.already, other_file.unchanged, other_file.new) == (False, 1, 0)
    assert (facts(), zones_api.version()) == (told, token)
    assert RiskArea.objects.count() == 1


def test_a_listing_runs_over_the_snapshots_that_name_it_and_splits_where_one_does_not():
    listed = [(YANTA, "小寨路街道")]
    take(snapshot("2022-05-01 9时", high=listed))
    assert days() == [("2022-05-01", "2022-05-01")]
    result = take(snapshot("2022-05-09 9时", high=listed))
    assert (result.new, result.extended) == (0, 1)
    assert days() == [("2022-05-01", "2022-05-09")]
    result = take(snapshot("2022-05-05 9时"), document="公告")
    assert (result.areas, result.split) == (0, 1)
    assert days() == [("2022-05-01", "2022-05-01"), ("2022-05-09", "2022-05-09")]
    take(snapshot("2022-05-05 9时", high=listed), "other content of the same moment")
    assert days() == [("2022-05-01", "2022-05-09")]
    assert take(snapshot("2022-05-10 9时"), document="公告").ended == 1


@pytest.mark.parametrize("order", [1, -1])
def test_real_snapshots_give_the_same_listings_forwards_and_backwards(order):
    files = sorted(shared("cn_risk_areas_2022/snapshots").glob("202205*.json"))[::order]
    for file in files:
        zones.import_file(file, by=SYSTEM)
    rows = RiskArea.objects.values_list("key", "first_seen", "last_seen")
    found = sorted((bytes(key).hex(), str(first), str(last)) for key, first, last in rows)
    known = _seen_before.setdefault("listings", found)
    assert len(found) > 100
    assert found == known


_seen_before: dict[str, list] = {}


def test_episodes_and_the_snapshots_they_were_made_of_agree():
    """Every snapshot inside the ranges is known to the last area once the episodes are."""
    for part in ("202204_S0", "202205_S0"):
        zones.import_file(shared(f"cn_risk_areas_2022/episodes/episodes_{part}.csv.gz"), by=SYSTEM)
    count = RiskArea.objects.count()
    for file in sorted(shared("cn_risk_areas_2022/snapshots").glob("20220[45]*.json")):
        result = zones.import_file(file, by=SYSTEM)
        assert (result.new, result.extended, result.split) == (0, 0, 0), file.name
    assert RiskArea.objects.count() == count == 436


def test_episodes_packed_or_not_and_again():
    text = (
        "level,province,city,county,community,first_seen,last_seen\n"
        "high,陕西省,西安市,雁塔区,小寨路街道,2022-05-01T08:00,2022-05-03T08:00\n"
        "high,陕西省,西安市,雁塔区,小寨路街道,2022-05-02T08:00,2022-05-06T08:00\n"
        "high,陕西省,西安市,雁塔区,小寨路街道,2022-05-09T08:00,2022-05-09T08:00\n"
    ).encode()
    result = take(gzip.compress(text))
    assert (result.kind, result.new, result.extended) == ("episodes", 2, 1)
    assert days() == [("2022-05-01", "2022-05-06"), ("2022-05-09", "2022-05-09")]
    assert take(text).already


SIMPLE = "级别,地区,起,止,来源\n高,陕西省西安市雁塔区小寨路街道,2022-05-01,{end},通告1\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_simple_list_may_leave_the_end_open_and_say_it_later(encoding):
    result = take(SIMPLE.format(end="").encode(encoding))
    assert (result.kind, result.new) == ("simple", 1)
    assert days() == [("2022-05-01", "None")]
    assert zones.listings(date(2023, 1, 1), date(2023, 1, 1))[0].listed_to == date(9999, 12, 31)
    ending = take(SIMPLE.format(end="2022/5/10").encode(encoding))
    assert (ending.new, ending.extended) == (0, 1)
    assert days() == [("2022-05-01", "2022-05-10")]
    assert take(SIMPLE.format(end="").encode(encoding) + b"\n").unchanged == 1
    assert days() == [("2022-05-01", "2022-05-10")]
    assert zones.listings(date(2023, 1, 1), date(2023, 1, 1)) == ()


def test_a_list_in_a_workbook_is_read_with_its_merged_levels_and_footers():
    rows = [
        ["风险等级", "地区", "列入日期", "来源"],
        ["高", "陕西省西安市雁塔区", "2022年5月1日", "通告1"],
        ["", "陕西省西安市莲湖区", "2022/5/2", ""],
        ["合计", "2 个", "", ""],
    ]
    book = workbook(
        Page("说明", [["摘自官网"]]), Page("名单", rows, merged=[(1, 0, 2, 0), (1, 3, 2, 3)])
    )
    result = take(book, "名单.xlsx")
    assert (result.kind, result.high, result.new) == ("simple", 2, 2)


def test_synonyms_codes_and_unknown_places_in_a_simple_list():
    text = "Level,Place,From,To\nmedium,610113,20220501,20220502\n低风险区,火星基地,2022年5月1日,\n"
    result = take(text.encode())
    assert (result.medium, result.low, result.unresolved) == (1, 1, 1)
    assert zones.unresolved().rows[0].names == "火星基地"


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", errors.NoRows),
        (b"{", errors.UnreadableList),
        (b"[1, 2]", errors.WrongStructure),
        (b'{"data": {}}', errors.WrongStructure),
        (b'{"data": {"end_update_time": "yesterday", "highlist": []}}', errors.WrongStructure),
        (
            snapshot("2022-05-01 9时").replace(b'"highlist": []', b'"highlist": {}'),
            errors.WrongStructure,
        ),
        (
            snapshot("2022-05-01 9时").replace(b'"highlist": []', b'"highlist": [7]'),
            errors.WrongStructure,
        ),
        (b"PK\x03\x04\0\0\0", errors.UnreadableList),
        (b"\x1f\x8b\x08broken", errors.UnreadableList),
        ("级别,地区,起,止\n".encode(), errors.NoRows),
        (b"level,province,city,county,community,first_seen,last_seen\n", errors.NoRows),
        (b"name,age\nx,1\n", errors.WrongColumns),
        ("级别,地区,起,止\n极高,西安市,2022-05-01,\n".encode(), errors.UnknownLevel),
        ("级别,地区,起,止\n高,,2022-05-01,\n".encode(), errors.PlaceMissing),
        ("级别,地区,起,止\n高,西安市,2022-02-30,\n".encode(), errors.WrongDay),
        ("级别,地区,起,止\n高,西安市,2022-05-02,2022-05-01\n".encode(), errors.DaysReversed),
        (
            EPISODES + b"high,a,b,c,d,2022-05-02T08:00,2022-05-01T08:00\n",
            errors.DaysReversed,
        ),
        (
            b"level,province,city,county,community,first_seen,last_seen\nhigh,a\n",
            errors.UnreadableList,
        ),
    ],
)
def test_a_faulty_list_is_refused_and_leaves_nothing(data, refusal):
    with pytest.raises(refusal) as caught:
        take(data)
    assert caught.value.said.en
    assert caught.value.next_step.zh
    assert not ZoneSource.objects.exists()
    assert not RiskArea.objects.exists()


def test_an_empty_snapshot_is_a_list_too():
    assert take(snapshot("2022-12-30 9时"), document="公告").areas == 0


def test_a_bomb_is_not_unpacked(monkeypatch):
    monkeypatch.setattr("fangxian.lines.zones.reading.MOST_MB", 1)
    with pytest.raises(errors.ListTooLarge):
        take(gzip.compress(b"0" * 2_000_000))


def test_importing_needs_the_permission():
    with pytest.raises(NotAllowed):
        zones.import_file(b"", "x", by=NOBODY)
    with pytest.raises(NotAllowed):
        zones.add_by_hand("high", "西安市", date(2022, 5, 1), by=NOBODY)


@pytest.mark.parametrize(
    "data",
    [
        snapshot("2098-05-20 9时", high=[(YANTA, "小寨路街道")]),
        snapshot("2098-05-20 9时"),
        EPISODES + "high,陕西省,西安市,雁塔区,,2022-05-01T08:00,2098-05-02T08:00\n".encode(),
        "级别,地区,起,止\n高,西安市雁塔区,2098-05-20,\n".encode(),
    ],
)
def test_a_list_of_a_day_to_come_is_refused_with_what_to_do(data):
    with pytest.raises(errors.NotYet) as caught:
        take(data, document="公告")
    assert "2098-05" in caught.value.said.zh
    assert not ZoneSource.objects.exists()
    with pytest.raises(errors.NotYet):
        zones.add_by_hand("高", "西安市雁塔区", date(2098, 5, 20), by=SYSTEM)


def test_an_empty_list_says_that_nothing_is_listed_only_with_its_document():
    take(snapshot("2022-05-01 9时", high=[(YANTA, "小寨路街道")]))
    with pytest.raises(errors.NothingListed):
        take(snapshot("2022-05-02 9时"))
    assert zones.days_covered(date(2022, 5, 2)).until == date(2022, 5, 1)
    take(snapshot("2022-05-02 9时"), document="全国风险区清零公告")
    assert zones.days_covered(date(2022, 5, 2)).until == date(2022, 5, 2)


def test_a_list_tells_of_no_day_after_it_was_handed_in():
    take("级别,地区,起,止\n高,西安市雁塔区,2022-05-01,2098-05-04\n".encode())
    assert zones.days_covered(date(2099, 1, 1)).until == ZoneSource.objects.get().covers_to
    assert ZoneSource.objects.get().covers_to == clock.today()


@pytest.mark.parametrize(
    ("table", "places"),
    [
        (
            "风险等级,省,市,区县,具体地点,列入时间\n中,重庆市,市辖区,渝中区,大坪街道,2022-05-10\n",
            {"500103012"},
        ),
        (
            "序号,省份,地市,县区,风险区域,风险等级,列入时间\n1,陕西省,西安市,雁塔区,小寨路街道,高,2022-05-10\n",
            {"610113001"},
        ),
        (
            "附件1 中高风险地区名单,,\n风险等级,省(区、市),市(州),县(市、区),列入时间\n中,四川省,成都市,四川省成都市金牛区,2022-05-10\n",
            {"510106"},
        ),
        (
            "级别,省份,地市,县区,风险区域名称,列入日期\n高,四川省,成都市,金牛区,金牛区和成华区,2022-05-10\n",
            {"510106", "510108"},
        ),
    ],
)
def test_a_place_may_stand_in_several_columns_below_a_title(table, places):
    take(table.encode())
    assert {one.place for one in zones.listings(date(2022, 5, 10), date(2022, 5, 10))} == places
