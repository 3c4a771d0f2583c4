"""Whoever is in the register is found by any writing of name, document or phone, and two writings
of one document are one person."""

from __future__ import annotations

import pytest

from fangxian.ground.people import api as people
from fangxian.ground.people import pages as people_pages
from fangxian.ground.people.documents import check_character
from fangxian.ground.people.models import Document, Person
from fangxian.kernel import clock, crypto
from fangxian.kernel.actor import SYSTEM, Actor, Grant

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


def enter(type_: str, number: str, name: str = "陈测文", phone: str = "") -> int:
    key = people.normalise_document(type_, number)
    assert isinstance(key, people.DocumentKey), key
    filing = people.PersonFiling(clock.now(), name=name, phone=phone)
    people.hold([key])
    state, _ = people.merge(people.states_of([key]).get(key), filing)
    return people.store({key: state}, by=SYSTEM)[key]


def found(text: str) -> list[int]:
    return [row.id for row in people_pages.search(text, by=SYSTEM)]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        *[
            ("买测提·吐尔逊", f"买测提{dot}吐尔逊")
            for dot in (".", "•", "．", "・", "‧", "", " ", "ㆍ")
        ],
        ("买测提·吐尔逊", "买测提"),
        ("阿测古丽", "阿测 古丽"),
        ("José García", "José García"),
        ("José García", "jose garcia"),
        ("José García", "JOSE"),
        ("Nguyễn Văn An", "nguyen"),
        ("Nguyễn Văn An", "Nguyễn Văn"),
        ("𠮷测国", "𠮷测"),
        ("张三丰", "zsf"),
        ("张三丰", "zhang san"),
    ],
)
def test_by_any_writing_of_the_name(name, typed):
    number = enter("护照", "E12345678", name)
    enter("护照", "E87654321", "王五")
    assert found(typed) == [number]


@pytest.mark.parametrize(
    "typed", ["\0", "王\0", "  ", "'; --", "%", "_", "𠮷" * 500, "9" * 300, "\ud800"]
)
def test_what_names_nobody_finds_nobody(typed):
    enter("护照", "E12345678", "王五")
    assert found(typed) == []


@pytest.mark.parametrize(
    ("kind", "first", "second", "kept"),
    [
        ("港澳居民来往内地通行证", "H8765432101", "H87654321", "H87654321"),
        ("港澳通行证", "M12345678", "M 12345678 (02)", "M12345678"),
        ("台胞证", "12345678", "1234567802B", "12345678"),
        ("台胞证", "1234567801(B)", "12345678", "12345678"),
        ("身份证", "110105491231002", "11010519491231002X", "11010519491231002X"),
        ("出生医学证明", "P610199001", "p610199001", "P610199001"),
    ],
)
def test_two_writings_of_one_document_are_one_person(kind, first, second, kept):
    one = enter(kind, first)
    assert enter(kind, second) == one
    for typed in (first, second):
        assert found(typed) == [one]
        assert people.persons_of_numbers([typed])[typed] == (one,)
        guessed = people.normalise_document("", typed)
        assert people.states_of([guessed])[guessed].id == one
    assert crypto.unseal(Document.objects.get().number_sealed, about="people.number") == kept


@pytest.mark.parametrize(
    ("stated", "number"),
    [
        ("出生证", "P610199002"),
        ("出生医学证明", "P610199002"),
        ("海员证", "A00123456"),
        ("护照", "M12345678"),
        ("护照", "12345678"),
        ("军官证", "军字第1234567号"),
        ("旅行证", "L1234567"),
        ("护照", "123456789"),
        ("香港身份证", "A123456(7)"),
    ],
)
def test_with_and_without_a_type_it_is_one_person(stated, number):
    one = enter(stated, number)
    assert people.persons_of_numbers([number])[number] == (one,)
    assert found(number) == [one]
    bare = people.normalise_document("", number)
    if isinstance(bare, people.DocumentKey):
        assert enter("", number) == one


@pytest.mark.parametrize(("stated", "number"), [("出生证", "P610199002"), ("护照", "M12345678")])
def test_a_type_that_is_stated_later_takes_the_place_of_the_guess(stated, number):
    one = enter("", number)
    assert enter(stated, number) == one
    document = Document.objects.get()
    assert document.type == people.normalise_document(stated, number).type
    assert Person.objects.count() == 1


def test_two_stated_documents_that_share_a_number_are_two_people_and_both_are_told():
    one, other = enter("护照", "12345678", "Anna Lind"), enter("台胞证", "12345678", "林测")
    assert one != other
    assert set(people.persons_of_numbers(["12345678"])["12345678"]) == {one, other}
    assert set(found("12345678")) == {one, other}


def test_who_was_entered_as_another_document_is_found_by_their_own_number():
    number = "33011320220101221" + check_character("33011320220101221")
    filing = people.PersonFiling(clock.now(), name="未测")
    other = people.DocumentKey("other", number)  # how earlier releases told people to enter it
    one = people.store({other: people.merge(None, filing)[0]}, by=SYSTEM)[other]
    assert enter("身份证", number, "未测") == one


def test_in_one_file_a_number_has_the_type_that_one_row_states():
    stated = people.normalise_document("海员证", "A00123456")
    bare = people.normalise_document("", "A00123456")
    assert [key.type for key in people.agreed([bare, stated])] == ["other", "other"]
    alone = people.agreed([bare, people.normalise_document("", "")])
    assert alone[0].type == "passport"


def test_possible_twins_are_told_and_can_be_merged():
    one = enter("港澳通行证", "H87654321", phone="13800000601")
    other = enter("护照", "K12345678", "陈测文", phone="13800000601")
    enter("护照", "K87654321", "王五")
    pairs = people_pages.possible_twins(by=SYSTEM)
    assert [(row.one.id, row.other.id, row.why) for row in pairs] == [(one, other, ("phone",))]
    elsewhere = Actor(9, "邻县", (Grant("data_team", frozenset({"people.read"}), "610922"),))
    assert people_pages.possible_twins(by=elsewhere) == ()
    people_pages.merge_persons(one, other, "同一人", by=SYSTEM)
    assert people_pages.possible_twins(by=SYSTEM) == ()


def test_two_records_of_one_number_from_before_are_found_together():
    one = enter("港澳通行证", "H87654321")
    two = enter("护照", "K12345678", "陈测文")
    Document.objects.filter(person_id=two).update(
        type="hk_macau_permit",
        twin=1,
        number_index=crypto.blind_index("H87654321", about="people.number"),
    )
    assert people.persons_of_numbers(["H8765432101"])["H8765432101"] == (one, two)
    assert [row.why for row in people_pages.possible_twins(by=SYSTEM)] == [("number",)]
    assert enter("港澳通行证", "H8765432101") == one


def test_two_of_one_masked_name_are_told_apart_by_what_the_masks_show_anyway():
    near, far, same, other, alone = (
        enter("passport", f"E1234567{n}", name, phone)
        for n, (name, phone) in enumerate(
            (
                ("李测一", "13800001111"),
                ("李测二", "13800002222"),
                ("李测三", "13800002222"),
                ("李测四", ""),
                ("王测五", "13800003333"),
            )
        )
    )
    apart = people_pages.told_apart([near, far, same, other, alone])
    assert apart == {near: "1111", far: f"#{far}", same: f"#{same}", other: f"#{other}"}
    assert people_pages.told_apart([near, alone]) == {}
