"""What is learnt of an address is known of the address: in the township that asked, and everywhere once
the county agreed. What is learnt of one person's stay is that person's."""

from __future__ import annotations

from datetime import date

import pytest

from fangxian.ground.places import api as places
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM, Actor, Grant
from fangxian.kernel.errors import NotAllowed
from fangxian.lines.arrivals import errors
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Declaration, StayAnswer
from fangxian.lines.zones import api as zones
from fangxian.lines.zones import pages as zones_pages
from tests.rooms.arrivals.test_calls import BUILDING, CHIEF, TOWN, answer, comes, queue

pytestmark = pytest.mark.django_db
SPOT = f"{TOWN}碧桂园小区"
MAY = frozenset({"arrivals.declare", "arrivals.vouch", "arrivals.read"})


@pytest.fixture(autouse=True)
def _a_listed_building():
    with clock.at("2022-07-20T09:00"):
        zones_pages.add_by_hand(
            "high", BUILDING, date(2022, 7, 10), date(2022, 7, 19), "名单", by=SYSTEM
        )
        yield


def township(n: int) -> tuple[Actor, str]:
    place = places.children_of("610921")[n]
    return Actor(20 + n, place.name, (Grant("township", MAY, place.code),)), place.name


def asked(one: Declaration, by: Actor, **said) -> int:
    row = next(row for row in queue().rows if row.declaration_id == one.pk)
    said = said or {"outside": row.candidates[0].keys}
    return arrivals.answer_stay(one.pk, answer(row, **said), by=by)


def unsure(*some: Declaration) -> list[bool]:
    return [Declaration.objects.get(pk=one.pk).uncertain for one in some]


def test_a_township_learns_of_an_address_for_its_own_people_and_proposes_it_to_the_county():
    (here, near), (_, far) = township(0), township(1)
    one, beside, other = (
        comes(n, SPOT, town=town, village="") for n, town in enumerate((near, near, far), 1)
    )
    number = asked(one, here)
    assert unsure(one, beside, other) == [False, False, True]
    assert unsure(comes(4, SPOT, town=far, village="")) == [True]  # nor who comes later
    assert arrivals.proposed_answers(by=here) == ()
    [proposed] = arrivals.proposed_answers(by=CHIEF)
    assert (proposed.id, proposed.text, proposed.others) == (number, SPOT, 2)
    with pytest.raises(NotAllowed):
        arrivals.share_answer(number, agreed=True, by=here)
    assert arrivals.share_answer(number, agreed=True, by=CHIEF) == 4
    assert unsure(one, beside, other) == [False, False, False]
    assert arrivals.proposed_answers(by=CHIEF) == ()
    with pytest.raises(errors.AnswerDecided):
        arrivals.share_answer(number, agreed=False, by=CHIEF)


def test_the_county_leaves_it_where_it_was_learnt():
    (here, near), (_, far) = township(0), township(1)
    one, other = comes(1, SPOT, town=near, village=""), comes(2, SPOT, town=far, village="")
    number = asked(one, here)
    assert arrivals.share_answer(number, agreed=False, by=CHIEF) == 0
    assert (unsure(one, other), arrivals.proposed_answers(by=CHIEF)) == ([False, True], ())


@pytest.mark.parametrize("said", [{"alone": True}, {"said": "其实住在万科花园7号楼"}])
def test_that_somebody_was_not_where_they_wrote_says_nothing_of_the_address(said):
    one, other = comes(1, SPOT), comes(2, SPOT)
    row = next(row for row in queue().rows if row.declaration_id == one.pk)
    asked(one, CHIEF, outside=row.candidates[0].keys, **said)
    assert unsure(one, other) == [False, True]
    assert arrivals.proposed_answers(by=CHIEF) == ()


def test_nobody_answers_for_people_of_others():
    (here, _), (_, far) = township(0), township(1)
    one = comes(1, SPOT, town=far, village="")
    with pytest.raises(NotAllowed):
        asked(one, here)
    assigned = Actor(9, "交办", (Grant("x", MAY, "610921", "assigned"),))
    with pytest.raises(NotAllowed):
        asked(one, assigned)
    assert not StayAnswer.objects.exists()


def test_what_the_county_agreed_on_is_taken_back_by_the_county_and_before_a_townships():
    here, near = township(0)
    one, beside = comes(1, SPOT, town=near, village=""), comes(2, SPOT, town=near, village="")
    asked(one, CHIEF)
    number = StayAnswer.objects.get().pk
    with pytest.raises(NotAllowed):
        arrivals.take_back_answer(number, why="再问", by=here)
    assert unsure(one, beside) == [False, False]
    arrivals.take_back_answer(number, by=CHIEF)
    assert unsure(one, beside) == [True, True]


def test_an_area_of_another_city_places_nobody():
    """A stay that nobody can place is not put into a harmless village by an area of elsewhere."""
    zones_pages.add_by_hand(
        "high", "湖北省武汉市武昌区", date(2022, 1, 1), date(2022, 1, 9), by=SYSTEM
    )
    area = next(iter(zones.listings(date(2022, 1, 1), date(2022, 1, 9))))
    keys = zones.keys_of_areas([area.id])
    lost, known = comes(1, "魔都某小区"), comes(2, SPOT)
    for one in (lost, known):
        row = next(row for row in queue().rows if row.declaration_id == one.pk)
        for key in (keys[area.id], "00ff", "不是号"):
            with pytest.raises(errors.AnswerElsewhere):
                arrivals.answer_stay(one.pk, answer(row, inside=(key,)), by=CHIEF)
    assert unsure(lost, known) == [True, True]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("碧桂园3-12号", "碧桂园31-2号", False),
        ("碧桂园3-12号", "碧桂园 3 - 12 号", True),
        ("碧桂园3.12号", "碧桂园312号", False),
        ("碧桂园-3号", "碧桂园3号", True),
    ],
)
def test_marks_between_two_figures_keep_two_houses_apart(one, other, same):
    here, there = comes(1, f"{TOWN}{one}"), comes(2, f"{TOWN}{other}")
    asked(here, CHIEF)
    assert unsure(here, there) == [False, not same]


def test_an_answer_of_another_day_or_official_is_taken_back_with_a_reason():
    here, near = township(0)
    one = comes(1, SPOT, town=near, village="")
    number = asked(one, here)
    with pytest.raises(errors.AnswerWithoutReason):
        arrivals.take_back_answer(number, by=CHIEF)
    with clock.at("2022-07-21T09:00"), pytest.raises(errors.AnswerWithoutReason):
        arrivals.take_back_answer(number, by=here)
    arrivals.take_back_answer(number, why="问错了人", by=CHIEF)
    assert StayAnswer.objects.get().undone_why == "问错了人"
