"""An address in a city of which nothing was listed is decided by the city; where a part of it was, or no
list tells of the days, it is 待核 as ever. Who only changed trains in a city was there for a day."""

from __future__ import annotations

from datetime import date

import pytest

from fangxian.kernel import outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Declaration, Stay
from fangxian.lines.screening.models import Screening
from tests.doors.command.ledgers import number_of

pytestmark = pytest.mark.django_db

ELSEWHERE = "high,北京市,北京市,朝阳区,十八里店乡横街子村,2022-04-10,2022-05-09"
WUHOU = "high,四川省,成都市,武侯区,望江路街道某小区,2022-04-28,2022-05-02"
LONG_OVER = "high,四川省,成都市,武侯区,望江路街道某小区,2022-04-10,2022-04-12"
SHORT = "high,北京市,北京市,朝阳区,十八里店乡横街子村,2022-05-03,2022-05-09"
UNPLACED = "high,火星省,火星市,火星区,某小区,2022-05-01,2022-05-09"
ADDRESS = "成都市阳光小区3栋"


def standing(county, **said):
    row = {"证件号码": number_of(1), "出发地": "重庆市渝中区"} | said
    done = arrivals.import_file(county.sheet(row), "台账.csv", by=SYSTEM)
    assert done.counts["rejected"] == 0, done.counts
    outbox.settle()
    return Declaration.objects.get()


@pytest.mark.parametrize("origin", [ADDRESS, "上海市闸北区"])
def test_an_address_in_a_city_without_any_listed_area_is_decided_by_the_city(county, origin):
    county.lists(ELSEWHERE)
    one = standing(county, 出发地=origin)
    assert (one.class_code, one.colour, one.uncertain) == ("other_area", "green", False)
    facts = Screening.objects.get(pk=one.screening_id).facts
    assert facts["stays"][0][4]["in_city"] is True
    shown = arrivals.dossier(one.person_id, by=SYSTEM).screenings[0]
    assert shown.by_city == (origin,)  # told as inexact


@pytest.mark.parametrize(
    "lists",
    [(ELSEWHERE, WUHOU), (SHORT,), (ELSEWHERE, UNPLACED), ()],
    ids=["listed", "no list of some days", "an area that has no place", "no list"],
)
def test_it_is_to_be_verified_where_that_is_not_known(county, lists):
    if lists:
        county.lists(*lists)
    one = standing(county, 出发地=ADDRESS)
    assert one.uncertain
    assert one.colour != "green"


@pytest.mark.parametrize("origin", ["四川省阳光小区", "成都密接", "成都昆山宾馆", "阳光小区"])
def test_what_may_lie_elsewhere_is_to_be_verified(county, origin):
    county.lists(ELSEWHERE)
    assert standing(county, 出发地=origin).colour == "grey"


def test_an_area_that_was_free_before_they_can_have_met_it_keeps_nobody_waiting(county):
    county.lists(ELSEWHERE, LONG_OVER)
    assert standing(county, 出发地=ADDRESS).colour == "green"


def test_an_area_of_the_city_that_is_listed_later_raises_the_question(county):
    county.lists(ELSEWHERE)
    one = standing(county, 出发地=ADDRESS)
    assert one.colour == "green"
    county.lists(ELSEWHERE, WUHOU)
    one.refresh_from_db()
    assert (one.colour == "green", one.uncertain) == (False, True)


@pytest.mark.parametrize(
    ("via", "leaving", "start"),
    [
        ("武汉站换乘", "", date(2022, 5, 9)),
        ("经停武汉", "", date(2022, 5, 9)),
        ("武汉站中转2小时", "2022-05-07", date(2022, 5, 7)),
        ("武汉站换乘@2022-05-08", "", date(2022, 5, 8)),
        ("武汉站换乘,住3天", "", None),
        ("武汉上班,武汉站换乘", "", None),
        ("武汉", "", None),
    ],
)
def test_who_only_changed_trains_was_there_that_day(county, via, leaving, start):
    county.lists(ELSEWHERE)
    standing(county, 途经地=via, 离开出发地日期=leaving)
    assert {one.start for one in Stay.objects.filter(place="4201")} == {start}


def test_a_city_where_they_changed_trains_after_it_was_free_restricts_nobody(county):
    county.lists(ELSEWHERE, "high,湖北省,武汉市,武汉市,,2022-04-28,2022-05-06")
    assert standing(county, 途经地="武汉站换乘", 离开出发地日期="").colour == "green"


