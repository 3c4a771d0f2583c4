"""The register: sealed, masked, scoped, merged and parted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from fangxian.ground.people import api as people_api
from fangxian.ground.people import pages as people
from fangxian.ground.people.errors import MergeImpossible, MergeSettled, PurposeMissing
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import NOBODY, SYSTEM, Actor, Grant
from fangxian.kernel.errors import NotAllowed, NotFound

pytestmark = pytest.mark.django_db

ALL = frozenset({"people.read", "people.reveal", "people.edit", "people.merge"})
TOWN = Actor(5, "平梁镇", (Grant("township", ALL, "610921102"),))
WANG = people.DocumentKey("resident_id", "61242319850615222X")
LI = people.DocumentKey("passport", "E12345678")


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


def enter(key=WANG, *, by=SYSTEM, at=None, **said):
    filing = people_api.PersonFiling(
        at or clock.now(), **{"name": "王秀英", "phone": "13891512345", **said}
    )
    people_api.hold([key])
    state, _ = people_api.merge(people_api.states_of([key]).get(key), filing)
    return people_api.store({key: state}, by=by)[key]


def test_nothing_that_names_a_person_lies_open_in_the_table():
    enter()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p::text || d::text FROM people_person p JOIN people_document d ON d.person_id = p.id"
        )
        row = cursor.fetchone()[0]
    assert WANG.number not in row
    assert "13891512345" not in row


def test_the_same_document_is_the_same_person_and_newest_wins():
    first = enter()
    assert enter(phone="", address="北街") == first
    state = people_api.states_of([WANG])[WANG]
    assert (state.phone, state.field("address")) == ("13891512345", "北街")


def test_a_person_is_shown_masked_and_the_look_is_written():
    number = enter()
    row = people.person(number, by=SYSTEM)
    assert (row.name, row.documents[0].number, row.phone) == (
        "王**",
        "6124**************",
        "138****2345",
    )
    assert [look.deed for look in audit.looks_at(number)] == ["people.person"]


def test_revealing_needs_a_purpose_and_a_place():
    here, there = enter(place="610921102201"), enter(LI, place="610921101")
    assert people.reveal(here, "number", "电话核查", by=TOWN) == WANG.number
    assert people.reveal(here, "phone", "电话核查", by=TOWN) == "13891512345"
    with pytest.raises(PurposeMissing):
        people.reveal(here, "phone", " ", by=TOWN)
    with pytest.raises(NotFound):
        people.reveal(there, "phone", "电话核查", by=TOWN)
    with pytest.raises(NotAllowed):
        people.reveal(here, "phone", "电话核查", by=NOBODY)


@pytest.mark.parametrize("wanted", ["王秀英", "王", "wangxiu", "wxy", WANG.number, "13891512345"])
def test_people_are_found_by_name_pinyin_number_and_phone(wanted):
    number = enter(place="610921102201")
    assert [row.id for row in people.search(wanted, by=TOWN)] == [number]
    elsewhere = Actor(6, "城关镇", (Grant("township", ALL, "610921100"),))
    assert people.search(wanted, by=elsewhere) == ()


def test_who_entered_a_person_sees_them():
    own = Actor(7, "卡口", (Grant("checkpoint", frozenset({"people.read"}), "", "own"),))
    number = enter(by=own)
    assert people.person(number, by=own).id == number


def test_two_records_become_one_and_part_again():
    kept = enter(at=clock.now())
    gone = enter(LI, name="王秀莹", phone="", address="南街", place="610921102")
    record = people.merge_persons(kept, gone, "本人说明", by=SYSTEM)
    row = people.person(gone, by=SYSTEM)
    assert (row.id, row.address, {d.type for d in row.documents}) == (
        kept,
        "南街",
        {"resident_id", "passport"},
    )
    assert row.merge_ids == (record,)
    assert people_api.states_of([LI])[LI].id == kept
    with pytest.raises(MergeImpossible):
        people.merge_persons(kept, gone, "再来", by=SYSTEM)
    people.undo_merge(record, by=SYSTEM)
    assert (people.person(gone, by=SYSTEM).address, people.person(kept, by=SYSTEM).address) == (
        "南街",
        "",
    )
    assert people_api.states_of([LI])[LI].id == gone
    with pytest.raises(MergeSettled):
        people.undo_merge(record, by=SYSTEM)


def test_what_was_filed_after_a_merge_survives_its_undoing():
    kept, gone = enter(), enter(LI, address="南街")
    record = people.merge_persons(kept, gone, "本人说明", by=SYSTEM)
    with clock.at("2022-05-11T08:00"):
        enter(phone="13900000000")
        people.undo_merge(record, by=SYSTEM)
    assert people.reveal(kept, "phone", "核对", by=SYSTEM) == "13900000000"


def test_an_address_is_set_within_ones_own_area():
    number = enter(place="610921102201")
    people.set_address(number, "610921102202", "三组", by=TOWN)
    assert people.person(number, by=TOWN).place == "610921102202"
    with pytest.raises(NotAllowed):
        people.set_address(number, "610921101", "外镇", by=TOWN)
    with clock.at("2022-05-09T08:00"):
        enter(place="610921100", address="从前住过")
    assert people.person(number, by=TOWN).address == "三组"


def test_households_and_callings():
    number = enter(place="610921102201")
    household = people.open_household("610921102201", "三组 5 号", number, by=TOWN)
    assert people.person(number, by=TOWN).household_id == household
    people.put_in_household(number, None, by=TOWN)
    people.set_occupations(number, ["truck_driver"], by=TOWN)
    row = people.person(number, by=TOWN)
    assert (row.household_id, row.occupations) == (None, ("truck_driver",))
    with pytest.raises(NotFound):
        people.set_occupations(number, ["astronaut"], by=TOWN)


@pytest.mark.parametrize(
    ("text", "kept", "sound"),
    [
        ("13891512345", "13891512345", True),
        ("+86 138-9151-2345", "13891512345", True),
        ("１３８９１５１２３４５", "13891512345", True),
        ("8613891512345", "13891512345", True),
        ("0915-5212345", "09155212345", True),
        ("+852 5123 4567", "+85251234567", True),
        ("1389151234", "1389151234", False),
        ("家里没有电话", "家里没有电话", False),
        ("", "", True),
    ],
)
def test_phones_are_kept_in_one_form_or_as_handed_in(text, kept, sound):
    assert people.normalise_phone(text) == (kept, sound)


def test_an_official_checks_a_phone_within_their_area_and_it_is_written_down():
    from fangxian.ground.people.errors import PhoneUnusable

    here, there = enter(place="610921102201"), enter(LI, place="610921101", phone="")
    assert people_api.proven_by("13891512345") == ()
    assert people_api.reached_at("13891512345") == (here,)
    people.confirm_phone(here, "138 9151 2345", by=TOWN)
    assert people_api.proven_by("138 9151 2345") == (here,)
    assert people_api.reached_at("13891512345") == ()
    assert "people.confirm_phone" in [look.deed for look in audit.looks_at(here)]
    with pytest.raises(NotFound):
        people.confirm_phone(there, "13700000001", by=TOWN)
    with pytest.raises(PhoneUnusable):
        people.confirm_phone(there, "12", by=SYSTEM)
    row = people.person(here, by=TOWN)
    assert (row.proven, row.proven_same) == ("138****2345", True)
    later = clock.now() + timedelta(minutes=1)
    enter(phone="13900000000", at=later, place="610921102201")
    row = people.person(here, by=TOWN)
    assert (row.phone, row.proven, row.proven_same) == ("139****0000", "138****2345", False)
    assert [one.id for one in people.search("13891512345", by=TOWN)] == [here]
