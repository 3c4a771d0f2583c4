"""What a merge must keep, and what undoing it must not leave."""

from __future__ import annotations

import pytest

from fangxian.ground.people import api as people
from fangxian.ground.people import pages as people_pages
from fangxian.ground.people.models import Household, Person
from fangxian.kernel import clock
from fangxian.kernel.actor import NOBODY, SYSTEM

pytestmark = pytest.mark.django_db
PHONES = "13800001111", "13800002222"


def person(number: str, phone: str) -> int:
    key = people.DocumentKey("passport", number)
    said = people.PersonFiling(clock.now(), name="甲测人", phone=phone, proven=phone)
    return people.store({key: people.merge(None, said)[0]}, by=SYSTEM)[key]


def test_every_phone_that_was_cut_stays_cut():
    kept, gone = person("E11111111", PHONES[0]), person("E22222222", PHONES[1])
    for one, phone in ((kept, PHONES[0]), (gone, PHONES[1])):
        assert people_pages.cut_phone(one, people.phone_mark(phone), by=NOBODY)
    people_pages.merge_persons(kept, gone, "同一人", by=SYSTEM)
    assert [people.proven_by(one) for one in PHONES] == [(), ()]
    assert people.cut_among([kept, gone]) == {kept, gone}
    for phone in PHONES:  # whichever a list writes down again
        Person.objects.filter(pk=kept).update(
            proven_index=people.phone_mark(phone), phone_index=people.phone_mark(phone)
        )
        assert people.signing_in([kept])[kept].proven == b""


def test_undone_the_kept_one_leaves_the_others_household():
    kept, gone = person("E11111111", PHONES[0]), person("E22222222", PHONES[1])
    home = Household.objects.create(place="610921102201", address="1 号", created_at=clock.now())
    Person.objects.filter(pk=gone).update(household=home)
    record = people_pages.merge_persons(kept, gone, "同一人", by=SYSTEM)
    assert Person.objects.get(pk=kept).household == home
    people_pages.undo_merge(record, by=SYSTEM)
    assert [Person.objects.get(pk=one).household for one in (kept, gone)] == [None, home]
