"""What asks something is closed (销号) only when its answer stands: a claim that is decided, a phone that
is written down. A report alone is not it, whatever it says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fangxian.ground.people import pages as people
from fangxian.ground.tasks import pages as tasks
from fangxian.ground.tasks import reactions as tasks_reactions
from fangxian.ground.tasks.models import Instruction
from fangxian.kernel import outbox
from fangxian.kernel.actor import NOBODY, SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Declaration
from tests.flows.test_claims import WUHAN, claims
from tests.flows.test_found_out import FOUND
from tests.flows.test_screening_instructs import JIADING

pytestmark = pytest.mark.django_db


@pytest.fixture
def claimed(county) -> Instruction:
    """A stranger says of Mr Wei that he was in 嘉定."""
    county.lists(JIADING)
    county.files(出发地=WUHAN)
    claims(county)
    [task] = county.open()
    return task


@pytest.fixture
def cut(county) -> Instruction:
    """Whoever holds Mr Wei's number says that they are not he."""
    county.files(出发地=WUHAN)
    person = Declaration.objects.get().person_id
    people.cut_phone(person, people.signing_in([person])[person].proven, by=NOBODY)
    outbox.settle()
    [task] = county.open()
    return task


def report(task: Instruction, outcome: str) -> None:
    tasks.act(task.pk, replace(FOUND, outcome=outcome), by=SYSTEM)
    tasks.check(task.pk, by=SYSTEM)
    outbox.settle()


def refused_to_close(task: Instruction) -> str:
    with pytest.raises(tasks_reactions.CannotMove) as refused:
        tasks.close(task.pk, by=SYSTEM)
    [(_, code, _)] = tasks.preview_bulk([task.pk], "close", by=SYSTEM).cannot
    assert tasks.do_bulk([task.pk], "close", by=SYSTEM).cannot[0][1] == code
    assert Instruction.objects.get(pk=task.pk).stage == "checked"
    assert all(
        "销号" in text or "closed" in text
        for text in (refused.value.said.zh, refused.value.said.en)
    )
    return code


@pytest.mark.parametrize("outcome", ["is_so", "not_so", "other"])
def test_a_claim_that_waits_keeps_its_task_open_whatever_was_reported(claimed, outcome):
    report(claimed, outcome)
    assert refused_to_close(claimed) == "claim_waiting"


@pytest.mark.parametrize("accepted", [True, False])
def test_decided_what_was_reported_is_closed_like_any_deed(claimed, accepted):
    report(claimed, "is_so" if accepted else "not_so")
    [claim] = arrivals.claims_of(claimed.person_id, by=SYSTEM)
    decide = arrivals.accept_claim if accepted else arrivals.set_claim_aside
    decide(claim.id, "电话问过本人", by=SYSTEM)
    outbox.settle()
    assert tasks.close(claimed.pk, by=SYSTEM) == "closed"


def test_a_second_claim_asks_again(county, claimed):
    report(claimed, "not_so")
    [claim] = arrivals.claims_of(claimed.person_id, by=SYSTEM)
    arrivals.set_claim_aside(claim.id, "电话问过本人", by=SYSTEM)
    outbox.settle()
    claims(county, phone="13900008888")
    [task] = [one for one in county.open() if one.kind == tasks.CLAIM]
    report(task, "not_so")
    assert refused_to_close(task) == "claim_waiting"


@pytest.mark.parametrize("outcome", ["owner", "other"])
def test_a_phone_that_is_cut_off_keeps_its_check_open_until_it_is_written_down(cut, outcome):
    report(cut, outcome)
    assert refused_to_close(cut) == "phone_unchecked"
    people.confirm_phone(cut.person_id, "13700001111", by=SYSTEM)
    outbox.settle()
    assert tasks.close(cut.pk, by=SYSTEM) == "closed"


def test_not_their_phone_says_all_and_it_stays_cut_off(cut):
    """Who has no phone of their own is not asked for one for ever."""
    report(cut, "not_owner")
    assert tasks.close(cut.pk, by=SYSTEM) == "closed"
    assert people.person(cut.person_id, by=SYSTEM).phone_cut


def test_nobody_is_sent_for_a_phone_that_was_written_down_meanwhile(county, cut):
    people.confirm_phone(cut.person_id, "13700001111", by=SYSTEM)
    outbox.settle()
    assert county.open() == []
    [step] = Instruction.objects.get(pk=cut.pk).steps.filter(act="withdraw")
    assert "核对" in step.reason