def test_a_change_of_trains_that_is_said_again_as_a_stay_is_news(county):
    county.lists(ELSEWHERE)
    stay = {"途经地": "武汉站换乘", "离开出发地日期": ""}
    standing(county, **stay)
    standing(county, **stay | {"途经地": "武汉站", "填报时间": "2022-05-09 12:00"})
    assert [one.start for one in Stay.objects.filter(journey=None)] == [None]


@pytest.mark.parametrize(
    ("origin", "city"),
    [
        ("北京大兴机场", "11"),
        ("北京大兴国际机场", "11"),
        ("北京丰台站", "11"),
        ("北京西站", "11"),
        ("北京丰台火车站", "11"),
        ("重庆江北机场", "50"),
        ("广州白云机场", "4401"),
        ("武汉武昌站", "4201"),
    ],
)
def test_a_station_is_in_the_city_not_in_the_district_whose_name_it_bears(county, origin, city):
    county.lists(ELSEWHERE, LONG_OVER)
    one = standing(county, 出发地=origin)
    held = Screening.objects.get(pk=one.screening_id).facts["stays"][0]
    assert city in str(held)
    assert not Declaration.objects.get().unresolved
    assert (one.colour == "green") == (city != "11")  # an area of Beijing is listed


@pytest.mark.parametrize("origin", ["北京市丰台区", "北京市丰台区丰台站", "北京丰台站前路3号"])
def test_who_names_the_district_was_in_it(county, origin):
    county.lists(ELSEWHERE)
    one = standing(county, 出发地=origin)
    assert (one.origin[:6], one.unresolved) == ("110106", [])


CHAOYANG = "high,北京市,北京市,朝阳区,十八里店乡横街子村,2022-04-28,2022-05-09"


@pytest.mark.parametrize(
    ("origin", "leaving"),
    [
        ("北京市朝阳区(4月10日离开)", date(2022, 4, 10)),
        ("北京市朝阳区（2022年4月10日已离开）", date(2022, 4, 10)),
        ("北京朝阳(5月8日离开)", date(2022, 5, 8)),
    ],
)
def test_a_day_of_leaving_in_brackets_is_the_day_of_leaving(county, origin, leaving):
    county.lists(CHAOYANG)
    one = standing(county, 出发地=origin, 离开出发地日期="")
    assert (one.origin, one.leaving) == ("110105", leaving)
    assert one.colour != "green"  # met it, or nobody knows where they were since


@pytest.mark.parametrize(
    ("origin", "leaving"),
    [
        ("北京市朝阳区(4月10日离开)", "2022-05-01"),  # another than its column says
        ("北京市朝阳区(2022-06-01离开)", ""),  # after the arrival
        ("北京市朝阳区(4月初离开)", ""),
        ("2021年在北京市朝阳区", ""),
        ("去年在北京市朝阳区", ""),
    ],
)
def test_another_time_that_is_not_sure_is_to_be_verified_as_written(county, origin, leaving):
    county.lists(CHAOYANG)
    one = standing(county, 出发地=origin, 离开出发地日期=leaving)
    assert one.uncertain
    assert one.colour not in ("green", "red")
    assert origin in str(one.unresolved)


def test_of_several_places_only_the_one_with_a_day_is_asked_about(county):
    county.lists(CHAOYANG)
    one = standing(county, 出发地="成都市武侯区(4月1日已离开)、北京市朝阳区")
    assert one.colour == "red"


@pytest.mark.parametrize(
    "via",
    ["途经西安市未停留", "西安市未停留", "途经西安，未停留", "自驾经西安绕城高速", "西安未下高速"],
)
def test_who_drove_past_a_city_was_there_that_day(county, via):
    county.lists(ELSEWHERE)
    standing(county, 途经地=via, 离开出发地日期="")
    assert {one.start for one in Stay.objects.filter(place__startswith="6101")} == {
        date(2022, 5, 9)
    }


@pytest.mark.parametrize("via", ["西安绕城高速", "西安市停留", "途经西安市未停留，住3天"])
def test_who_does_not_say_so_was_there_as_long_as_may_be(county, via):
    county.lists(ELSEWHERE)
    standing(county, 途经地=via, 离开出发地日期="")
    assert None in {one.start for one in Stay.objects.filter(place__startswith="6101")}
