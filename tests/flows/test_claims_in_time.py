"""A claim is weighed again when lists, law, day or record change, lapses when nobody finds out, and
follows the person through a merge (ADR 22)."""

from __future__ import annotations

import pytest

from fangxian.flows import claiming, retention, segments
from fangxian.ground.people import pages as people
from fangxian.ground.people.models import Person
from fangxian.ground.tasks.models import Instruction
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals import reactions as arrivals_reactions
from fangxian.lines.arrivals.models import Claim, Declaration
from tests.flows.county import MEI
from tests.flows.test_claims import WUHAN, claims, shown
from tests.flows.test_screening_instructs import JIADING

pytestmark = pytest.mark.django_db


def raised(person_id: int) -> set[str]:
    return {one.origin for one in shown(person_id).holding}


def test_a_list_that_comes_later_makes_a_claim_graver(county):
    county.files(出发地=WUHAN)
    made = claims(county)
    assert not Claim.objects.get().graver
    assert raised(made.person_id) == set()
    county.lists(JIADING)
    assert Claim.objects.get().graver
    assert raised(made.person_id) == {"claim"}


def test_what_the_record_says_later_takes_the_weight_off_a_claim(county):
    county.lists(JIADING)
    county.files(出发地=WUHAN)
    made = claims(county)
    assert raised(made.person_id) == {"claim"}
    county.files(填报时间="2022-05-09 12:00")  # the township found out itself: from Jiading
    assert not Claim.objects.get().graver
    assert raised(made.person_id) == {"screening"}


def test_what_nobody_finds_out_lapses_and_says_so(county):
    county.lists(JIADING)
    county.files(出发地=WUHAN)
    made = claims(county)
    days = (
        ("2022-05-12T08:00", "waiting", True),
        ("2022-06-09T08:00", "waiting", False),  # what it claims would be over by then
        ("2022-06-12T08:00", "lapsed", False),
    )
    for day, state, matters in days:
        with clock.at(day):
            segments._Turned.on = None
            segments.turn_segments()
            outbox.settle()
            claim = Claim.objects.get()
            assert claim.state == state, day
            assert ("claim" in raised(made.person_id)) == matters
    task = Instruction.objects.get(kind="claim")
    assert task.stage == "withdrawn"
    assert task.steps.order_by("-pk").first().reason == claiming.OVER
    assert "30 天" in claim.why


def test_a_claim_of_a_later_arrival_waits_for_that_day(county):
    county.files(出发地=WUHAN)
    claims(county, arrival="2022-06-20")
    with clock.at("2022-06-12T08:00"):
        assert arrivals_reactions.lapse_claims(by=SYSTEM) == 0
    with clock.at("2022-07-22T08:00"):
        assert arrivals_reactions.lapse_claims(by=SYSTEM) == 1


def test_a_claim_follows_the_person_through_a_merge_and_back(county):
    county.lists(JIADING)
    county.files(出发地=WUHAN)
    county.files(出发地=WUHAN, 证件号码=MEI, 姓名="韦国墙")
    kept = Declaration.objects.order_by("-pk").first().person_id
    made = claims(county)
    gone = made.person_id
    record = people.merge_persons(kept, gone, "本人说明", by=SYSTEM)
    outbox.settle()
    assert Claim.objects.get().person_id == kept
    [task] = [one for one in county.open() if one.kind == "claim"]
    assert (task.person_id, task.subject) == (kept, f"people.person:{kept}")
    assert (raised(kept), raised(gone)) == ({"claim"}, set())
    claims(county, remark="又报一次")
    assert {one.person_id for one in Claim.objects.all()} == {kept}
    people.undo_merge(record, by=SYSTEM)
    outbox.settle()
    assert {one.person_id for one in Claim.objects.all()} == {gone}
    assert (raised(kept), raised(gone)) == (set(), {"claim"})
    [task] = [one for one in county.open() if one.kind == "claim"]
    assert task.person_id == gone


def test_an_old_claim_keeps_nobody_for_ever(county):
    county.files(出发地=WUHAN)
    claims(county)
    Declaration.objects.update(free_from=None)
    with clock.at("2022-12-01T04:00"):
        Instruction.objects.all().delete()
        retention.run(retention.PERSONS, by=SYSTEM)
        assert not Person.objects.exists()
        assert not Claim.objects.exists()


def test_a_whole_table_of_claims_takes_as_many_queries_as_one(
    county, django_assert_max_num_queries
):
    form = {
        "name": "韦国强",
        "arrival": "2022-05-09",
        "filed_at": "2022-05-08 08:00",
        "origin": WUHAN,
        "town": county.town.name,
        "village": county.village.name,
    }
    numbers = [f"E{n:08d}" for n in range(60)]
    for number in numbers:
        arrivals.register(form | {"document_number": number}, by=SYSTEM, way_in="township")
    rows = [{"证件类型": "护照", "证件号码": number} for number in numbers]
    with django_assert_max_num_queries(120):
        arrivals.import_file(county.sheet(*rows), "台账.csv", by=SYSTEM)
    assert Claim.objects.count() == len(numbers)
