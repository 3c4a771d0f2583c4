"""One document under two names: nothing is lost, and somebody is told to look."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from fangxian.ground.people import pages as people
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Declaration, Filing
from fangxian.lines.zones import pages as zones
from tests.rooms.arrivals.ledgers import as_csv, take_in, wang

pytestmark = pytest.mark.django_db
LATER = "2022-05-01 08:00"


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


def unresolved() -> list[str]:
    return list(Declaration.objects.get().unresolved)


def test_it_is_one_person_with_the_newer_name_and_a_mark_to_look_at():
    counts = take_in(wang(), wang(name="李桂兰", filed_at=LATER))
    assert (counts["new"], counts["updated"]) == (1, 1)
    declaration = Declaration.objects.get()
    assert people.person(declaration.person_id, by=SYSTEM).name == "李**"
    assert declaration.unresolved == ["name:王**/李**"]
    assert arrivals.ledger(arrivals.LedgerFilter(unresolved=True), by=SYSTEM).total == 1
    assert Filing.objects.count() == 2  # each with the name under which it was handed in


def test_the_mark_is_set_whichever_of_the_two_is_older():
    take_in(wang(filed_at=LATER), wang(name="李桂兰"))
    assert people.person(Declaration.objects.get().person_id, by=SYSTEM).name == "王**"
    assert unresolved() == ["name:王**/李**"]


def test_the_preview_shows_both_names_beside_each_other():
    file = as_csv(wang(), wang(name="李桂兰", filed_at=LATER))
    batch = arrivals.preview_file(file, "台账.csv", by=SYSTEM)
    (row,) = arrivals.preview_rows(batch, "updated", by=SYSTEM).rows
    assert row.name == "李** ≠ 王**"


def test_the_mark_stays_until_an_official_enters_the_person():
    take_in(wang(), wang(name="李桂兰", filed_at=LATER))
    take_in(wang(name="李桂兰", filed_at="2022-05-02 08:00", phone="13900000001"))
    assert unresolved() == ["name:王**/李**"]
    form = {field: str(said) for field, said in wang(name="李桂兰").items()}
    arrivals.register(form | {"filed_at": "2022-05-03 09:00"}, by=SYSTEM, way_in="township")
    assert unresolved() == []


def test_two_ways_of_writing_a_name_are_one_name():
    take_in(wang(name="买买提·吐尔逊"), wang(name="买买提.吐尔逊", filed_at=LATER))
    assert unresolved() == []


PLACES = [
    ("上海市", "上海市奉贤区海湾镇"),
    ("上海市浦东新区", "上海市浦东新区某某新城"),
    ("上海市浦东新区", "不详"),
    ("上海市", "上海市青浦区"),
    ("西安市雁塔区", "不详"),
]
GRAVE = ("red", "orange", "yellow", "grey", "green")  # the graver first


@pytest.mark.parametrize("later", ["", LATER])
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("pair", PLACES)
def test_two_names_under_one_number_never_ask_less_than_either_alone(pair, turned, later):
    zones.add_by_hand(
        "high", "上海市浦东新区", date(2022, 4, 1), date(2022, 5, 20), "名单", by=SYSTEM
    )
    first, second = reversed(pair) if turned else pair
    alone = {}
    for n, origin in enumerate((first, second)):
        with transaction.atomic():
            take_in(wang(origin=origin, arrival="2022-05-08", leaving="", filed_at=""))
            arrivals.screen_all(by=SYSTEM)
            alone[n] = Declaration.objects.get().colour
            transaction.set_rollback(True)
    take_in(
        wang(origin=first, arrival="2022-05-08", leaving="", filed_at="2022-04-30 08:00"),
        wang(
            name="李桂兰",
            origin=second,
            arrival="2022-05-08",
            leaving="",
            filed_at=later or "2022-04-30 08:00",
        ),
    )
    arrivals.screen_all(by=SYSTEM)
    both = Declaration.objects.get().colour
    assert {both, *alone.values()} <= set(GRAVE), (alone, both)
    assert GRAVE.index(both) <= min(map(GRAVE.index, alone.values())), (alone, both)
