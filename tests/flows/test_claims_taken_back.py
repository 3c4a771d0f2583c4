"""采信 is taken back: what it changed reads as before wherever nobody better spoke since, the person is
screened anew and the claim waits again. What raises is done at once, what lowers takes two (ADR 22)."""

from __future__ import annotations

import pytest

from fangxian.ground.people import api as people
from fangxian.kernel import audit, clock, outbox
from fangxian.kernel.actor import SYSTEM, Actor, Grant
from fangxian.kernel.errors import NeedsAnother, NotAllowed
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals import reactions as arrivals_reactions
from fangxian.lines.arrivals.errors import (
    ClaimNotDecided,
    ReopeningLowers,
    ReopeningNotKept,
    ReopeningWithoutReason,
)
from fangxian.lines.arrivals.models import Claim, ClaimDecision, Declaration, Filing
from fangxian.lines.arrivals.queries import claims as arrivals_claims
from fangxian.lines.arrivals.services import reopening as arrivals_reopening
from tests.flows.county import WEI
from tests.flows.test_claims import STRANGER, WUHAN, claims, record, shown
from tests.flows.test_screening_instructs import JIADING

pytestmark = pytest.mark.django_db
JIADING_CITY = "上海市嘉定区"
MAY = frozenset({"arrivals.declare", "arrivals.read", "arrivals.vouch", "people.edit"})


def official(number: int, place: str = "610921") -> Actor:
    return Actor(number, f"{number} 号", (Grant("township", MAY, place),), door="test")


def accepted(county, *, by=SYSTEM, fields=None, lowers=False, **said) -> Claim:
    """Somebody claims something about Mr Wei, and it is accepted."""
    claims(county, **said)
    claim = Claim.objects.get(state="waiting")
    arrivals.accept_claim(claim.pk, "电话问过", fields=fields, lowers=lowers, by=by)
    outbox.settle()
    return claim


def reopens(claim: Claim, why="接电话的不是本人", **how) -> arrivals_reopening.Reopened:
    done = arrivals.reopen_claim(claim.pk, why, **({"by": SYSTEM} | how))
    outbox.settle()
    return done


def told(claim: Claim) -> arrivals_claims.DecisionRow:
    [row] = arrivals.claims_of(claim.person_id, by=SYSTEM)
    return row.decisions[0]


@pytest.fixture
def red(county):
    """Mr Wei is on the county's list, from a listed place."""
    county.lists(JIADING)
    county.files()
    return county


def test_what_lowered_is_raised_again_by_one_and_everything_reads_as_before(red):
    before, [order] = record(), red.open()
    claim = accepted(red, origin=WUHAN, lowers=True)
    assert Declaration.objects.get().colour == "green"
    done = reopens(claim, by=official(7))
    assert record() == before
    assert {"origin", "phone", "address", "arrival"} <= set(done.put_back)
    assert {one.kind for one in red.open()} == {order.kind, "claim"}
    assert not Filing.objects.filter(way_in="claim").exists()
    row = told(claim)
    assert (row.why, row.undone_by, row.undone_why) == ("电话问过", 7, "接电话的不是本人")
    assert set(row.put_back) == set(row.changed) == set(done.put_back)
    assert Claim.objects.get().state == "waiting"


def test_what_raised_is_lowered_by_two(county):
    county.lists(JIADING)
    county.files(出发地=WUHAN)
    before = record()
    claim = accepted(county, by=official(5))
    assert Declaration.objects.get().colour == "red"
    with pytest.raises(ReopeningLowers):
        reopens(claim, by=official(7))
    assert reopens(claim, lowers=True, by=official(7)).waits
    assert Declaration.objects.get().colour == "red"
    assert (told(claim).asked_by, told(claim).undone_at) == (7, None)
    with pytest.raises(NeedsAnother):
        reopens(claim, lowers=True, by=official(7))
    with pytest.raises(ReopeningLowers):
        reopens(claim, by=official(9))
    assert not reopens(claim, "核对过车票", lowers=True, by=official(9)).waits
    assert record() == before
    assert (told(claim).asked_by, told(claim).undone_by) == (7, 9)
    assert [one.kind for one in county.open()] == ["claim"]


def test_the_claim_asks_again_and_shows_on_the_code(county):
    county.lists(JIADING)
    county.files(出发地=WUHAN)
    claim = accepted(county, by=official(5))
    reopens(claim, lowers=True, by=official(7))
    reopens(claim, lowers=True, by=official(9))
    assert [one.reason for one in shown(claim.person_id).holding] == ["claim"]
    arrivals.set_claim_aside(claim.pk, "问过本人,没有去过", by=SYSTEM)
    outbox.settle()
    assert county.open() == []
    assert shown(claim.person_id).holding == ()
    [row] = arrivals.claims_of(claim.person_id, by=SYSTEM)
    assert [one.state for one in row.decisions] == ["set_aside", "accepted"]


def test_where_somebody_spoke_since_their_word_stays(red):
    claim = accepted(red, fields=["phone", "vehicle"], vehicle="陕G1234")
    with clock.at("2022-05-10T09:00"):
        form = {
            "name": "韦国强",
            "document_type": "resident_id",
            "document_number": WEI,
            "phone": "13700002222",
            "arrival": "2022-05-09",
        }
        arrivals.register(form, by=SYSTEM, way_in="township")
        done = reopens(claim)
    row = Declaration.objects.get()
    state = people.states_by_id([row.person_id])[row.person_id]
    assert (state.phone, row.vehicle) == ("13700002222", "")
    assert done.put_back == ("vehicle",)


