"""One question, one card: who is asked where they were is asked along about what somebody filed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fangxian.ground.tasks import pages as tasks
from fangxian.ground.tasks.models import Instruction
from fangxian.kernel import outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Claim
from tests.flows.test_claims import JIADING, claims
from tests.flows.test_found_out import CHAOYANG, FOUND
from tests.flows.test_hand_over import away, form, of  # noqa: F401 a fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def doubtful(county):
    """Mr Wei wrote 朝阳区, of which there are two."""
    county.lists(CHAOYANG, JIADING)
    county.files(出发地="朝阳区")
    return county


def card(county) -> Instruction:
    [one] = county.open()
    assert one.kind == "verify"
    return one


@pytest.mark.parametrize(("origin", "graver"), [("上海市嘉定区", True), ("湖北省武汉市", False)])
def test_a_claim_is_asked_along_and_the_graver_stands_first(doubtful, origin, graver):
    before = card(doubtful)
    claims(doubtful, origin=origin)
    now = card(doubtful)
    assert now.pk == before.pk
    assert now.issued_at == before.issued_at
    assert "不另发指令" in now.body_zh
    assert "05-11" in now.body_zh
    first = now.body_zh.splitlines()[0]
    assert first.startswith("先问:有人另填") == graver
    assert before.body_zh.splitlines()[0] in now.body_zh


def test_whichever_comes_first_there_is_one(county):
    county.lists(CHAOYANG, JIADING)
    county.files(出发地="湖北省武汉市武昌区")
    claims(county)
    assert [one.kind for one in county.open()] == ["claim"]
    county.files(出发地="朝阳区", 填报时间="2022-05-09 10:00")
    assert "不另发指令" in card(county).body_zh
    [step] = Instruction.objects.get(kind="claim").steps.filter(act="withdraw")
    assert "并入" in step.reason


def test_decided_it_is_asked_no_more_and_the_journey_still_is(doubtful):
    before = card(doubtful).body_zh
    claims(doubtful)
    arrivals.set_claim_aside(Claim.objects.get().pk, "问过本人", by=SYSTEM)
    outbox.settle()
    assert card(doubtful).body_zh == before


def test_accepted_it_answers_the_journey(doubtful):
    claims(doubtful)
    arrivals.accept_claim(Claim.objects.get().pk, "看过车票", by=SYSTEM)
    outbox.settle()
    assert [one.kind for one in doubtful.open()] == ["control"]


def test_found_out_and_not_decided_it_is_asked_by_itself(doubtful):
    claims(doubtful, origin="湖北省武汉市")
    one = card(doubtful)
    tasks.act(one.pk, replace(FOUND, found_place="吉林省长春市朝阳区"), by=SYSTEM)
    outbox.settle()
    assert {(row.kind, row.stage) for row in doubtful.open()} == {
        ("verify", "acted"),
        ("claim", "issued"),
    }


def test_withdrawn_by_hand_the_claim_is_asked_by_itself(doubtful):
    claims(doubtful)
    tasks.withdraw(card(doubtful).pk, "发错", by=SYSTEM)
    outbox.settle()
    assert [one.kind for one in doubtful.open()] == ["claim"]


def test_what_was_reported_of_a_claim_stays_a_card_of_its_own(county):
    county.lists(CHAOYANG, JIADING)
    county.files(出发地="湖北省武汉市武昌区")
    claims(county)
    [one] = county.open()
    tasks.act(one.pk, replace(FOUND, outcome="is_so"), by=SYSTEM)
    county.files(出发地="朝阳区", 填报时间="2022-05-09 10:00")
    assert {(row.kind, row.stage) for row in county.open()} == {
        ("claim", "acted"),
        ("verify", "issued"),
    }


def test_who_is_asked_for_elsewhere_is_another_question(doubtful, away):  # noqa: F811
    arrivals.register(form(away.code), by=of(away.code), way_in="township")
    outbox.settle()
    assert {one.kind for one in doubtful.open()} == {"verify", "claim"}
