"""The rules turn with the day: a pack ends, another comes, or none is in force."""

from __future__ import annotations

from datetime import date

import pytest

from fangxian.flows import segments
from fangxian.ground.people import api as people
from fangxian.ground.people import pages as people_pages
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.codes import api as codes
from fangxian.lines.screening import api as screening
from fangxian.lines.screening.models import Screening

AREA = "medium,上海市,上海市,嘉定区,真新街道,2022-05-01,2022-05-09"
NONE = "2026-11-22T08:00"


@pytest.fixture(autouse=True)
def _a_fresh_worker():
    segments._Turned.on = None
    yield
    segments._Turned.on = None


def a_round() -> None:
    segments.turn_segments()
    outbox.settle()


def test_on_the_day_of_the_ninth_edition_everybody_is_decided_by_it(county):
    county.lists(AREA)
    county.files()
    with clock.at("2022-06-27T23:00"):
        a_round()
        assert Screening.objects.count() == 2  # the course ended meanwhile: it was looked at
    with clock.at("2022-06-28T00:10"):
        a_round()
        assert Screening.objects.count() == 3
        segments._Turned.on = None  # the worker is started again on the same day
        a_round()
        assert Screening.objects.count() == 3


def test_with_no_policy_in_force_flows_go_on_and_nobody_is_coloured(county):
    county.lists(AREA)
    with clock.at(NONE):
        county.files()
        a_round()
        assert Declaration.objects.get().screening_id is None
        screening.screened(arrivals.KIND, None, date(2022, 5, 10), SYSTEM)  # as of a past day
        outbox.settle()
        assert codes.origins_holding([Declaration.objects.get().person_id]) == {}


def test_who_was_declared_before_the_first_pack_is_decided_when_it_comes(county):
    county.lists("medium,上海市,上海市,嘉定区,真新街道,2021-05-01,2021-05-09")
    with clock.at("2021-05-10T08:00"):
        county.files(
            离开出发地日期="2021-05-09", 抵达日期="2021-05-11", 填报时间="2021-05-10 07:00"
        )
        assert Declaration.objects.get().screening_id is None
    with clock.at("2021-05-12T08:00"):
        a_round()
        person = Declaration.objects.get().person_id
        assert codes.colours_of([person])[person].code == "red"


def test_records_are_merged_and_parted_with_no_policy_in_force(county):
    county.lists(AREA)
    county.files()
    kept = Declaration.objects.get().person_id
    key = people.DocumentKey("passport", "E12345678")
    state, _ = people.merge(None, people.PersonFiling(clock.now(), "韦国强"))
    gone = people.store({key: state}, by=SYSTEM)[key]
    with clock.at(NONE):
        people_pages.undo_merge(
            people_pages.merge_persons(gone, kept, "同一人", by=SYSTEM), by=SYSTEM
        )
    assert codes.colours_of([kept])[kept].code == "red"
