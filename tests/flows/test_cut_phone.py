"""不是我 → one check for the place that has the person, and none where nobody could do it."""

from __future__ import annotations

import pytest

from fangxian.ground.people import api as people
from fangxian.ground.people import pages as people_pages
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import NOBODY, SYSTEM
from fangxian.lines.arrivals.models import Declaration
from tests.flows.test_screening_instructs import JIADING

pytestmark = pytest.mark.django_db


def test_the_village_is_asked_once_for_the_phone_of_now(county):
    county.lists(JIADING)
    county.files()
    person = Declaration.objects.get().person_id
    mark = people.signing_in([person])[person].proven
    with clock.at("2022-05-10T08:00:00.123456"):  # a clock does not stand on the second
        assert people_pages.cut_phone(person, mark, by=NOBODY)
    assert not people_pages.cut_phone(person, mark, by=NOBODY)  # said again: it is cut already
    assert not people_pages.cut_phone(person, people.phone_mark("13900000000"), by=NOBODY)
    outbox.settle()
    [task] = [one for one in county.open() if one.kind == "phone_check"]
    assert (task.place, task.person_id) == (county.village.code, person)
    assert "不要再打这个号码" in task.body_zh
    assert people_pages.person(person, by=SYSTEM).phone_cut


def test_a_merge_does_not_open_what_was_cut(county):
    county.files()
    gone = Declaration.objects.get().person_id
    text = people.states_by_id([gone])[gone].proven
    people_pages.cut_phone(gone, people.phone_mark(text), by=NOBODY)
    key = people.DocumentKey("passport", "E12345678")
    said = people.PersonFiling(clock.now(), name="魏国强")
    kept = people.store({key: people.merge(None, said)[0]}, by=SYSTEM)[key]
    people_pages.merge_persons(kept, gone, "同一人", by=SYSTEM)
    assert people.proven_by(text) == ()
    assert people.signing_in([kept])[kept].proven == b""
