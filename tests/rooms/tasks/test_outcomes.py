"""What came of an instruction is chosen from a short list of its kind, and 联系不上 is not done."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fangxian.ground.tasks import api as tasks_api
from fangxian.ground.tasks import errors as tasks_errors
from fangxian.ground.tasks import pages as tasks
from fangxian.ground.tasks import reactions as tasks_reactions
from fangxian.ground.tasks.models import Evidence, Instruction, StageEntry
from fangxian.kernel import clock
from tests.rooms.tasks.county import VILLAGE

pytestmark = pytest.mark.django_db


def told(outcome: str, words: str = "已入户见到本人") -> tasks.EvidenceGiven:
    return tasks.EvidenceGiven(
        at=clock.now(), place_text="公路村三组", who="李支书", words=words, outcome=outcome
    )


def codes(kind: str) -> list[str]:
    return [one.code for one in tasks.outcomes_for(kind, VILLAGE)]


def test_each_kind_has_its_own_list_and_a_later_segment_has_that_of_control():
    assert "clear" in codes("verify")
    assert "in_place" not in codes("verify")
    assert codes("segment_3") == codes("control")
    assert codes("a kind of tomorrow") == codes("other") != codes("control")
    words = {
        one.code: (one.label.zh, one.attempt) for one in tasks.outcomes_for("control", VILLAGE)
    }
    assert words["in_place"] == ("已到位", False)
    assert words["unreached"] == ("联系不上", True)
    assert words["not_found"] == ("未找到", True)


def test_who_cannot_be_reached_stays_open_and_is_counted_until_it_is_done(county):
    [pk] = tasks_reactions.issue_many([county.order()], by=county.hq)
    for hour in range(3):
        report = replace(
            told("unreached", f"第{hour + 1}次,关机"), at=clock.now() - timedelta(hours=hour)
        )
        done = tasks.act(pk, report, by=county.village)
        assert (done.settled, done.stage) == ("attempted", "issued")
    assert (
        tasks.act(pk, report, by=county.village).settled == "attempted"
    )  # sent twice: one attempt
    row = tasks.instruction(pk, by=county.town)
    assert (row.attempts, row.outcome, row.stage) == (3, "", "issued")
    assert row.due_stage  # its clocks run on
    tried = tasks.InstructionFilter(attempted=True)
    assert tasks.ids_of(tried, by=county.town) == (pk,)
    assert tasks.act(pk, told("in_place"), by=county.village).stage == "acted"
    assert tasks.instruction(pk, by=county.town).outcome == "in_place"
    assert tasks.ids_of(tried, by=county.town) == ()
    steps = StageEntry.objects.filter(instruction=pk).order_by("id")
    assert [one.act for one in steps] == [
        "issue",
        "receive",
        "attempt",
        "attempt",
        "attempt",
        "act",
    ]
    assert steps[2].reason == "联系不上:第1次,关机"


def test_an_outcome_of_another_kind_is_refused_with_those_of_its_own(county):
    [pk] = tasks_reactions.issue_many([county.order()], by=county.hq)
    with pytest.raises(tasks_errors.OutcomeUnknown) as refused:
        tasks.act(pk, told("clear"), by=county.village)
    assert "已到位" in refused.value.next_step.zh
    assert Instruction.objects.get(pk=pk).stage == "issued"


def test_counted_by_what_came_of_them_each_number_is_its_list(county):
    ids = tasks_reactions.issue_many(
        [county.order(subject=f"arrivals.declaration:{n}") for n in range(5)], by=county.hq
    )
    said = ["in_place", "in_place", "left", "unreached"]
    tasks_api.act_many(
        [(pk, told(one)) for pk, one in zip(ids, said, strict=False)], by=county.village
    )
    found = tasks.by_outcome(tasks.InstructionFilter(), by=county.town)
    assert [(one.key, one.count) for one in found] == [
        ("in_place", 2),
        ("left", 1),
        ("attempted", 1),
    ]
    for one in found:
        assert tasks.count(one.filter, by=county.town) == one.count
    judged = tasks.preview_bulk(ids, "check", by=county.town)
    assert judged.outcomes == (("in_place", 2), ("left", 1))


def test_sent_back_it_has_no_outcome_until_the_next(county):
    [pk] = tasks_reactions.issue_many([county.order()], by=county.hq)
    tasks.act(pk, told("left", "已去安康"), by=county.village)
    tasks.send_back(pk, "请写明去向", by=county.town)
    assert tasks.instruction(pk, by=county.town).outcome == ""
    assert [one.outcome for one in tasks.history(pk, by=county.town).evidence] == ["left"]


def test_a_report_without_outcome_from_the_field_is_kept_and_moves_nothing(county):
    [pk] = tasks_reactions.issue_many([county.order()], by=county.hq)
    kept = tasks.keep_evidence(pk, told("", "已入户"), by=county.village)
    assert Evidence.objects.get(pk=kept.evidence_id).words == "已入户"
    assert Instruction.objects.get(pk=pk).stage == "issued"
