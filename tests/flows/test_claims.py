"""What a stranger says about somebody who is known stands beside the record: it frees nobody, shuts
nobody in, and is work for the village that has the person (ADR 22)."""

from __future__ import annotations

import pytest

from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.ground.tasks.models import Instruction
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import NOBODY, SYSTEM
from fangxian.lines.arrivals import errors as arrivals_errors
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Claim, Declaration, Filing
from fangxian.lines.arrivals.queries import comparing as arrivals_comparing
from fangxian.lines.arrivals.services import declaring as arrivals_declaring
from fangxian.lines.codes import pages as codes
from tests.flows.county import WEI
from tests.flows.test_screening_instructs import JIADING

pytestmark = pytest.mark.django_db
STRANGER = "13900009999"
WUHAN = "湖北省武汉市武昌区"


def claims(county, **said) -> arrivals_declaring.DeclarationReceipt:
    """Somebody files for Mr Wei on the public page, with a phone of their own."""
    far = places.children_of("610921")[3]
    form = {
        "name": "魏国墙",
        "document_type": "resident_id",
        "document_number": WEI,
        "phone": STRANGER,
        "origin": "上海市嘉定区",
        "leaving": "2022-05-08",
        "arrival": "2022-05-11",
        "town": far.name,
        "village": places.children_of(far.code)[0].name,
        "address": "别处 1 号",
        "overseas": "否",
        "filed_at": clock.now().isoformat(),
    } | said
    made = arrivals.declare(form, by=NOBODY)
    outbox.settle()
    return made


def record():
    """Everything of the record that a stranger must not touch."""
    declared = Declaration.objects.get()
    state = people.states_by_id([declared.person_id])[declared.person_id]
    return (
        state,
        declared.place,
        declared.colour,
        declared.class_code,
        declared.origin_text,
        declared.arrival,
        declared.address_text,
        declared.filed_at,
    )


def shown(person_id):
    return codes.explain(person_id, by=SYSTEM)


def test_a_listed_green_person_is_not_turned_red(county):
    county.lists(JIADING)
    county.files(出发地=WUHAN)
    before = record()
    made = claims(county)
    assert record() == before
    [task] = county.open()
    assert (task.kind, task.place, task.title_zh) == (
        "claim",
        county.village.code,
        "韦**:有未核实的填报,请核实",
    )
    assert "05-11" in task.body_zh
    [standing] = shown(made.person_id).holding
    assert standing.reason == "claim"
    assert standing.shade.code != codes.scheme_on(clock.today()).shades[0].code


def test_a_red_person_of_a_list_is_not_freed_and_the_order_stands(county):
    county.lists(JIADING)
    county.files()
    before, [order] = record(), county.open()
    made = claims(county, origin=WUHAN)
    assert record() == before
    assert {one.pk for one in county.open()} > {order.pk}
    assert {one.origin for one in shown(made.person_id).holding} == {"screening"}
    assert not Claim.objects.get().graver


def test_somebody_nobody_knew_is_screened_as_told_and_the_order_says_so_first(county):
    county.lists(JIADING)
    claims(county)
    assert Declaration.objects.get().unproven
    [order] = county.open()
    assert order.kind == "control"
    assert order.body_zh.startswith("【自主填报·未核实】第一步")
    assert not Claim.objects.exists()


def test_many_claims_about_one_person_are_one_task(county):
    county.lists(JIADING)
    county.files(出发地=WUHAN)
    for n in range(4):
        claims(county, phone=f"1390000999{n}")
    assert Claim.objects.count() == 4
    assert [one.kind for one in county.open()] == ["claim"]


def test_the_task_goes_where_the_record_has_the_person_and_nobody_else_sees_more(county):
    county.files(出发地=WUHAN)
    claims(county)
    [task] = county.open()
    assert task.place == county.village.code
    declared = Declaration.objects.get()
    assert declared.place == county.village.code
    assert people.places_of([declared.person_id])[declared.person_id] == county.village.code


def test_a_claim_set_aside_raises_nothing_any_more(county):
    county.lists(JIADING)
    county.files(出发地=WUHAN)
    made = claims(county)
    [claim] = arrivals.claims_of(made.person_id, by=SYSTEM)
    assert (claim.graver, claim.state, claim.said["phone"]) == (True, "waiting", "139****9999")
    arrivals.set_claim_aside(claim.id, "电话问过本人,没有填过", by=SYSTEM)
    outbox.settle()
    assert county.open() == []
    assert shown(made.person_id).holding == ()
    with pytest.raises(arrivals_errors.ClaimDecidedAlready):
        arrivals.set_claim_aside(claim.id, "再来一次", by=SYSTEM)


