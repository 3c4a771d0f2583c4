"""Whom one hand frees is one sum, by whatever verbs, and asked where nobody else frees."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from fangxian.ground.access import pages as access
from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM, Actor, Grant
from fangxian.kernel.errors import Refusal, TakesTwo
from fangxian.kernel.models import AuditLine
from fangxian.kernel.verb import REGISTER
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.codes import api as codes
from fangxian.lines.codes import pages as codes_pages
from fangxian.lines.codes import reactions as codes_reactions
from fangxian.lines.codes.models import Alarm, Freed, ManualStanding, Standing
from fangxian.lines.codes.services import manual
from fangxian.lines.screening import pages as screening
from tests.flows.test_undo import take_in
from tests.flows.test_wide_areas import accounts_of_two
from tests.rooms.codes.town import Town, official, standing

__all__ = ["accounts_of_two"]
PATIENCE = 20  # seconds; a test that needs them has failed
FREE = "610921102201"


@pytest.fixture
def one(accounts_of_two: list[Actor]) -> Actor:
    return accounts_of_two[0]


@pytest.fixture
def other(accounts_of_two: list[Actor]) -> Actor:
    return accounts_of_two[1]


def by_hand(person: int, colour: str = "red") -> int:
    """What two others agreed on."""
    until = clock.now() + timedelta(days=3)
    made = ManualStanding.objects.create(
        person_id=person,
        colour=colour,
        reason="assistance_letter",
        note="x",
        until=until,
        place=FREE,
        proposed_by_id=801,
        proposed_by="八号",
        proposed_at=clock.now(),
    )
    codes_pages.approve_manual(made.pk, by=official(802, "codes.approve"))
    return made.pk


def freed_already(count: int, by: Actor) -> None:
    Freed.objects.bulk_create(
        Freed(person_id=900 + n, how="x", at=clock.now(), by_id=by.account_id, counts=True)
        for n in range(count)
    )


@pytest.mark.django_db
def test_an_import_a_decision_by_hand_and_an_override_are_one_sum(county, one, other):
    county.files(出发地="陕西省西安市雁塔区")
    declared = Declaration.objects.get()
    batch = take_in(county, 4, "19900101")
    arrivals.undo_import(batch, "传错了", by=one)
    assert Freed.objects.filter(by_id=one.account_id, counts=True).count() == 4
    override = approved(declared, "red")
    codes_pages.withdraw_manual(by_hand(declared.person_id), "复核", by=one)
    mine = Freed.objects.filter(by_id=one.account_id, how="codes.withdraw_manual")
    assert [row.counts for row in mine] == [False], "the override restricts on"
    screening.withdraw_override(override, "复核", by=one)
    assert Freed.objects.filter(by_id=one.account_id, counts=True).count() == 5
    again = approved(declared, "red")
    with pytest.raises(TakesTwo):
        screening.withdraw_override(again, "复核", by=one)
    given = {"override_id": again, "why": "复核"}
    asked = access.do_or_ask("screening.withdraw_override", given, "复核", by=one)
    access.agree(asked or 0, by=other)
    assert screening.overrides("standing", by=SYSTEM).total == 0


def approved(declared: Declaration, colour: str, **place: str) -> int:
    """A graver decision than the table's that two others agreed on, both from this place."""
    may = frozenset({"arrivals.override_propose", "arrivals.override_approve", "arrivals.screen"})
    first, second = (
        Actor(n, f"账号{n}", (Grant("t", may, "610921"),), **place) for n in (811, 812)
    )
    edition = policy.in_force(clock.today(), places.home())
    number = screening.propose_override(
        screening.Ref(arrivals.KIND, declared.pk),
        class_code=next(iter(edition.classes)),
        colour=colour,
        reason="facts_wrong",
        words="车票核对",
        until=clock.today() + timedelta(days=7),
        by=first,
    )
    screening.approve_override(number, by=second)
    outbox.settle()
    return number


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["address", "device"])
def test_both_parts_of_an_override_from_one_place_ring(county, how):
    county.files()
    number = approved(Declaration.objects.get(), "red", **{how: "b1"})
    assert [(alarm.kind, alarm.about) for alarm in Alarm.objects.all()] == [
        (how, f"override:{number}")
    ]


