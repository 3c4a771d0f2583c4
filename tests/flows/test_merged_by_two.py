"""Whoever merges a restricted person with another record frees or restricts somebody: it takes two
where anything is laid on either, to merge and to part them, and headquarters hear of it."""

from __future__ import annotations

from contextlib import suppress

import pytest

from fangxian.ground.access import pages as access
from fangxian.ground.access import reactions as access_reactions
from fangxian.ground.access.models import OperationAsked
from fangxian.ground.people import api as people
from fangxian.ground.people import pages as people_pages
from fangxian.ground.people.models import MergeRecord, Person
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.errors import Refusal, TakesTwo
from fangxian.kernel.verb import REGISTER
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.errors import UndoDepends
from fangxian.lines.codes import api as codes
from fangxian.lines.codes.models import Alarm
from tests.flows.test_one_person import PASSPORT
from tests.flows.test_screening_instructs import JIADING

pytestmark = pytest.mark.django_db

MERGE, UNDO = "people.merge_persons", "people.undo_merge"


@pytest.fixture
def both(county) -> list[Actor]:
    """Two clerks who have been there for a month."""
    made = []
    with clock.at("2022-04-10T08:00"):
        for name in ("clerk1", "clerk2"):
            opened = access.open_account(name, name, "610921", by=SYSTEM)
            access.grant(opened.account_id, "data_team", "610921", by=SYSTEM)
            made.append(opened.account_id)
    return [access_reactions.actor_of(account, "test") for account in made]


@pytest.fixture
def red(county) -> int:
    county.lists(JIADING)
    county.files()
    [order] = county.open()
    return order.person_id


@pytest.fixture
def phantom(county) -> int:
    return entered("E12345678")


def entered(number: str) -> int:
    key = people.DocumentKey("passport", number)
    filing = people.PersonFiling(clock.now(), name="韦国强", place="610921102201")
    return people.store({key: people.merge(None, filing)[0]}, by=SYSTEM)[key]


def colours(*ids: int) -> list[str]:
    found = codes.colours_of(ids)
    return [found[one].code for one in ids]


def rung() -> list[str]:
    outbox.settle()
    return list(Alarm.objects.filter(kind="merged").order_by("pk").values_list("shown", flat=True))


@pytest.mark.parametrize("into", ["phantom", "red"])
def test_an_invented_person_and_a_restricted_one_wait_for_a_second(both, red, phantom, into):
    one, other = both
    kept, gone = (phantom, red) if into == "phantom" else (red, phantom)
    before = colours(red, phantom)
    with pytest.raises(TakesTwo):
        people_pages.merge_persons(kept, gone, "同一人", by=one)
    given = {"kept_id": kept, "gone_id": gone, "why": "同一人"}
    asked = access.do_or_ask(MERGE, given, "同一人", by=one)
    assert asked
    with pytest.raises(Refusal):
        access.agree(asked, by=one)
    assert colours(red, phantom) == before
    assert (Person.objects.get(pk=gone).merged_into_id, rung()) == (None, [])
    access.agree(asked, by=other)
    assert Person.objects.get(pk=gone).merged_into_id == kept
    assert "受限制" in rung()[0]
    record = MergeRecord.objects.get().pk
    with pytest.raises(TakesTwo):
        people_pages.undo_merge(record, "弄错了", by=other)
    parting = access.do_or_ask(UNDO, {"record_id": record, "why": "弄错了"}, "弄错了", by=other)
    access.agree(parting or 0, by=one)
    outbox.settle()
    assert colours(red, phantom) == before


def test_two_that_are_restricted_alike_are_merged_by_two_as_well(both, county, red):
    """An invented record may be restricted alike and carry newer, cleaner words into the real one."""
    county.files(**PASSPORT)
    [twin] = {one.person_id for one in county.open()} - {red}
    assert colours(red) == colours(twin)
    with pytest.raises(TakesTwo):
        people_pages.merge_persons(red, twin, "同一人", by=both[0])
    given = {"kept_id": red, "gone_id": twin, "why": "同一人"}
    asked = access.do_or_ask(MERGE, given, "同一人", by=both[0])
    access.agree(asked or 0, by=both[1])
    assert Person.objects.get(pk=twin).merged_into_id == red
    assert len(rung()) == 1
    assert colours(red) == colours(twin)