def test_a_claim_accepted_is_an_officials_word(county):
    county.lists(JIADING)
    county.files(出发地=WUHAN)
    made = claims(county)
    [claim] = arrivals.claims_of(made.person_id, by=SYSTEM)
    arrivals.accept_claim(claim.id, "入户核实属实", by=SYSTEM)
    outbox.settle()
    declared = Declaration.objects.get()
    assert (declared.origin_text, str(declared.arrival)) == ("上海市嘉定区", "2022-05-11")
    [order] = county.open()
    assert order.kind == "control"
    filing = Filing.objects.order_by("-pk")[0]
    assert (filing.way_in, filing.provenance) == ("claim", people.Provenance.OFFICIAL)
    assert people.signing_in([made.person_id])[made.person_id].proven != people.phone_mark(STRANGER)


def test_accepting_what_lowers_a_measure_takes_a_second_step(county):
    county.lists(JIADING)
    county.files()
    made = claims(county, origin=WUHAN)
    [claim] = arrivals.claims_of(made.person_id, by=SYSTEM)
    with pytest.raises(arrivals_errors.ClaimLowers):
        arrivals.accept_claim(claim.id, "电话核实", by=SYSTEM)
    assert arrivals.claims_of(made.person_id, by=SYSTEM)[0].state == "waiting"
    arrivals.accept_claim(claim.id, "电话核实", lowers=True, by=SYSTEM)
    outbox.settle()
    assert Declaration.objects.get().origin_text == WUHAN
    assert not Instruction.objects.filter(kind="control", stage="issued").exists()


def test_who_filed_first_without_proof_is_not_overridden_by_another_stranger(county):
    county.lists(JIADING)
    claims(county, phone="13700001111", origin=WUHAN, name="韦国强")
    before = record()
    claims(county)
    assert record() == before
    assert Claim.objects.get().graver
    claims(county, phone="13700001111", name="韦国强")  # the first phone, typed: that proves nobody
    assert record() == before
    assert Claim.objects.count() == 2


def test_a_receipt_changes_what_it_filed_and_nothing_that_a_list_says(county):
    held = claims(county, origin=WUHAN, village="", town="", address="")
    county.files(出发地=WUHAN, 填报时间="2022-05-01 09:00", 抵达日期="2022-05-09")
    said = arrivals.receipt(held.token, by=NOBODY).said
    arrivals.amend(held.token, said | {"origin": "上海市嘉定区"}, by=NOBODY)
    outbox.settle()
    assert Declaration.objects.get().origin_text == WUHAN
    assert Claim.objects.get().state == "waiting"


def test_a_link_that_claimed_once_owns_no_more_than_it_filed_at_first(county):
    """Whoever filed for somebody before a list named them adds a way through a listed place twice:
    the first time it is a claim, and so is the second."""
    county.lists(JIADING)
    held = claims(county, origin=WUHAN, address="")
    county.files(出发地=WUHAN)
    before = record()
    said = arrivals.receipt(held.token, by=NOBODY).said
    for remark in ("补充", "再补充"):
        arrivals.amend(held.token, said | {"via": "上海市嘉定区", "remark": remark}, by=NOBODY)
        outbox.settle()
        assert record()[2:5] == before[2:5]
        assert "上海市嘉定区" not in Declaration.objects.get().via_text


def test_the_resident_with_the_proven_phone_is_no_stranger(county):
    county.files(出发地=WUHAN)
    whose = Declaration.objects.get().person_id
    form = {
        "name": "韦国强",
        "document_number": WEI,
        "phone": "13800001234",
        "vehicle": "G1234",
        "arrival": "2022-05-09",
        "filed_at": clock.now().isoformat(),
    }
    arrivals.declare(form, by=NOBODY, proven=[whose])
    declared = Declaration.objects.get()
    assert declared.vehicle == "G1234"
    assert not Claim.objects.exists()
    arrivals.declare(form | {"origin": "上海市嘉定区"}, by=NOBODY, proven=[whose])
    assert Declaration.objects.get().origin_text == WUHAN  # the list's word, until it is checked
    assert Claim.objects.get().provenance == people.Provenance.PROVEN


