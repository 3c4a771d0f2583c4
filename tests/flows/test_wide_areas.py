"""Whoever lists a county by hand decides about everybody who was there: somebody else looks."""

from __future__ import annotations

from datetime import date

import pytest

from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.codes.models import Alarm
from fangxian.lines.zones import api as zones
from fangxian.lines.zones.models import Region, RiskArea

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
