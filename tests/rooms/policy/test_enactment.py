"""A draft decides nothing until one person proposed it and another approved it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from fangxian.ground.policy import errors as policy_errors
from fangxian.ground.policy import pages as policy
from fangxian.ground.policy import queries as policy_queries
from fangxian.ground.policy.models import Enactment
from fangxian.kernel.actor import SYSTEM, Actor, Grant
from fangxian.kernel.errors import NeedsAnother, NotAllowed, NotFound, TakesTwo
from fangxian.kernel.models import AuditLine, FactRow
from fangxian.kernel.verb import agreed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("draft")]

BOTH = frozenset({"policy.read", "policy.propose", "policy.enact"})
LIN = Actor(11, "林主任", (Grant("headquarters", BOTH, "610921"),))
HE = Actor(12, "何局长", (Grant("headquarters", BOTH, "610921"),))
TOWN = Actor(13, "镇干部", (Grant("township", frozenset({"policy.read"}), "610921101"),))


def last_pack(day: str) -> str:
    return policy.in_force(date.fromisoformat(day), "610921", "fever").packs[-1].id


def test_two_people_bring_a_draft_into_force() -> None:
    assert policy.needs_records()
    number = policy.propose("fever-draft", note="按会议纪要", by=LIN)
    assert last_pack("2030-08-01") == "fever-second"
    policy.enact(number, by=HE)
    assert last_pack("2030-07-31") == "fever-second"
    assert last_pack("2030-08-01") == "fever-draft"
    rows = policy.in_force(date(2030, 8, 1), "610921", "fever").table.rows
    assert [row.id for row in rows] == ["inbound"]
    told = FactRow.objects.get(name="policy.PackEnacted").payload
    assert (told["pack"], told["from_day"]) == ("fever-draft", "2030-08-01")
    deeds = list(AuditLine.objects.order_by("pk").values_list("deed", flat=True))
    assert deeds == ["policy.propose", "policy.enact"]


def test_it_may_begin_later_than_written_never_sooner() -> None:
    late = policy.propose("fever-draft", from_day=date(2030, 9, 1), by=LIN)
    policy.enact(late, by=HE)
    assert last_pack("2030-08-31") == "fever-second"
    assert last_pack("2030-09-01") == "fever-draft"
    with agreed("policy.withdraw"):
        policy.withdraw(late, "改期", by=HE)
    soon = policy.propose("fever-draft", from_day=date(2030, 1, 1), by=LIN)
    assert Enactment.objects.get(pk=soon).from_day == date(2030, 8, 1)


def test_nobody_approves_their_own() -> None:
    number = policy.propose("fever-draft", by=LIN)
    with pytest.raises(NeedsAnother):
        policy.enact(number, by=LIN)
    with pytest.raises(IntegrityError), transaction.atomic():
        Enactment.objects.filter(pk=number).update(approver_id=11)


def test_a_named_account_is_needed() -> None:
    with pytest.raises(policy_errors.NeedsAccount):
        policy.propose("fever-draft", by=SYSTEM)


def test_without_the_grant_nothing_happens() -> None:
    with pytest.raises(NotAllowed):
        policy.propose("fever-draft", by=TOWN)
    number = policy.propose("fever-draft", by=LIN)
    with pytest.raises(NotAllowed):
        policy.enact(number, by=TOWN)


def test_a_pack_changed_after_the_proposal_is_not_approved(draft: Path) -> None:
    number = policy.propose("fever-draft", by=LIN)
    _reword(draft)
    with pytest.raises(policy_errors.PackChanged):
        policy.enact(number, by=HE)


def test_a_pack_changed_after_the_approval_decides_nothing(draft: Path) -> None:
    number = policy.propose("fever-draft", by=LIN)
    policy.enact(number, by=HE)
    _reword(draft)
    assert last_pack("2030-08-01") == "fever-second"
    (row,) = policy.enactments(by=TOWN)
    assert (row.id, row.approver, row.changed) == (number, "何局长", True)


def test_withdrawing_takes_it_out_of_force() -> None:
    number = policy.propose("fever-draft", by=LIN)
    policy.enact(number, by=HE)
    with pytest.raises(TakesTwo):
        policy.withdraw(number, "有误", by=LIN)
    assert last_pack("2030-08-01") == "fever-draft", "one person frees nobody from the rules"
    with agreed("policy.withdraw"):
        policy.withdraw(number, "有误", by=LIN)
    assert last_pack("2030-08-01") == "fever-second"
    with pytest.raises(policy_errors.AlreadyDecided):
        policy.enact(number, by=HE)
    assert FactRow.objects.filter(name="policy.PackEnacted").count() == 2


def test_a_proposal_is_taken_back_by_one() -> None:
    policy.withdraw(policy.propose("fever-draft", by=LIN), "写错了", by=LIN)
    assert not Enactment.objects.filter(withdrawn_at__isnull=True).exists()


def test_what_cannot_be_proposed(draft: Path) -> None:
    with pytest.raises(policy_errors.NotADraft):
        policy.propose("fever-second", by=LIN)
    with pytest.raises(policy_errors.NoSuchPack):
        policy.propose("fever-ninth", by=LIN)
    with pytest.raises(NotFound):
        policy.enact(10**9, by=HE)
    policy.propose("fever-draft", by=LIN)
    with pytest.raises(policy_errors.AlreadyProposed):
        policy.propose("fever-draft", by=HE)
    text = draft.read_text(encoding="utf-8").replace("amends:", "replaces: fever-zero\namends:")
    draft.write_text(text, encoding="utf-8")
    policy_queries.forget_packs()
    with pytest.raises(policy_errors.PackHasFaults):
        policy.propose("fever-draft", by=LIN)


def test_a_draft_may_replace_one_that_still_runs(draft: Path) -> None:
    text = draft.read_text(encoding="utf-8").replace(
        "amends: fever-second", "replaces: fever-second\namends: fever-first"
    )
    draft.write_text(text.replace("  - id: named", "  - id: listed"), encoding="utf-8")
    table = draft.parent / "travellers.yaml"
    table.write_text(table.read_text(encoding="utf-8").replace("id: named", "id: listed"))
    policy_queries.forget_packs()
    policy.enact(policy.propose("fever-draft", by=LIN), by=HE)
    edition = policy.in_force(date(2030, 8, 1), "610921", "fever")
    assert edition.id == "fever-first+fever-draft"


def _reword(draft: Path) -> None:
    draft.write_text(draft.read_text(encoding="utf-8").replace("A draft", "Another"))
    policy_queries.forget_packs()
