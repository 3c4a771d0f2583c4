"""Who was undecided and is taken into a household of the county is green by that alone: nobody is kept
from registering a household, but it counts with whom the same hand frees."""

from __future__ import annotations

import pytest

from fangxian.ground.people import api as people
from fangxian.ground.people import pages as people_pages
from fangxian.ground.places import api as places
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import EVERYTHING, SYSTEM, Actor, Grant
from fangxian.lines.codes.models import Alarm, Freed
from fangxian.lines.codes.queries.colours import colours_of

pytestmark = pytest.mark.django_db
CLERK = Actor(1, "村干部", (Grant("village", EVERYTHING, "610921"),))
CHIEF = Actor(2, "指挥长", (Grant("headquarters_chief", EVERYTHING, "610921"),))
ALONE = 5


@pytest.fixture(autouse=True)
def _a_day():
    with clock.at("2022-07-20T09:00"):
        yield


def village() -> str:
    town = places.children_of("610921")[0]
    return places.children_of(town.code)[0].code


def person(n: int) -> int:
    key = people.normalise_document("护照", f"E{n:08d}")
    filing = people.PersonFiling(clock.now(), name=f"来人{n}", place=village())
    state, _ = people.merge(None, filing)
    return people.store({key: state}, by=SYSTEM)[key]


def home() -> int:
    return people.open_household(village(), "村口", None, by=SYSTEM)


def undecided(person_id: int) -> bool:
    return colours_of([person_id])[person_id].undecided


def rung() -> list[str]:
    outbox.settle()
    return list(Alarm.objects.filter(kind="freed").values_list("about", flat=True))


def counted(by: Actor = CLERK) -> int:
    outbox.settle()
    return Freed.objects.filter(by_id=by.account_id, counts=True).count()


def test_a_household_ends_the_doubt_and_it_is_counted():
    one, house = person(1), home()
    assert undecided(one)
    people_pages.put_in_household(one, house, by=CLERK)
    assert not undecided(one)
    assert (counted(), rung()) == (1, [])


def test_of_more_than_one_may_free_headquarters_hear_once():
    house = home()
    for n in range(1, ALONE + 3):
        people_pages.put_in_household(person(n), house, by=CLERK)
    assert counted() == ALONE + 2
    assert rung() == ["access.account:1"]


def test_who_was_in_a_household_already_is_not_counted_again():
    one, house, other = person(1), home(), home()
    people_pages.put_in_household(one, house, by=CLERK)
    people_pages.put_in_household(one, other, by=CLERK)
    assert counted() == 1


def test_opening_a_household_for_its_head_counts_like_joining_one():
    people.open_household(village(), "村口", person(1), by=CLERK)
    assert counted() == 1


def test_a_list_counts_who_was_on_record_and_undecided_not_whom_it_enters():
    known, town = "612422198009128011", places.children_of("610921")[0]
    where = f"{town.name},{places.children_of(town.code)[0].name}"
    key = people.normalise_document("居民身份证", known)
    state, _ = people.merge(None, people.PersonFiling(clock.now(), name="韦国强", place=village()))
    people.store({key: state}, by=SYSTEM)
    text = "\n".join(
        [
            "户主,户主证件号码,地址,乡镇,村",
            f"韦国强,{known},村口1号,{where}",
            f"梅小梅,61092120050203152X,村口2号,{where}",
        ]
    )
    done = people.import_households(text.encode(), "户籍.csv", by=CLERK)
    assert (done.members, len(done.rejected)) == (2, 0)
    assert counted() == 1


def test_a_merge_with_a_record_of_a_household_counts():
    one, other = person(1), person(2)
    people_pages.put_in_household(one, home(), by=SYSTEM)
    people_pages.merge_persons(one, other, "同一人", by=CHIEF)
    assert counted(CHIEF) == 1
    alone, too = person(3), person(4)
    people_pages.merge_persons(alone, too, "同一人", by=CHIEF)
    assert undecided(alone)
    assert counted(CHIEF) == 1
