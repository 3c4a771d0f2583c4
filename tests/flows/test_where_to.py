"""Somebody goes elsewhere than was said: the other village is told, and the former one why."""

from __future__ import annotations

import pytest

from fangxian.ground.duty import api as duty
from fangxian.ground.places import api as places
from fangxian.ground.tasks import pages as tasks
from fangxian.ground.tasks.models import StageEntry
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from tests.flows.test_screening_instructs import JIADING
from tests.flows.test_segments import close

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(county):
    """The next village of the same town."""
    county.lists(JIADING)
    county.files()
    return places.children_of(county.town.code)[1]


def test_another_village_is_instructed_and_the_former_one_told_why(county, other):
    [before] = county.open()
    county.files(**{"目的村(社区)": other.name, "填报时间": "2022-05-09 12:00"})
    [now] = county.open()
    assert (now.place, now.supersedes_id) == (other.code, before.pk)
    assert duty.units_for(other.code)["village"] in {one.unit_id for one in now.receipts.all()}
    [step] = StageEntry.objects.filter(instruction=before, act="withdraw")
    assert county.village.name in step.reason
    assert other.name in step.reason


def test_the_other_village_hears_of_it_when_the_former_had_closed_already(county, other):
    [before] = county.open()
    close(before.pk)
    county.files(**{"目的村(社区)": other.name, "填报时间": "2022-05-09 12:00"})
    [now] = county.open()
    assert now.place == other.code
    assert tasks.history(before.pk, by=SYSTEM).steps[-1].act == "close"


def test_a_class_that_asks_for_nothing_withdraws_with_a_reason(county, other):
    county.files(出发地="湖北省武汉市武昌区", 填报时间="2022-05-09 12:00")
    assert county.open() == []
    assert StageEntry.objects.get(act="withdraw").reason == "重新判定后不再需要管控"


def test_who_neither_moves_nor_changes_keeps_the_instruction(county, other):
    [before] = county.open()
    county.files(备注="务工返乡", 填报时间="2022-05-09 12:00")
    with clock.at("2022-05-10T09:00"):
        assert county.open() == [before]


def test_a_human_decision_that_frees_withdraws(county, other):
    from dataclasses import replace
    from datetime import date

    from fangxian.kernel import outbox
    from fangxian.lines.screening import pages as screening

    [before] = county.open()
    asks, agrees = (replace(SYSTEM, account_id=number, name=f"{number}") for number in (1, 2))
    wanted = screening.propose_override(
        screening.ref_of(before.subject),
        class_code="none",
        colour="green",
        reason="already_served",
        words="有证明",
        until=date(2022, 5, 20),
        by=asks,
    )
    screening.approve_override(wanted, by=agrees)
    outbox.settle()
    assert county.open() == []
