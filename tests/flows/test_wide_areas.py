"""Whoever lists a county, by hand or by a simple list, decides about everybody who was there: somebody else looks."""

from __future__ import annotations

import json
from datetime import date

import pytest

from fangxian.ground.access import pages as access
from fangxian.ground.access import reactions as access_reactions
from fangxian.ground.places import pages as places
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM, Actor, Grant
from fangxian.kernel.errors import Refusal, TakesTwo
from fangxian.kernel.verb import REGISTER
from fangxian.lines.codes.models import Alarm
from fangxian.lines.zones import api as zones_api
from fangxian.lines.zones import pages as zones
from fangxian.lines.zones.models import Region, RiskArea, ZoneSource

pytestmark = pytest.mark.django_db

DAY = date(2022, 5, 10)


def rung() -> list[str]:
    outbox.settle()
    return [alarm.shown for alarm in Alarm.objects.filter(kind="area").order_by("pk")]


@pytest.mark.parametrize("place", ["陕西省安康市", "北京市朝阳区"])
def test_a_county_or_more_entered_and_ended_by_hand_rings(place):
    area = zones.add_by_hand("high", place, DAY, by=SYSTEM)
    [shown] = rung()
    assert "手工登记风险区" in shown
    Alarm.objects.update(looked_at=clock.now())
    zones.end_by_hand(area, DAY, by=SYSTEM)
    assert "手工解除风险区" in rung()[-1]


def test_what_is_finer_than_a_county_rings_nobody():
    zones.add_by_hand("high", "北京市朝阳区望京街道", DAY, by=SYSTEM)
    zones.add_by_hand("high", "北京市朝阳区某小区", DAY, by=SYSTEM)
    assert rung() == []


def test_a_name_that_is_placed_at_a_county_rings():
    zones.add_by_hand("high", "未知省无名市", DAY, by=SYSTEM)
    region = Region.objects.get(pk=RiskArea.objects.get().region_id)
    assert rung() == []
    zones.place_unresolved(region.pk, "110105", exact=False, by=SYSTEM)
    assert rung() == [], "a part of it only"
    zones.place_unresolved(region.pk, "110105", by=SYSTEM)
    assert "手工给地名定位" in rung()[0]


HEAD = "级别,地区,起,止,来源\n"


def sent(*rows: str, by: Actor = SYSTEM, document: str = "公告") -> zones.ImportResult:
    return zones.import_file(
        (HEAD + "\n".join(rows)).encode(), "简表.csv", document=document, by=by
    )


def looked_at() -> None:
    Alarm.objects.update(looked_at=clock.now())


@pytest.fixture
def accounts_of_two() -> list[Actor]:
    """Two who have been there for a month."""
    made = []
    with clock.at("2022-04-10T08:00"):
        for name in ("fengxian1", "fengxian2"):
            opened = access.open_account(name, name, "610921", by=SYSTEM)
            access.grant(opened.account_id, "headquarters_chief", "610921", by=SYSTEM)
            made.append(opened.account_id)
    return [access_reactions.actor_of(account, "test") for account in made]


def desk(number: int) -> Actor:
    powers = frozenset({"zones.edit", "zones.import", "zones.read"})
    return Actor(number, f"经办{number}", (Grant("desk", powers, ""),))


def test_a_county_in_a_simple_list_rings_as_one_by_hand():
    sent("高风险,浙江省杭州市余杭区,2022-05-01,,通告")
    [shown] = rung()
    assert "名单导入风险区" in shown
    assert "余杭区" in shown


def test_a_list_of_many_wide_areas_rings_once_and_says_how_many():
    sent(
        "高,浙江省杭州市余杭区,2022-05-01,,",
        "中,陕西省安康市,2022-05-01,,",
        "高,北京市朝阳区望京街道,2022-05-01,,",
    )
    [shown] = rung()
    assert "等 2 处" in shown


@pytest.mark.parametrize("end", ["2022-05-12", "2022-05-30"], ids=["shorter", "longer"])
def test_another_last_day_of_a_county_in_a_list_rings(end):
    sent("高,浙江省杭州市余杭区,2022-05-01,2022-05-20,")
    rung()
    looked_at()
    sent(f"高,浙江省杭州市余杭区,2022-05-01,{end},")
    assert "名单改风险区起止日" in rung()[-1]


