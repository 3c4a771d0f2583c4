"""Declaring ahead on a phone, and changing it by the private link."""

from __future__ import annotations

import pytest

from fangxian.kernel import audit, clock
from fangxian.kernel.actor import NOBODY, SYSTEM
from fangxian.kernel.errors import Refusal
from fangxian.kernel.models import FactRow
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Declaration, Filing, Receipt
from tests.rooms.arrivals.ledgers import take_in, wang

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


def form(**changes):
    return {**wang(), "filed_at": "", **changes}


def test_a_traveller_declares_without_an_account_and_holds_a_receipt():
    held = arrivals.declare(form(), by=NOBODY)
    assert (held.verdict, len(held.token), held.number[:7]) == ("new", 22, "220510-")
    seen = arrivals.receipt(held.token, by=NOBODY)
    assert (seen.said["name"], seen.said["arrival"]) == ("王秀英", "2022-05-02")
    assert seen.about == held.person_id  # whose code the link may open
    assert FactRow.objects.filter(name="arrivals.DeclarationsChanged").count() == 1
    assert not Receipt.objects.filter(token_index=held.token.encode()).exists()
    assert [look.deed for look in audit.looks_at(held.person_id)] == [
        "arrivals.declare",
        "codes.settle_standings",  # the colour follows in the same moment
    ]


def test_the_same_form_sent_twice_is_one_filing():
    sent = form(filed_at="2022-05-10T08:00:00")
    first, second = arrivals.declare(sent, by=NOBODY), arrivals.declare(sent, by=NOBODY)
    assert (first.declaration_id, second.verdict) == (second.declaration_id, "unchanged")
    assert Filing.objects.count() == 1


def test_a_faulty_form_says_what_is_wrong_beside_each_field():
    with pytest.raises(arrivals.DeclarationFaulty) as refused:
        arrivals.declare(form(name="", arrival="2022-02-30"), by=NOBODY)
    assert {fault.field for fault in refused.value.faults} == {"name", "arrival"}
    assert not Declaration.objects.exists()


def test_a_private_link_changes_what_was_filed_with_it():
    held = arrivals.declare(form(), by=NOBODY)
    with clock.at("2022-05-11T08:00"):
        said = arrivals.receipt(held.token, by=NOBODY).said
        changed = arrivals.amend(held.token, {**said, "arrival": "2022-05-12"}, by=NOBODY)
        assert changed.verdict == "updated"
    assert str(Declaration.objects.get().arrival) == "2022-05-12"
    assert arrivals.receipt(held.token, by=NOBODY).said["arrival"] == "2022-05-12"


def test_a_private_link_cannot_be_turned_to_another_person():
    held = arrivals.declare(form(), by=NOBODY)
    with pytest.raises(Refusal) as refused:
        arrivals.amend(held.token, form(document_number="11010519491231002X"), by=NOBODY)
    assert refused.value.code == "arrivals.receipt_other_person"


def test_a_private_link_shows_only_its_own_filing():
    take_in(wang(phone="13900000000", address="家里的老地址"))
    held = arrivals.declare(form(phone="", address=""), by=NOBODY)
    assert "phone" not in arrivals.receipt(held.token, by=NOBODY).said
    assert "家里的老地址" not in str(arrivals.receipt(held.token, by=NOBODY))


def test_a_wrong_link_is_refused_kindly():
    with pytest.raises(Refusal) as refused:
        arrivals.receipt("NOT-A-TOKEN", by=NOBODY)
    assert refused.value.code == "arrivals.receipt_unknown"


def test_the_dossier_shows_masked_filings_newest_first():
    take_in(wang(), wang(filed_at="2022-05-01 08:00", address="南街"))
    declared = Declaration.objects.get()
    found = arrivals.dossier(declared.person_id, by=SYSTEM)
    assert [filing.said.get("address") for filing in found.filings] == ["南街", "北街 12 号"]
    assert found.filings[0].said["document_number"] == "6124**************"
    assert found.filings[0].said["phone"] == "138****2345"
    assert "13891512345" not in str(found)