@pytest.mark.django_db
def test_the_lines_of_an_override_name_it(county, one):
    county.files()
    number = approved(Declaration.objects.get(), "red")
    screening.withdraw_override(number, "复核", by=one)
    deeds = ("propose_override", "approve_override", "withdraw_override")
    lines = AuditLine.objects.filter(deed__in=[f"screening.{deed}" for deed in deeds])
    assert [line.subject for line in lines] == [f"override:{number}"] * 3


@pytest.mark.django_db
def test_an_override_goes_with_a_reason_and_rings_where_it_frees(county, one):
    county.files()
    number = approved(Declaration.objects.get(), "red")
    with pytest.raises(Refusal) as refused:
        screening.withdraw_override(number, " ", by=one)
    assert refused.value.code == "codes.note_missing"
    screening.withdraw_override(number, "复核,车票无误", by=one)
    [alarm] = Alarm.objects.filter(kind="freed")
    assert "撤回人工改判,解除 1 人(经办" in alarm.shown
    assert "复核,车票无误" in alarm.shown
    [row] = screening.overrides("withdrawn", by=SYSTEM).rows
    assert row.withdrawn_why == "复核,车票无误"


@pytest.mark.django_db
def test_whoever_stays_restricted_is_not_freed_but_is_by_the_second_that_goes():
    town = Town()
    codes_reactions.raise_standings([standing(town.wei, key="arrivals.declaration:1")], by=SYSTEM)
    number = by_hand(town.wei)
    screened = codes.Hold([town.wei], "screening")
    assert codes.freed_by(screened) == set()
    boss = official(5, "codes.approve")
    codes_pages.withdraw_manual(number, "复核", by=boss)
    assert not Freed.objects.get().counts
    assert codes.freed_by(screened) == {town.wei}, "nobody slips between two that go"


@pytest.mark.django_db
def test_an_appeal_upheld_frees_as_well(one, other):
    town = Town()
    codes_reactions.raise_standings([standing(town.wei, key="arrivals.declaration:1")], by=SYSTEM)
    held = Standing.objects.get()
    number = codes.appeal(town.wei, held.pk, "没有去过", by=SYSTEM)
    deed = REGISTER["codes.decide_appeal"]
    given = {"appeal_id": number, "upheld": True, "answer": "核实无误"}
    freed_already(4, one)
    assert not deed.takes_two(**given, by=one)
    freed_already(1, one)
    assert deed.takes_two(**given, by=one)
    assert not deed.takes_two(**given | {"upheld": False}, by=one)
    assert not deed.takes_two(**given, by=other), "each hand has its own sum"
    asked = access.do_or_ask("codes.decide_appeal", given, "核实无误", by=one)
    assert town.colour(town.wei) == "red"
    access.agree(asked or 0, by=other)
    assert town.colour(town.wei) == "green"
    assert Freed.objects.filter(by_id=other.account_id).count() == 0, "two people did"


@pytest.mark.django_db(transaction=True)
def test_two_withdrawals_at_once_do_not_both_slip_under_the_limit(monkeypatch):
    """Both were asked before either had freed anybody; one has to find that it is one too many."""
    town, boss = Town(), official(5, "codes.approve")
    numbers = [by_hand(town.wei), by_hand(town.mei)]
    freed_already(4, boss)
    both, wait = Barrier(2), manual.wait_for_others

    def met() -> None:
        both.wait(PATIENCE)  # each has been told that one may
        wait()

    monkeypatch.setattr(manual, "wait_for_others", met)

    def withdraw(number: int) -> str:
        try:
            codes_pages.withdraw_manual(number, "复核", by=boss)
        except Refusal as refused:
            return refused.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        done = [pool.submit(withdraw, number) for number in numbers]
        assert sorted(one.result(PATIENCE) for one in done) == ["done", "kernel.takes_two"]
    assert Freed.objects.filter(by_id=5, counts=True).count() == 5
