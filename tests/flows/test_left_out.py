"""A list frees by its silence: what it leaves out counts like what is ended by hand."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from fangxian.ground.access import pages as access
from fangxian.ground.places import api as places
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.errors import Refusal, TakesTwo
from fangxian.lines.zones import api as zones_api
from fangxian.lines.zones import pages as zones
from fangxian.lines.zones.models import FreedAlone, LeftOut, RiskArea
from tests.flows.test_wide_areas import accounts_of_two, looked_at, rung

pytestmark = pytest.mark.django_db
__all__ = ["accounts_of_two"]

CHAOYANG = ("北京市", "朝阳区", "")
HANYIN = ("陕西省", "安康市", "汉阴县")
YANTA = ("陕西省", "西安市", "雁塔区")
STREETS = ["小寨路街道", "电子城街道", "曲江街道"]


@pytest.fixture
def one(accounts_of_two: list[Actor]) -> Actor:
    return accounts_of_two[0]


@pytest.fixture
def other(accounts_of_two: list[Actor]) -> Actor:
    return accounts_of_two[1]


def snapshot(day: int, *named: tuple[tuple[str, str, str], list[str]]) -> bytes:
    items = [
        {"type": "2", "province": p, "city": c, "county": d, "communitys": texts}
        for (p, c, d), texts in named
    ]
    data = {
        "end_update_time": f"2022-05-{day:02d} 8时",
        "highlist": items,
        "middlelist": [],
        "lowlist": [],
    }
    return json.dumps({"data": data, "code": 0, "msg": ""}, ensure_ascii=False).encode()


def take(day: int, *named: tuple[tuple[str, str, str], list[str]], by: Actor = SYSTEM):
    return zones.import_file(snapshot(day, *named), f"快照{day}.json", document="公告", by=by)


def ends() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in RiskArea.objects.order_by("listed_from"):
        days = f"{row.listed_from:%d}-{row.listed_to:%d}"
        found.setdefault(row.community or str(row.region), []).append(days)
    return found


WHOLE = (CHAOYANG, ["全域"])


def test_few_that_a_list_no_longer_names_end_by_one_and_are_named(one):
    take(1, (YANTA, STREETS))
    done = take(2, (YANTA, STREETS[:1]), by=one)
    assert (done.ended, done.left.ended.count, done.left.waits.count) == (2, 2, 0)
    assert any("曲江街道" in shown for shown in done.left.ended.shown)
    assert ends() == {"小寨路街道": ["01-02"], "电子城街道": ["01-01"], "曲江街道": ["01-01"]}
    assert FreedAlone.objects.filter(by_id=one.account_id).count() == 2
    assert rung() == []


@pytest.mark.parametrize("text", ["全域", "某小区"])
def test_a_county_that_a_list_leaves_out_stays_until_a_second_person_agrees(one, other, text):
    take(1, (CHAOYANG, [text]), (YANTA, STREETS))
    done = take(2, (YANTA, STREETS[:1]), by=one)
    assert (done.left.ended.count, done.left.waits.count) == (2, 1)
    assert "朝阳区" in done.left.waits.shown[0]
    assert ends()[text] == ["01-02"], "in force"
    assert "不再列" in rung()[0]
    [row] = zones.left_out()
    assert (row.source_id, row.areas.count) == (done.source_id, 1)
    [asked] = access.operations_asked(by=other)
    assert asked.id == done.left.asked
    with pytest.raises(Refusal):
        access.agree(asked.id, by=one)
    looked_at()
    access.agree(asked.id, by=other)
    assert ends()[text] == ["01-01"]
    assert zones.left_out() == ()


def test_a_national_list_that_drops_many_is_one_press_of_a_second_person(one, other, many):
    take(1, *many)
    done = take(2, (YANTA, STREETS), by=one)
    assert (done.left.ended.count, done.left.waits.count) == (0, 60)
    assert len(done.left.waits.shown) == 20
    access.agree(done.left.asked or 0, by=other)
    assert {days for one in ends().values() for days in one} == {"01-01", "02-02"}
    assert set(LeftOut.objects.values_list("state", flat=True)) == {"ended"}


def test_many_in_several_lists_of_one_hand_are_many(one, many):
    take(1, *many)
    half = [(names, texts[:3]) for names, texts in many]
    assert take(2, *half, by=one).left.ended.count == 30
    assert take(3, (YANTA, STREETS), by=one).left.waits.count == 30


def test_what_goes_on_waiting_is_one_question_more_and_ends_as_it_was_last_named(one, other):
    take(1, WHOLE, (YANTA, STREETS))
    take(2, (YANTA, STREETS), by=one)
    second = take(3, (YANTA, STREETS), by=one)
    assert second.left.waits.count == 1
    assert ends()["全域"] == ["01-03"]
    access.agree(second.left.asked or 0, by=other)
    assert ends()["全域"] == ["01-01"]
    first = next(row for row in access.operations_asked(by=other))
    access.agree(first.id, by=other)  # nothing is left of it
    assert ends()["全域"] == ["01-01"]


def test_what_is_named_again_meanwhile_is_listed_but_for_the_days_in_between(one, other):
    take(1, WHOLE, (YANTA, STREETS))
    waits = take(3, (YANTA, STREETS), by=one)
    take(5, WHOLE, (YANTA, STREETS), by=one)
    assert ends()["全域"] == ["01-05"]
    access.agree(waits.left.asked or 0, by=other)
    assert ends()["全域"] == ["01-01", "05-05"]


def test_another_list_of_the_moment_that_names_it_settles_the_question(one, other):
    take(1, WHOLE, (YANTA, STREETS))
    waits = take(2, (YANTA, STREETS), by=one)
    take(2, WHOLE, by=one)
    access.agree(waits.left.asked or 0, by=other)
    assert ends()["全域"] == ["01-02"]


def test_a_list_of_a_day_in_between_does_not_part_a_county_alone(one, other):
    take(1, WHOLE, (YANTA, STREETS))
    take(9, WHOLE, (YANTA, STREETS))
    waits = take(5, (YANTA, STREETS), by=one)
    assert ends()["全域"] == ["01-09"]
    access.agree(waits.left.asked or 0, by=other)
    assert ends()["全域"] == ["01-01", "09-09"]


EPISODE = (
    "level,province,city,county,community,first_seen,last_seen\nhigh,北京市,朝阳区,,全域,{days}\n"
)


def test_a_list_of_episodes_does_not_part_a_county_alone(one, other):
    take(1, WHOLE, (YANTA, STREETS))
    take(9, WHOLE, (YANTA, STREETS))
    text = EPISODE.format(days="2022-05-01T08:00,2022-05-02T08:00").encode()
    waits = zones.import_file(text, "时段表.csv", document="公告", by=one)
    assert ends()["全域"] == ["01-09"]
    access.agree(waits.left.asked or 0, by=other)
    assert ends()["全域"] == ["01-02", "09-09"]


def test_the_terminal_may_all_and_it_is_told():
    take(1, WHOLE, (YANTA, STREETS))
    done = take(2, (YANTA, STREETS))
    assert (done.left.ended.count, done.left.waits.count) == (1, 0)
    assert "不再列 1 处" in rung()[0]


def test_the_same_list_again_asks_again_and_is_one_question(one):
    take(1, WHOLE, (YANTA, STREETS))
    first = take(2, (YANTA, STREETS), by=one).left
    again = take(2, (YANTA, STREETS), by=one)
    assert (again.already, again.left.asked, again.left.waits) == (True, first.asked, first.waits)


def test_the_terminals_next_list_ends_what_waited_for_two(one):
    take(1, WHOLE, (YANTA, STREETS))
    take(2, (YANTA, STREETS), by=one)
    take(3, (YANTA, STREETS))
    assert ends()["全域"] == ["01-02"]


def test_what_waits_is_ended_with_a_reason_by_whoever_may(one, other):
    take(1, WHOLE, (YANTA, STREETS))
    with clock.at(clock.now()):
        done = take(2, (YANTA, STREETS), by=one)
    access.drop_asked(done.left.asked or 0, by=other)
    assert ends()["全域"] == ["01-02"]
    with pytest.raises(TakesTwo):
        zones.end_left_out(done.source_id, "公告", by=one)
    with pytest.raises(Refusal) as refused:
        zones.end_left_out(done.source_id, " ", by=SYSTEM)
    assert refused.value.code == "zones.why_missing"
    assert zones.end_left_out(done.source_id, "公告", by=SYSTEM) == 1
    assert zones.end_left_out(done.source_id, "公告", by=SYSTEM) == 0


def test_a_preview_says_what_would_end_and_wait_and_changes_nothing(one):
    take(1, WHOLE, (YANTA, STREETS))
    before, version = ends(), zones_api.version()
    seen = zones.preview_file(snapshot(2, (YANTA, STREETS[:1])), "快照.json", by=one)
    assert (seen.ended.count, seen.waits.count, seen.asked) == (2, 1, None)
    assert "朝阳区" in seen.waits.shown[0]
    assert (ends(), zones_api.version()) == (before, version)
    assert not LeftOut.objects.exists()


def test_after_a_day_a_hand_ends_as_many_again(one, many):
    take(1, *many)
    half = [(names, texts[:3]) for names, texts in many]
    take(2, *half, by=one)
    with clock.at(clock.now() + timedelta(hours=25)):
        assert take(3, (YANTA, STREETS), by=one).left.ended.count == 30


@pytest.fixture
def many() -> list[tuple[tuple[str, str, str], list[str]]]:
    """Buildings in six townships of each of ten counties, none of them most of its county."""
    found = []
    for city in ("6101", "3301", "4401"):
        for county in places.children_of(city):
            towns = [row.name for row in places.children_of(county.code)]
            if len(towns) >= 13 and len(found) < 10 and county.name != "雁塔区":
                names = (places.full_name(city[:2]), places.name_of(city), county.name)
                found.append((names, [f"{town}某小区" for town in towns[:6]]))
    assert len(found) == 10
    return found
