"""A village without a unit, or with nobody in it: the next above acts, and the hole shows."""

from __future__ import annotations

import pytest

from fangxian.ground.duty import api as duty
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from tests.flows.test_screening_instructs import JIADING

pytestmark = pytest.mark.django_db


def seat(unit_id: int, name: str = "王干部") -> None:
    post = duty.posts(unit_id)[0]
    duty.seat(post.id, duty.Holder(name=name), clock.today(), by=SYSTEM)


def units(county) -> dict[str, int]:
    return duty.units_for(county.village.code)


def test_a_village_without_a_unit_goes_to_its_town_and_shows_as_a_hole(county):
    duty.close_unit(units(county)["village"], by=SYSTEM)
    county.lists(JIADING)
    county.files()
    [one] = county.open()
    [receipt] = one.receipts.all()
    assert (receipt.level, receipt.does) == ("township", "both")
    assert f"注意:{county.village.name}尚无接收单位" in one.body_zh
    scope = SYSTEM.scope("duty.read")
    assert duty.holes(scope).places_without_unit == 1
    [hole] = duty.hole_rows("places_without_unit", scope).rows
    assert (hole.place, hole.name) == (county.village.code, county.village.name)


def test_without_town_and_village_it_goes_to_headquarters(county):
    for kind in ("village", "township"):
        duty.close_unit(units(county)[kind], by=SYSTEM)
    county.lists(JIADING)
    county.files()
    [one] = county.open()
    assert [receipt.level for receipt in one.receipts.all()] == ["headquarters"]


def test_where_nobody_holds_a_post_the_nearest_above_gets_it_beside(county):
    seat(units(county)["headquarters"])
    county.lists(JIADING)
    county.files()
    [one] = county.open()
    assert {receipt.level for receipt in one.receipts.all()} == {
        "headquarters",
        "township",
        "village",
    }
    assert "无人在岗" in one.body_zh


def test_a_staffed_town_needs_nobody_in_its_stead(county):
    seat(units(county)["township"])
    seat(units(county)["headquarters"], "李县长")
    county.lists(JIADING)
    county.files()
    [one] = county.open()
    assert {receipt.level for receipt in one.receipts.all()} == {"township", "village"}
    assert "注意" not in one.body_zh
