"""A list names an area by a name that several places have (和平区: 沈阳, 天津). Until somebody says which,
who was in any of them may have been there: 待核, and not green."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import listed_days
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.zones.models import Region
from fangxian.lines.zones.services import place_unresolved

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_day():
    with clock.at("2022-05-10T09:00"):
        yield


def stands() -> tuple[str, bool]:
    row = Declaration.objects.get()
    return row.class_code, row.uncertain


def listed(county) -> None:
    county.lists("high,,,和平区,,2022-05-07T12:00:00+08:00,2022-05-10T08:00:00+08:00")
    assert Region.objects.get(county="和平区").code == ""


@pytest.mark.parametrize("origin", ["辽宁省沈阳市和平区", "天津市和平区"])
def test_who_was_in_any_place_of_that_name_is_to_be_verified(county, origin):
    listed(county)
    county.files(出发地=origin)
    assert stands() == ("unverified", True)


def test_a_list_that_comes_after_them_puts_them_in_doubt_as_well(county):
    county.files(出发地="辽宁省沈阳市和平区")
    assert stands()[1] is False
    listed(county)
    assert stands() == ("unverified", True)


def test_once_it_is_placed_the_one_is_restricted_and_the_other_free(county):
    listed(county)
    county.files(出发地="辽宁省沈阳市和平区")
    place_unresolved(Region.objects.get(county="和平区").pk, "120101", by=SYSTEM)
    outbox.settle()
    assert stands() == ("other_area", False)
    county.files(出发地="天津市和平区", 抵达日期="2022-05-10", 填报时间="2022-05-10 08:00")
    outbox.settle()
    assert Declaration.objects.order_by("-pk").first().colour == "red"


def test_who_was_elsewhere_is_not_in_doubt(county):
    listed(county)
    county.files(出发地="辽宁省沈阳市沈河区")
    assert stands()[1] is False


@pytest.mark.parametrize(("days", "doubt"), [(0, False), (2, True)])
def test_who_had_left_before_is_in_doubt_where_the_rules_count_days_before_the_listing(
    county, monkeypatch, days, doubt
):
    monkeypatch.setattr(listed_days, "lead", lambda *_: timedelta(days=days))
    county.lists("high,,,和平区,,2022-05-10T00:30:00+08:00,2022-05-10T08:00:00+08:00")
    county.files(出发地="辽宁省沈阳市和平区", 离开出发地日期="2022-05-08")
    assert stands()[1] is doubt