def test_a_lists_row_against_an_officials_word_waits_too(county):
    form = {
        "name": "韦国强",
        "document_number": WEI,
        "phone": "13800001234",
        "origin": WUHAN,
        "arrival": "2022-05-09",
        "town": county.town.name,
        "village": county.village.name,
        "filed_at": "2022-05-08 08:00",
    }
    arrivals.register(form, by=SYSTEM, way_in="township")
    county.files()
    assert Declaration.objects.get().origin_text == WUHAN
    assert Claim.objects.get().way_in == "file"
    assert [one.kind for one in county.open()] == ["claim"]


def test_the_receipt_of_a_claim_says_what_it_filed_and_nothing_else(county):
    county.files(出发地=WUHAN)
    known = claims(county)
    seen = arrivals.receipt(known.token, by=NOBODY)
    assert seen.said["phone"] == STRANGER
    assert "韦" not in str(seen)
    assert WUHAN not in str(seen)
    again = arrivals.amend(known.token, seen.said | {"arrival": "2022-05-12"}, by=NOBODY)
    assert arrivals.receipt(known.token, by=NOBODY).said["arrival"] == "2022-05-12"
    assert again.number == known.number
    assert sorted(Claim.objects.values_list("state", flat=True)) == ["replaced", "waiting"]


def by_field(person: int) -> dict[str, arrivals_comparing.Compared]:
    [row] = arrivals.claims_of(person, by=SYSTEM)
    return {one.field: one for one in row.fields}


def test_a_claim_is_laid_beside_the_record_field_by_field(county):
    county.lists(JIADING)
    county.files(出发地=WUHAN)
    made = claims(county, phone="13900009999")
    found = by_field(made.person_id)
    differ = {one.field for one in found.values() if one.differs}
    assert {"name", "phone", "origin", "town", "village", "address"} <= differ
    assert not {"overseas", "leaving"} & differ
    origin = found["origin"]
    assert (origin.record, origin.claim) == (WUHAN, "上海市嘉定区")
    assert (origin.word, origin.at) == (
        people.Provenance.LISTED,
        Declaration.objects.get().filed_at,
    )
    assert "13900009999" not in str(found)
    assert "韦国强" not in str(found)


def test_of_whom_only_strangers_spoke_the_second_step_is_asked_as_well(county):
    county.lists(JIADING)
    claims(county, phone="13700001111")
    claims(county, origin=WUHAN)
    claim = Claim.objects.get()
    for fields in (None, ["origin", "phone"]):
        with pytest.raises(arrivals_errors.ClaimLowers):
            arrivals.accept_claim(claim.pk, "问过本人", fields=fields, by=SYSTEM)
    assert Declaration.objects.get().colour == "red"


def test_of_a_claim_only_what_is_so_is_taken(county):
    """The phone is theirs; where they came from is not so."""
    county.lists(JIADING)
    county.files(出发地=WUHAN)
    made = claims(county, phone="13900009999")
    claim = Claim.objects.get()
    with pytest.raises(arrivals_errors.ClaimNothingChosen):
        arrivals.accept_claim(claim.pk, "问过本人", fields=[], by=SYSTEM)
    with pytest.raises(arrivals_errors.ClaimNothingChosen):
        arrivals.accept_claim(claim.pk, "问过本人", fields=["document_number"], by=SYSTEM)
    arrivals.accept_claim(claim.pk, "问过本人", fields=["phone"], by=SYSTEM)
    outbox.settle()
    row = Declaration.objects.get()
    assert (row.origin_text, row.colour) == (WUHAN, "green")
    assert people.states_by_id([made.person_id])[made.person_id].phone == "13900009999"
    claim.refresh_from_db()
    assert claim.state == "accepted"


def test_a_chosen_field_that_lowers_takes_the_second_step_too(county):
    county.lists(JIADING)
    county.files()
    claims(county, origin=WUHAN)
    claim = Claim.objects.get()
    with pytest.raises(arrivals_errors.ClaimLowers):
        arrivals.accept_claim(claim.pk, "问过本人", fields=["origin", "phone"], by=SYSTEM)
    assert Declaration.objects.get().colour == "red"
    arrivals.accept_claim(claim.pk, "看过车票", fields=["origin"], lowers=True, by=SYSTEM)
    outbox.settle()
    assert Declaration.objects.get().colour == "green"
