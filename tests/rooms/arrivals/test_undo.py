"""An import taken back leaves people and declarations as if it had never been."""

from __future__ import annotations

import pytest

from fangxian.ground.people import api as people
from fangxian.ground.people import pages as people_pages
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.errors import Refusal
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Declaration, Filing, ImportBatch, RejectedRow, Stay
from tests.rooms.arrivals.ledgers import as_csv, wang

pytestmark = pytest.mark.django_db

LI = wang(name="李四", document_number="11010519491231002X", via="武汉市@2022-04-29")
VALUES = ("arrival", "address_text", "via_text", "filed_at", "as_of", "place", "missing")


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


def take(*rows):
    return arrivals.import_file(as_csv(*rows), "台账.csv", by=SYSTEM).batch_id


def test_new_people_go_and_known_ones_stand_as_before():
    take(wang())
    before = Declaration.objects.values(*VALUES).get()
    with clock.at("2022-05-10T09:00"):
        second = take(
            wang(
                filed_at="2022-05-02 08:00",
                arrival="2022-05-03",
                address="南街",
                phone="13900000000",
            ),
            LI,
            wang(name=""),
        )
        assert arrivals.undo_import(second, "传错了", by=SYSTEM) == 2
    assert Declaration.objects.values(*VALUES).get() == before
    person = Declaration.objects.get().person_id
    assert people.states_by_id([person])[person].phone == "13891512345"
    assert (people_pages.search("李四", by=SYSTEM), Stay.objects.count()) == ((), 0)
    assert (Filing.objects.count(), RejectedRow.objects.count()) == (1, 0)
    assert ImportBatch.objects.get(pk=second).state == "undone"
    with pytest.raises(Refusal) as refused:
        arrivals.undo_import(second, "传错了", by=SYSTEM)
    assert refused.value.code == "arrivals.import_settled"


def test_it_can_be_taken_in_again_afterwards():
    first = take(wang(), LI)
    arrivals.undo_import(first, "传错了", by=SYSTEM)
    assert arrivals.import_file(as_csv(wang(), LI), "台账.csv", by=SYSTEM).counts["new"] == 2


def test_what_was_entered_by_hand_stays():
    key = people.DocumentKey("resident_id", LI["document_number"])
    state, _ = people.merge(None, people.PersonFiling(clock.now(), name="李四", address="老屋"))
    person = people.store({key: state}, by=SYSTEM)[key]
    with clock.at("2022-05-10T09:00"):
        arrivals.undo_import(take(LI), "传错了", by=SYSTEM)
    assert people.states_by_id([person])[person].field("address") == "老屋"
    assert not Declaration.objects.exists()


def test_it_is_refused_when_somebody_filed_since():
    batch = take(wang())
    take(wang(filed_at="2022-05-09 08:00", address="南街"))
    with pytest.raises(Refusal) as refused:
        arrivals.undo_import(batch, "传错了", by=SYSTEM)
    assert refused.value.code == "arrivals.undo_depends"
    assert Declaration.objects.get().address_text == "南街"
