"""集中隔离 ends and 居家隔离 begins: on that day township and village hear of it."""

from __future__ import annotations

import pytest

from fangxian.flows import segments
from fangxian.ground.tasks import pages as tasks
from fangxian.ground.tasks.models import Instruction
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


FROM_ABROAD = {
    "出发地": "泰国",
    "离开出发地日期": "2022-04-26",
    "是否入境": "是",
    "入境日期": "2022-04-27",
}


@pytest.fixture
def quarantined(county) -> Instruction:
    """集中隔离 to 05-11, 居家隔离 to 05-18, 居家健康监测 to 05-25."""
    county.files(**FROM_ABROAD)
    [one] = county.open()
    return one


@pytest.fixture(autouse=True)
def _a_fresh_worker():
    segments._Turned.on = None
    yield
    segments._Turned.on = None


def a_round() -> None:
    segments.turn_segments()
    outbox.settle()


def close(pk: int) -> None:
    seen = tasks.EvidenceGiven(
        at=clock.now(), place_text="隔离点", who="镇干部", words="已入住", outcome="in_place"
    )
    tasks.act(pk, seen, by=SYSTEM)
    tasks.check(pk, by=SYSTEM)
    tasks.close(pk, by=SYSTEM)


def test_nothing_turns_while_the_first_measure_runs(county, quarantined):
    with clock.at("2022-05-11T23:00"):
        a_round()
    assert county.open() == [quarantined]


def test_on_its_day_the_next_measure_goes_out_and_the_former_can_be_closed(county, quarantined):
    with clock.at("2022-05-12T00:10"):
        a_round()
        former, turned = county.open()
        assert former == quarantined
        assert turned.kind == "segment_2"
        assert turned.title_zh == "韦**:转居家隔离 05-12 至 05-18"
        assert "集中隔离已于 05-11 期满" in turned.body_zh
        assert {one.level for one in turned.receipts.all()} == {"township", "village"}
        close(former.pk)
        assert county.open() == [turned]


def test_each_turn_leaves_what_is_still_to_be_closed(county, quarantined):
    for day in ("2022-05-12T00:10", "2022-05-19T00:10"):
        with clock.at(day):
            a_round()
    assert [one.kind for one in county.open()] == ["control", "segment_2", "segment_3"]


def test_a_second_round_and_a_restarted_worker_say_nothing_twice(county, quarantined):
    with clock.at("2022-05-12T00:10"):
        a_round()
        a_round()
        segments._Turned.on = None
        a_round()
        close(county.open()[1].pk)
        segments._Turned.on = None
        a_round()
    assert Instruction.objects.filter(kind="segment_2").count() == 1


def test_days_on_which_nothing_ran_are_made_up_for(county, quarantined):
    with clock.at("2022-05-16T09:00"):
        a_round()
        assert [one.kind for one in county.open()] == ["control", "segment_2"]


def test_who_is_found_only_in_the_second_segment_hears_it_once(county):
    with clock.at("2022-05-13T08:00"):
        county.files(**FROM_ABROAD, 填报时间="2022-05-13 07:00")
        a_round()
        [one] = county.open()
        assert (one.kind, one.title_zh) == ("control", "韦**:居家隔离 至 05-18")


def test_another_verdict_takes_the_turn_back(county, quarantined):
    with clock.at("2022-05-12T08:00"):
        a_round()
        county.files(出发地="湖北省武汉市武昌区", 是否入境="否", 填报时间="2022-05-12 07:30")
        assert county.open() == []


def test_another_course_replaces_the_turn(county, quarantined):
    with clock.at("2022-05-12T08:00"):
        a_round()
        county.files(**{**FROM_ABROAD, "入境日期": "2022-04-28"}, 填报时间="2022-05-12 07:30")
        [one] = county.open()
        assert (one.kind, one.title_zh) == ("control", "韦**:集中隔离 至 05-12")
        turned = Instruction.objects.get(kind="segment_2")
        assert turned.stage == "withdrawn"