def test_a_list_that_says_nothing_new_of_a_county_rings_no_more():
    sent("高,浙江省杭州市余杭区,2022-05-01,,")
    rung()
    looked_at()
    sent("高,浙江省杭州市余杭区,2022-05-01,,", "高,北京市朝阳区望京街道,2022-05-01,,")
    assert len(rung()) == 1


def towns(county: str = "610921") -> list[str]:
    return [places.full_name(row.code) for row in places.children_of(county)]


def by_hand(names: list[str], by: Actor = SYSTEM) -> None:
    for name in names:
        zones.add_by_hand("high", name, DAY, by=by)


def test_more_than_half_of_a_county_township_by_township_rings():
    names = towns()
    half = len(names) // 2
    by_hand(names[:half], desk(7))
    assert rung() == []
    sent(f"高,{names[half]},2022-05-10,,", by=desk(7))
    [shown] = rung()
    assert "合计过半县" in shown
    assert "汉阴县" in shown


def test_two_hands_are_not_summed():
    names = towns()
    half = len(names) // 2
    by_hand(names[:half], desk(7))
    by_hand(names[half:][:half], desk(8))
    assert rung() == []


def test_two_accounts_of_one_hand_are_summed():
    names = towns()
    half = len(names) // 2
    by_hand(names[:half], desk(7))
    both = Actor(8, "经办8", desk(8).grants, one_hand=frozenset({7}))
    by_hand(names[half : half + 1], both)
    assert "合计过半县" in rung()[0]


def test_few_townships_where_most_people_live_ring():
    rows = places.children_of("610921")
    for row in rows:
        places.set_population(row.code, 1_000, by=SYSTEM)
    places.set_population(rows[0].code, 1_000 * len(rows), by=SYSTEM)
    by_hand([places.full_name(rows[0].code)], desk(7))
    assert "合计过半县" in rung()[0]


def test_an_earlier_end_of_a_county_takes_two():
    area = zones.add_by_hand("high", "北京市朝阳区", DAY, date(2022, 5, 20), by=SYSTEM)
    deed = REGISTER["zones.end_by_hand"]
    assert deed.takes_two(area_id=area, on="2022-05-15", by=desk(7))
    assert not deed.takes_two(area_id=area, on="2022-05-25", by=desk(7)), "longer is by one"
    with pytest.raises(TakesTwo):
        zones.end_by_hand(area, "2022-05-15", by=desk(7))
    assert str(RiskArea.objects.get().listed_to) == "2022-05-20"


def test_one_township_is_ended_by_one_and_several_by_two():
    one = zones.add_by_hand("high", "北京市朝阳区望京街道", DAY, by=SYSTEM)
    more = zones.add_by_hand("high", "甘肃省兰州市城关区、北京市朝阳区", DAY, by=SYSTEM)
    deed = REGISTER["zones.end_by_hand"]
    zones.end_by_hand(one, "2022-05-15", "通告9号", by=desk(7))
    assert str(RiskArea.objects.get(pk=one).listed_to) == "2022-05-15"
    assert deed.takes_two(area_id=more, on="2022-05-15", by=desk(7))


def test_what_one_asked_to_end_ends_when_another_agrees(accounts_of_two):
    one, other = accounts_of_two
    area = zones.add_by_hand("high", "北京市朝阳区", DAY, by=SYSTEM)
    rung()
    looked_at()
    given = {"area_id": area, "on": "2022-05-15", "document": "通告9号"}
    asked = access.do_or_ask("zones.end_by_hand", given, "解除", by=one)
    assert RiskArea.objects.get().listed_to is None
    access.agree(asked or 0, by=other)
    assert str(RiskArea.objects.get().listed_to) == "2022-05-15"
    assert any("手工解除风险区" in shown for shown in rung())


PUBLISHED = "level,province,city,county,community,first_seen,last_seen\n"
CITIES = ("西安市", "安康市", "宝鸡市", "汉中市", "咸阳市")


def published(
    *rows: str, by: Actor, document: str = "公告", days: str = "2022-05-01T08:00,2022-05-02T08:00"
) -> zones.ImportResult:
    text = PUBLISHED + "".join(f"high,陕西省,{row},{days}\n" for row in rows)
    return zones.import_file(text.encode(), "时段表.csv", document=document, by=by)


def test_whole_cities_in_a_published_list_by_an_account_ring_once():
    published(*(f"{city},,全域" for city in CITIES), by=desk(7))
    [shown] = rung()
    assert "名单导入风险区" in shown
    assert "等 5 处" in shown
    assert "经办7" in shown


