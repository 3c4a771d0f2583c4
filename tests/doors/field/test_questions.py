"""What is to be found out rides with the task, and is answered at the door with no network."""

from __future__ import annotations

from datetime import date

import pytest

from fangxian.ground.access.models import Role
from fangxian.ground.tasks import pages as tasks
from fangxian.ground.tasks.models import Instruction
from fangxian.kernel import outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.zones import pages as zones
from tests.doors.field import barrier

pytestmark = pytest.mark.django_db
XIXIAN = """level,province,city,county,community,first_seen,last_seen,n_snapshots,left_censored,right_censored
high,陕西省,西安市,西咸新区,沣东新城建章路街道孟家村,2022-05-01,2022-05-10,1,0,0
"""


@pytest.fixture
def ask(guard):
    """ask("朝阳区"): somebody of that origin, whose question lies with the guard."""

    Role.objects.filter(code="checkpoint").update(permissions=[*barrier.MAY, "arrivals.vouch"])

    def about(origin: str) -> int:
        barrier.declare(7, origin=origin)
        [order] = Instruction.objects.filter(kind="verify")
        tasks.assign([order.pk], account_id=guard.pk, by=SYSTEM)
        return order.pk

    return about


def answered(phone, order: int, choice: str, place: str = "") -> list[dict]:
    told = {
        "at": "2022-05-10T07:50:00+08:00",
        "place": "二组",
        "note": "当面问清",
        "outcome": "clear",
        "found_choice": choice,
        "found_place": place,
    }
    settled = phone.send(phone.event("task.acted", instruction=order, evidence=told))
    outbox.settle()
    return settled


def test_a_name_of_two_places_is_answered_by_one_of_them(phone, ask):
    zones.add_by_hand("high", "北京市朝阳区", date(2022, 5, 1), by=SYSTEM)
    order = ask("朝阳区")
    [task] = phone.bundle().json()["tasks"]
    assert task["question"]["zh"]
    named = {one["code"]: one["zh"] for one in task["question"]["choices"]}
    assert named["220104"] == "吉林省长春市朝阳区"
    [settled] = answered(phone, order, "220104")
    assert settled["how"] == "decided"
    assert not Instruction.objects.get(pk=order).uncertain


def test_a_listed_area_that_no_division_names_is_chosen_at_the_door(phone, ask):
    zones.import_file(XIXIAN.encode(), "名单.csv", by=SYSTEM)
    order = ask("陕西省西安市未央区")
    [task] = phone.bundle().json()["tasks"]
    [choice] = task["question"]["choices"]
    assert "孟家村" in choice["zh"]
    assert choice["level"] == "high"
    [settled] = answered(phone, order, choice["code"])
    assert settled["how"] == "decided"
    done = Instruction.objects.get(pk=order)
    assert (done.uncertain, done.outcome) == (False, "clear")


def test_what_is_written_goes_before_what_was_chosen(phone, ask):
    zones.add_by_hand("high", "北京市朝阳区", date(2022, 5, 1), by=SYSTEM)
    order = ask("朝阳区")
    answered(phone, order, "220104", "北京市朝阳区")
    assert {one.kind for one in Instruction.objects.filter(stage="issued")} == {"control"}


def test_a_choice_that_nobody_offered_is_kept_and_told(phone, ask):
    zones.add_by_hand("high", "北京市朝阳区", date(2022, 5, 1), by=SYSTEM)
    order = ask("朝阳区")
    [settled] = answered(phone, order, "月球")
    assert settled["how"] == "differs"
    assert Instruction.objects.get(pk=order).uncertain


def test_none_of_them_where_it_is_not_offered_is_kept_and_told(phone, ask):
    zones.import_file(XIXIAN.encode(), "名单.csv", by=SYSTEM)
    order = ask("陕西省西安市未央区")
    [task] = phone.bundle().json()["tasks"]
    [choice] = task["question"]["choices"]
    [settled] = answered(phone, order, choice["code"].replace("in:", "out:"))
    assert settled["how"] == "differs"
    assert "不在所问的选项里" in settled["zh"]
    assert Instruction.objects.get(pk=order).uncertain


def test_an_order_that_asks_nothing_has_no_question(phone, guard):
    from tests.doors.field.errand import issue

    issue(guard.pk)
    assert [one["question"] for one in phone.bundle().json()["tasks"]] == [None]
