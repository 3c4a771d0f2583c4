"""Whoever frees a county frees it with a second person, by whatever verb: by hand, by a list of one line,
by placing a name elsewhere, or township by township."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fangxian.ground.access import pages as access
from fangxian.ground.places import api as places
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.errors import Refusal, TakesTwo
from fangxian.kernel.verb import REGISTER
from fangxian.lines.zones import pages as zones
from fangxian.lines.zones.models import PlacedAlone, Region, RiskArea
from tests.flows.test_wide_areas import (
    DAY,
    accounts_of_two,
    by_hand,
    desk,
    looked_at,
    rung,
    sent,
    towns,
)

pytestmark = pytest.mark.django_db
__all__ = ["accounts_of_two"]

COUNTY = "高,北京市朝阳区,2022-05-10,{end},通告9号"
TOWN = "高,北京市朝阳区望京街道,2022-05-10,{end},"


@pytest.fixture
def one(accounts_of_two: list[Actor]) -> Actor:
    return accounts_of_two[0]


@pytest.fixture
def other(accounts_of_two: list[Actor]) -> Actor:
    return accounts_of_two[1]


def ends() -> dict[str, str]:
    rows = RiskArea.objects.order_by("place")
    return {row.place: str(row.listed_to) for row in rows}


@pytest.mark.parametrize("before", [None, date(2022, 5, 20)], ids=["open", "later"])
def test_a_list_of_one_line_does_not_end_a_county_alone(one, other, before):
    zones.add_by_hand("high", "北京市朝阳区", DAY, before, by=one)
    zones.add_by_hand("high", "北京市朝阳区望京街道", DAY, by=one)
    done = sent(TOWN.format(end="2022-05-12"), COUNTY.format(end="2022-05-13"), by=one)
    assert ends() == {"110105": str(before), "110105026": "2022-05-12"}, "the rest is taken"
    [row] = done.waiting
    assert (row.line, row.why) == (3, None)
    assert "北京市朝阳区 止 2022-05-13" in row.shown
    assert (done.areas, done.extended, done.unchanged) == (2, 1, 0)
    [asked] = access.operations_asked(by=other)
    assert (asked.id, asked.mine) == (row.asked, False)
    assert "通告9号" in asked.because
    access.agree(asked.id, by=other)
    assert ends()["110105"] == "2022-05-13"


def test_the_same_list_again_asks_again_and_is_one_question(one, other):
    zones.add_by_hand("high", "北京市朝阳区", DAY, by=one)
    [first] = sent(COUNTY.format(end="2022-05-13"), by=one).waiting
    again = sent(COUNTY.format(end="2022-05-13"), by=one)
    assert not again.already
    assert [row.asked for row in again.waiting] == [first.asked]
    access.agree(first.asked or 0, by=other)
    assert sent(COUNTY.format(end="2022-05-13"), by=one).waiting == ()


def test_a_county_that_a_list_names_with_its_own_end_is_simply_listed(one):
    done = sent(COUNTY.format(end="2022-05-13"), by=one)
    assert (done.new, done.waiting) == (1, ())
    assert sent(COUNTY.format(end="2022-05-20"), by=one).waiting == (), "longer is by one"
    assert ends() == {"110105": "2022-05-20"}


def test_an_account_too_new_for_a_pair_is_told_with_the_row_and_the_rest_is_taken(one):
    new = replace(one, pair_from=clock.now() + timedelta(days=3))
    zones.add_by_hand("high", "北京市朝阳区", DAY, by=SYSTEM)
    done = sent(TOWN.format(end=""), COUNTY.format(end="2022-05-13"), by=new)
    assert done.new == 1
    [row] = done.waiting
    assert row.asked is None
    assert row.why
    assert ends()["110105"] == "None"


def test_townships_ended_one_by_one_take_two_beyond_half_of_the_county():
    names = towns()
    half = len(names) // 2
    by_hand(names)
    rows = list(RiskArea.objects.order_by("pk"))
    for row in rows[:half]:
        zones.end_by_hand(row.pk, "2022-05-12", "通告", by=desk(7))
    with pytest.raises(TakesTwo):
        zones.end_by_hand(rows[half].pk, "2022-05-12", by=desk(7))
    same_hand = Actor(8, "经办8", desk(8).grants, one_hand=frozenset({7}))
    with pytest.raises(TakesTwo):
        zones.end_by_hand(rows[half].pk, "2022-05-12", by=same_hand)
    zones.end_by_hand(rows[half].pk, "2022-05-12", "通告", by=desk(9))
    with clock.at(clock.now() + timedelta(hours=25)):
        zones.end_by_hand(rows[half + 1].pk, "2022-05-12", "通告", by=desk(7))


def test_a_list_ends_townships_up_to_half_of_the_county_and_the_rest_waits(one):
    names = towns()
    half = len(names) // 2
    by_hand(names)
    done = sent(*(f"高,{name},2022-05-10,2022-05-12," for name in names), by=one)
    assert done.extended == half
    assert [row.line for row in done.waiting] == list(range(half + 2, len(names) + 2))
    assert list(ends().values()).count("2022-05-12") == half


def test_the_terminal_ends_a_county_town_by_town_and_it_rings():
    names = towns()
    by_hand(names[: len(names) // 2 + 1], desk(7))
    before = len(rung())
    looked_at()
    for row in RiskArea.objects.order_by("pk"):
        zones.end_by_hand(row.pk, "2022-05-12", by=SYSTEM)
    assert "解除的风险区合计过半县" in rung()[before:][0]


def placed_at(code: str) -> int:
    zones.add_by_hand("high", "未知省无名市", DAY, by=SYSTEM)
    region = RiskArea.objects.get(place="").region_id
    zones.place_unresolved(region, code, by=SYSTEM)
    return region


@pytest.mark.parametrize(
    ("code", "exact"),
    [("110105", False), ("110105026", True), ("610921", True)],
    ids=["a part", "a street", "elsewhere"],
)
def test_a_name_placed_away_from_a_county_takes_two(one, other, code, exact):
    region = placed_at("110105")
    with pytest.raises(TakesTwo):
        zones.place_unresolved(region, code, exact=exact, by=one)
    assert Region.objects.get(pk=region).code == "110105"
    given = {"region_id": region, "code": code, "exact": exact}
    asked = access.do_or_ask("zones.place_unresolved", given, "改", by=one)
    access.agree(asked or 0, by=other)
    assert Region.objects.get(pk=region).code == code


def test_a_name_moved_elsewhere_catches_others_and_takes_two_however_small(one):
    region = placed_at("110105026")
    with pytest.raises(TakesTwo):
        zones.place_unresolved(region, "610921103202", by=one)


@pytest.mark.parametrize(("code", "wider"), [("110105", "1101"), ("110105026", "110105")])
def test_a_name_placed_wider_takes_two(one, other, code, wider):
    """Else two presses, first wider and then narrower elsewhere, would move it by one hand."""
    region = placed_at(code)
    with pytest.raises(TakesTwo):
        zones.place_unresolved(region, wider, "核对", by=one)
    given = {"region_id": region, "code": wider, "why": "核对"}
    access.agree(access.do_or_ask("zones.place_unresolved", given, "核对", by=one) or 0, by=other)
    assert RiskArea.objects.get().place == wider


TOWNSHIP, VILLAGE = "610921103", "610921103202"


def test_a_name_is_narrowed_by_one_and_moved_inside_out_by_two(one):
    region = placed_at(TOWNSHIP)
    zones.place_unresolved(region, VILLAGE, "通告9号", by=one)
    assert RiskArea.objects.get().place == VILLAGE
    beside = next(row.code for row in places.children_of(TOWNSHIP) if row.code != VILLAGE)
    for code in (beside, TOWNSHIP, "610921"):
        with pytest.raises(TakesTwo):
            zones.place_unresolved(region, code, "通告9号", by=one)


@pytest.mark.parametrize(("stood", "may"), [(TOWNSHIP, True), ("610921", False)])
def test_presses_of_one_hand_on_a_name_are_judged_against_what_stood_before_them(one, stood, may):
    region = placed_at(TOWNSHIP)
    zones.place_unresolved(region, VILLAGE, "通告9号", by=one)
    PlacedAlone.objects.update(place=stood)
    deed = REGISTER["zones.place_unresolved"]
    given = {"region_id": region, "code": VILLAGE, "exact": False, "by": one}
    assert deed.takes_two(**given) is not may
    with clock.at(clock.now() + timedelta(hours=25)):
        assert not deed.takes_two(**given)


def test_a_name_that_has_a_place_is_placed_anew_with_a_reason(one):
    region = placed_at(TOWNSHIP)
    with pytest.raises(Refusal) as refused:
        zones.place_unresolved(region, VILLAGE, by=one)
    assert refused.value.code == "zones.why_missing"


INEXACT = {
    "a building": "北京市朝阳区某小区",
    "the other parts": "北京市朝阳区除望京街道以外的其他区域",
    "a zone of a city": "河南省郑州市高新区",
}


@pytest.mark.parametrize("text", INEXACT.values(), ids=INEXACT)
def test_what_is_a_part_of_a_county_is_ended_by_two(one, text):
    """Somewhere in it: whoever was in the county is to be verified, and would be free."""
    area = zones.add_by_hand("high", text, DAY, by=one)
    held = RiskArea.objects.get()
    assert not held.exact
    assert len(held.place) <= 6
    with pytest.raises(TakesTwo):
        zones.end_by_hand(area, "2022-05-12", "通告9号", by=one)
    waits = sent(f"高,{text},2022-05-10,2022-05-12,", by=one).waiting
    assert len(waits) == 1
    with pytest.raises(TakesTwo):
        zones.place_unresolved(held.region_id, "110105026", "通告9号", by=one)
    assert ends() == {held.place: "None"}


def test_buildings_of_one_township_are_ended_by_one_and_count_as_it_does(one):
    names = towns()
    half = len(names) // 2
    by_hand([f"{name}某小区" for name in names])
    rows = list(RiskArea.objects.order_by("pk"))
    assert not any(row.exact for row in rows)
    for row in rows[:half]:
        zones.end_by_hand(row.pk, "2022-05-12", "通告", by=one)
    with pytest.raises(TakesTwo):
        zones.end_by_hand(rows[half].pk, "2022-05-12", "通告", by=one)


def test_an_area_is_ended_with_the_document_that_says_so(one):
    area = zones.add_by_hand("high", "北京市朝阳区望京街道", DAY, by=one)
    with pytest.raises(Refusal) as refused:
        zones.end_by_hand(area, "2022-05-12", by=one)
    assert refused.value.code == "zones.why_missing"