def test_a_published_list_that_the_terminal_takes_rings_nobody():
    published("西安市,,全域", by=SYSTEM)
    assert rung() == []


def test_a_snapshot_by_an_account_rings_for_what_it_begins_and_not_for_what_goes_on():
    def item(day: int) -> bytes:
        named = {"province": "陕西省", "city": "西安市", "county": "雁塔区", "communitys": ["全域"]}
        data = {"end_update_time": f"2022-05-{day:02d} 8时", "highlist": [named]}
        return json.dumps({"data": data | {"middlelist": [], "lowlist": []}}).encode()

    zones.import_file(item(3), "快照.json", document="公告", by=desk(7))
    assert len(rung()) == 1
    looked_at()
    zones.import_file(item(4), "快照.json", document="公告", by=desk(7))
    assert len(rung()) == 1


def test_a_city_listed_longer_by_episodes_of_an_account_rings():
    published("西安市,,全域", by=SYSTEM)
    days = "2022-04-01T08:00,2022-05-02T08:00"
    published("西安市,,全域", by=desk(7), days=days)
    [shown] = rung()
    assert "名单改风险区起止日" in shown


def test_a_county_township_by_township_in_a_published_list_rings_once():
    names = [row.name for row in places.children_of("610921")]
    published(*(f"安康市,汉阴县,{name}" for name in names), by=desk(7))
    [shown] = rung()
    assert "合计过半县" in shown
    assert "汉阴县" in shown


@pytest.mark.parametrize("document", ["", " "])
def test_a_list_by_an_account_names_its_document(document):
    with pytest.raises(Refusal) as refused:
        published("西安市,,全域", by=desk(7), document=document)
    assert refused.value.code == "zones.why_missing"
    assert not RiskArea.objects.exists()
    published("西安市,,全域", by=SYSTEM, document=document)
    sent("高,北京市朝阳区望京街道,2022-05-10,,通告9号", by=desk(7), document="")
    assert RiskArea.objects.last().source.document == "通告9号", "each row says by what"


def test_a_part_of_a_city_that_one_press_makes_the_whole_rings():
    zones.add_by_hand("high", "未知省无名市", DAY, by=SYSTEM)
    region = RiskArea.objects.get().region_id
    zones.place_unresolved(region, "6101", exact=False, by=SYSTEM)
    assert rung() == []
    zones.place_unresolved(region, "6101", "通告", by=desk(7))
    assert RiskArea.objects.get().exact
    assert "手工给地名定位" in rung()[0]


@pytest.mark.parametrize(("last", "left"), [("2022-04-30", []), ("2022-05-01", ["2022-05-01"])])
def test_an_area_of_a_published_list_is_taken_back_by_two(accounts_of_two, last, left):
    one, other = accounts_of_two
    published("西安市,,全域", "安康市,,全域", by=one)
    area = RiskArea.objects.get(place="6101").pk
    given = {"area_id": area, "on": last, "document": "通告9号"}
    with pytest.raises(TakesTwo):
        zones.end_by_hand(**given, by=one)
    version = zones_api.version()
    asked = access.do_or_ask("zones.end_by_hand", given, "误传", by=one)
    access.agree(asked or 0, by=other)
    assert zones_api.version() != version, "everybody is screened again"
    assert any("手工解除风险区" in shown for shown in rung())
    assert published("西安市,,全域", "安康市,,全域", by=one).already
    found = RiskArea.objects.filter(place="6101").values_list("listed_to", flat=True)
    assert [str(day) for day in found] == left
    days = "2022-05-05T08:00,2022-05-06T08:00"
    published("西安市,,全域", by=SYSTEM, days=days)
    anew = RiskArea.objects.filter(place="6101").order_by("listed_from").last()
    assert str(anew.listed_from) == "2022-05-05", "a newer list begins it anew"


NUMBER = "610921198803152318"


def test_numbers_of_people_in_a_list_are_not_kept():
    published(f"西安市,雁塔区,{NUMBER} 张三家", by=desk(7), document=f"张三 {NUMBER} 13891512345")
    sent(f"高,某地 {NUMBER},2022-05-10,,通告 13891512345", by=desk(7), document="")
    zones.add_by_hand("high", f"某处 {NUMBER}", DAY, document=NUMBER, by=desk(7))
    kept = [
        str(row) for model in (ZoneSource, Region, RiskArea) for row in model.objects.values_list()
    ]
    assert len(kept) > 6
    assert not [row for row in kept if NUMBER in row or "13891512345" in row]
