"""Answers by telephone are the daily work and are not stopped; whom they free is counted, and of more
than one may free alone in a day headquarters hear once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fangxian.flows import coding
from fangxian.ground.access import pages as access
from fangxian.ground.access import reactions as access_reactions
from fangxian.ground.places import api as places
from fangxian.kernel import clock
from fangxian.kernel.actor import EVERYTHING, SYSTEM, Actor, Grant
from fangxian.kernel.errors import Refusal
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.services import sharing
from fangxian.lines.codes import pages as codes_pages
from fangxian.lines.codes import reactions as codes
from fangxian.lines.codes.models import Alarm, Freed
from fangxian.lines.codes.scheme import scheme_on
from fangxian.lines.zones import pages as zones
from tests.rooms.arrivals.test_call_script import exported, filled
from tests.rooms.arrivals.test_calls import BUILDING, CHIEF, answer, comes, queue
from tests.rooms.arrivals.test_shared_answers import SPOT
from tests.rooms.codes.town import standing

pytestmark = pytest.mark.django_db
ALONE = 5
OTHER = Actor(2, "另一人", (Grant("headquarters", EVERYTHING, "610921"),))


@pytest.fixture(autouse=True)
def _a_listed_building():
    with clock.at("2022-07-20T09:00"):
        zones.add_by_hand("high", BUILDING, date(2022, 7, 10), date(2022, 7, 19), "名单", by=SYSTEM)
        yield


def none_of(row: arrivals.CallRow, by: Actor = CHIEF) -> int:
    said = answer(row, outside=row.candidates[0].keys)
    return arrivals.answer_stay(row.declaration_id, said, by=by)


def rung() -> list[tuple[str, str]]:
    return list(Alarm.objects.filter(kind="freed").order_by("pk").values_list("about", "shown"))


def test_whom_answers_free_counts_and_of_many_it_rings_once():
    for n in range(1, ALONE + 4):
        comes(n)
    rows = queue().rows
    for row in rows[:ALONE]:
        none_of(row)
    mine = Freed.objects.filter(by_id=CHIEF.account_id, counts=True, how="arrivals.answer_stay")
    assert (mine.count(), rung()) == (ALONE, [])
    none_of(rows[ALONE], by=OTHER)
    assert rung() == [], "each hand has its own sum"
    none_of(rows[ALONE + 1])
    [(about, shown)] = rung()
    assert (about, f"一天内经电话核实等解除或减轻 {ALONE + 1} 人" in shown) == (
        "access.account:1",
        True,
    )
    codes_pages.close_alarm(Alarm.objects.get(kind="freed").pk, "逐人核对过", by=SYSTEM)
    none_of(rows[ALONE + 2])
    assert len(rung()) == 1, "once a day"
    with clock.at(clock.now() + timedelta(hours=25)):
        comes(9)
        none_of(queue().rows[0])
    assert len(rung()) == 1


@pytest.fixture
def officers() -> list[Actor]:
    """Two of headquarters who have been there for a month."""
    made = []
    with clock.at("2022-06-10T08:00"):
        for name in ("calls1", "calls2"):
            opened = access.open_account(name, name, "610921", by=SYSTEM)
            access.grant(opened.account_id, "headquarters", "610921", by=SYSTEM)
            made.append(opened.account_id)
    return [access_reactions.actor_of(account, "test") for account in made]


def test_of_a_file_of_answers_what_frees_more_than_one_may_waits_for_another(tmp_path, officers):
    one, other = officers
    for n in range(1, ALONE + 3):
        comes(n)
    file = filled(exported(tmp_path), ["都不是"] * (ALONE + 2))
    done = arrivals.import_calls(file, by=one)
    assert (done.answered, done.waiting, len(done.put_back)) == (ALONE, 2, 0)
    mine = Freed.objects.filter(by_id=one.account_id, counts=True)
    assert (mine.count(), queue().total, rung()) == (ALONE, 2, [])
    assert arrivals.import_calls(file, by=one).answered == 0, "brought again it is asked for once"
    [asked] = access.operations_asked(("arrivals.take_answers",), by=other)
    with pytest.raises(Refusal):
        access.agree(asked.id, by=one)
    access.agree(asked.id, by=other)
    assert (queue().total, mine.count()) == (0, ALONE)
    assert Freed.objects.filter(by_id=None, counts=True).count() == 2


def test_an_answer_that_frees_more_than_are_coloured_at_once_counts_them_all(monkeypatch):
    here, far = (places.children_of("610921")[n] for n in range(2))
    asked, others = comes(1, SPOT, town=here.name, village=""), range(2, ALONE + 3)
    for n in others:
        comes(n, SPOT, town=far.name, village="")
    may = frozenset({"arrivals.declare", "arrivals.vouch", "arrivals.read"})
    town = Actor(3, here.name, (Grant("township", may, here.code),))
    row = next(row for row in queue().rows if row.declaration_id == asked.pk)
    number = none_of(row, by=town)
    monkeypatch.setattr(sharing.codes, "COLOURED_AT_ONCE", 2)
    monkeypatch.setattr(coding.codes, "COLOURED_AT_ONCE", 2)
    arrivals.share_answer(number, agreed=True, by=CHIEF)
    mine = Freed.objects.filter(by_id=CHIEF.account_id, how="arrivals.share_answer")
    assert (mine.count(), len(rung())) == (len(others), 1)


@pytest.mark.parametrize(("which", "counted"), [(0, 0), (-1, 1)], ids=["as before", "milder"])
def test_who_stays_restricted_by_something_else_counts_where_it_is_milder(which, counted):
    one = comes()
    [row] = queue().rows
    colour = scheme_on(clock.today()).restricting[which].code
    codes.raise_standings([standing(one.person_id, colour, origin="contact")], by=SYSTEM)
    none_of(row)
    assert Freed.objects.count() == counted


def test_who_was_there_is_freed_of_nothing():
    one = comes()
    [row] = queue().rows
    there = answer(row, inside=row.candidates[0].keys)
    arrivals.answer_stay(one.pk, there, by=CHIEF)
    assert not Freed.objects.exists()


def test_an_answer_that_is_shared_counts_everybody_it_frees():
    here, far = (places.children_of("610921")[n] for n in range(2))
    asked, others = comes(1, SPOT, town=here.name, village=""), range(2, ALONE + 3)
    for n in others:
        comes(n, SPOT, town=far.name, village="")
    may = frozenset({"arrivals.declare", "arrivals.vouch", "arrivals.read"})
    town = Actor(3, here.name, (Grant("township", may, here.code),))
    row = next(row for row in queue().rows if row.declaration_id == asked.pk)
    number = none_of(row, by=town)
    arrivals.share_answer(number, agreed=True, by=CHIEF)
    mine = Freed.objects.filter(by_id=CHIEF.account_id, how="arrivals.share_answer")
    assert (mine.count(), len(rung())) == (len(others), 1)