def test_who_is_to_be_verified_is_merged_by_two(both, county, phantom):
    county.files(出发地="某某新城")
    [other] = {one.person_id for one in county.open()}
    with pytest.raises(TakesTwo):
        people_pages.merge_persons(other, phantom, "同一人", by=both[0])


def test_a_chief_merges_where_the_county_has_one_clerk(both, red, phantom):
    """The second of two in a county whose data team is one person."""
    with clock.at("2022-04-10T08:00"):
        opened = access.open_account("chief", "chief", "610921", by=SYSTEM)
        access.grant(opened.account_id, "headquarters_chief", "610921", by=SYSTEM)
    given = {"kept_id": red, "gone_id": phantom, "why": "同一人"}
    asked = access.do_or_ask(MERGE, given, "同一人", by=both[0])
    access.agree(asked or 0, by=access_reactions.actor_of(opened.account_id, "test"))
    assert Person.objects.get(pk=phantom).merged_into_id == red


def test_two_on_whom_nothing_is_laid_are_merged_and_parted_by_one(both, phantom):
    twin = entered("E87654321")
    record = people_pages.merge_persons(phantom, twin, "电话 13800000601 问过", by=both[0])
    assert MergeRecord.objects.get().why == "电话 138**** 问过"
    people_pages.undo_merge(record, by=both[0])
    assert rung() == []


def test_what_is_asked_is_shown_without_numbers_and_done_as_it_was_said(both, red, phantom):
    given = {"kept_id": phantom, "gone_id": red, "why": "本人 610921198803152318 来电"}
    asked = access.do_or_ask(MERGE, given, given["why"], by=both[0])
    assert access.do_or_ask(MERGE, given, "再提一次", by=both[0]) == asked
    kept = OperationAsked.objects.get(pk=asked)
    assert kept.given == given | {"why": "本人 610**** 来电"}
    assert b"198803152318" not in bytes(kept.sealed)
    access.agree(asked or 0, by=both[1])
    assert Person.objects.get(pk=red).merged_into_id == phantom
    kept.refresh_from_db()
    assert (kept.state, bytes(kept.sealed)) == ("done", b"")


def test_an_import_taken_back_frees_nobody_whose_record_was_merged_with_its_row(both, county, red):
    """A row about an invented twin, made one with the real person: what the person had said stays."""
    one, other = both
    sheet = county.sheet({**PASSPORT, "填报时间": "2022-05-10 07:00"})
    batch = arrivals.import_file(sheet, "台账.csv", by=one).batch_id
    outbox.settle()
    [twin] = {order.person_id for order in county.open()} - {red}
    given = {"kept_id": twin, "gone_id": red, "why": "同一人"}
    access.agree(access.do_or_ask(MERGE, given, "同一人", by=one) or 0, by=other)
    outbox.settle()
    before = colours(twin)
    with suppress(UndoDepends):
        arrivals.undo_import(batch, "传错了", by=one)
    outbox.settle()
    assert colours(twin) == before


def test_who_may_not_see_one_of_them_can_not_ask(both, red, phantom):
    Person.objects.filter(pk=red).update(place="610922100")
    given = {"kept_id": phantom, "gone_id": red, "why": "同一人"}
    assert not REGISTER[MERGE].takes_two(**given, by=both[0])
    with pytest.raises(Refusal):
        access.do_or_ask(MERGE, given, "同一人", by=both[0])


def test_the_reason_is_said(phantom, red):
    with pytest.raises(Refusal, match="怎样核实"):
        people_pages.merge_persons(phantom, red, " ", by=SYSTEM)