def test_what_no_filing_had_said_of_them_is_put_back_too(county):
    """The register knows somebody; their phone was written down by hand, nothing was declared."""
    county.lists(JIADING)
    county.files(出发地=WUHAN)
    whose = Declaration.objects.get().person_id
    with clock.at("2022-05-10T08:30"):
        held = people.held([whose])[whose]
        by_hand = people.PersonFiling(clock.now(), phone="13600003333", occupations=("driver",))
        people.rewrite({whose: people.merge(held, by_hand)[0]})
    before = people.states_by_id([whose])[whose]
    assert before.phone == "13600003333"
    with clock.at("2022-05-10T09:00"):
        claim = accepted(county, fields=["phone"])
        assert people.states_by_id([whose])[whose].phone == STRANGER
        done = reopens(claim)
    assert people.states_by_id([whose])[whose] == before
    assert done.put_back == ("phone",)


def test_two_taken_back_in_the_order_they_were_accepted_leave_nothing(red):
    """What the second had replaced was the first one's, and that is taken back as well."""
    before = record()
    first = accepted(red, fields=["phone"], phone="13600000001")
    with clock.at("2022-05-10T09:00"):
        second = accepted(red, fields=["phone"], phone="13600000002")
        reopens(first)
        state = people.states_by_id([first.person_id])[first.person_id]
        assert state.phone == "13600000002"
        reopens(second)
    assert record() == before


def test_a_declaration_that_only_the_claim_had_made_is_gone_with_it(county):
    """The register knows somebody who never declared."""
    county.lists(JIADING)
    county.files(出发地=WUHAN)
    whose = Declaration.objects.get().person_id
    Filing.objects.all().delete()
    Declaration.objects.all().delete()
    before = people.states_by_id([whose])[whose]
    claim = accepted(county, fields=["origin", "phone", "arrival"])
    assert Declaration.objects.get().origin_text == JIADING_CITY
    assert [one.kind for one in county.open()] == ["control"]
    reopens(claim, lowers=True)
    assert not Declaration.objects.exists()
    assert people.states_by_id([whose])[whose] == before
    assert [one.kind for one in county.open()] == ["claim"]
    assert {one.origin for one in shown(whose).holding} == {"claim"}


def test_what_was_set_aside_waits_again_and_changes_nothing(red):
    before = record()
    claims(red, origin=WUHAN)
    claim = Claim.objects.get()
    arrivals.set_claim_aside(claim.pk, "打不通", by=SYSTEM)
    reopens(claim, "后来打通了,确有其事")
    assert record() == before
    assert Claim.objects.get().state == "waiting"
    assert "claim" in {one.kind for one in red.open()}


def test_ones_own_of_today_needs_no_reason_anybody_elses_does(red):
    claim = accepted(red, by=official(7), fields=["phone"])
    with pytest.raises(ReopeningWithoutReason):
        reopens(claim, " ", by=official(8))
    reopens(claim, "", by=official(7))
    with pytest.raises(ClaimNotDecided):
        reopens(claim, "再来一次", by=official(7))
    arrivals.accept_claim(claim.pk, "又问过", fields=["phone"], by=official(7))
    with clock.at("2022-05-11T08:00"), pytest.raises(ReopeningWithoutReason):
        reopens(claim, "", by=official(7))


def test_elsewhere_nobody_takes_it_back_but_who_did_it_today(red):
    here, away = red.village.code[:9], "610921103"
    claim = accepted(red, by=official(7, here), fields=["phone"])
    with pytest.raises(NotAllowed):
        reopens(claim, by=official(8, away))
    reopens(claim, by=official(7, away))
    assert Claim.objects.get().state == "waiting"


def test_two_who_accepted_it_may_each_accept_it_again(red):
    """Who said first that it is so did not bring it: the next first one may be the other."""
    claims(red, origin=WUHAN)
    claim = Claim.objects.get()
    for first, second in ((7, 9), (9, 7)):
        arrivals.accept_claim(claim.pk, "问过", lowers=True, by=official(first))
        assert Declaration.objects.get().colour == "red"
        arrivals.accept_claim(claim.pk, "看过车票", lowers=True, by=official(second))
        assert Declaration.objects.get().colour == "green"
        reopens(claim, by=official(first))
    assert ClaimDecision.objects.filter(seconded_id__in=(7, 9)).count() == 2


def test_it_is_in_the_audit_with_its_reason(red):
    claim = accepted(red, fields=["phone"])
    reopens(claim, "登记错了人")
    [line] = [one for one in audit.looks_at(claim.person_id, 50) if one.purpose == "登记错了人"]
    assert line.actor


def test_what_was_reopened_does_not_lapse_the_next_day(red):
    claim = accepted(red, fields=["phone"])
    with clock.at("2022-09-01T08:00"):
        reopens(claim)
        assert arrivals_reactions.lapse_claims(by=SYSTEM) == 0
        assert Claim.objects.get().state == "waiting"


def test_of_what_was_not_kept_nothing_is_promised(red):
    claim = accepted(red, fields=["phone"])
    ClaimDecision.objects.update(filing_id=None)
    with pytest.raises(ReopeningNotKept):
        reopens(claim)
