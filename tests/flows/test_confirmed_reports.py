"""Who vouches for nobody at a place reports where somebody was; it counts once an official confirms it
(ADR 22, ADR 26). Nothing comes back to them for who they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fangxian.flows.finding import to_confirm
from fangxian.ground.access import pages as access
from fangxian.ground.access import reactions as access_reactions
from fangxian.ground.duty import api as duty
from fangxian.ground.tasks import pages as tasks
from fangxian.ground.tasks.models import Instruction
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.lines.arrivals import pages as arrivals
from tests.flows.test_found_out import FOUND, XIXIAN, asked, colour, question  # noqa: F401

pytestmark = pytest.mark.django_db
HARMLESS = "吉林省长春市朝阳区"


def account(name: str, role: str, place: str, kind: str) -> Actor:
    """On a post in the unit of the place."""
    number = access.open_account(name, name, place, by=SYSTEM).account_id
    access.grant(number, role, place, since=clock.today(), by=SYSTEM)
    unit = duty.unit_for(place, kind)
    post = duty.add_post(unit.id, name, single=False, by=SYSTEM)
    duty.seat(post, duty.Holder(name, number), by=SYSTEM)
    return access_reactions.actor_of(number, "test", duty.units_of(number))


@pytest.fixture
def guard(county) -> Actor:
    access.bootstrap()
    return account("kakou", "checkpoint", county.village.code, "village")


@pytest.fixture
def town(county) -> Actor:
    access.bootstrap()
    return account("zhenban", "township", county.town.code, "township")


def stage(one: Instruction) -> str:
    outbox.settle()
    return str(Instruction.objects.get(pk=one.pk).stage)


def test_it_waits_for_an_official_and_is_then_their_word(asked, guard, town):  # noqa: F811
    tasks.act(asked.pk, replace(FOUND, found_place=HARMLESS), by=guard)
    assert (stage(asked), colour()) == ("acted", "grey")
    assert to_confirm(asked.pk)  # the page says so to whoever confirms it
    tasks.check(asked.pk, by=town)
    assert (stage(asked), colour()) == ("checked", "green")
    [answer] = arrivals.answers_of(asked.person_id, by=SYSTEM)
    assert (answer.place, answer.by_id) == ("220104", town.account_id)
    assert tasks.close(asked.pk, by=SYSTEM) == "closed"  # who confirmed it does not close it


def test_who_vouches_there_is_taken_at_their_word_at_once(asked, town):  # noqa: F811
    tasks.act(asked.pk, replace(FOUND, found_place=HARMLESS), by=town)
    assert (stage(asked), colour()) == ("acted", "green")
    assert not to_confirm(asked.pk)
    tasks.check(asked.pk, by=SYSTEM)
    outbox.settle()
    assert len(arrivals.answers_of(asked.person_id, by=SYSTEM)) == 1


def test_sent_back_it_counts_for_nothing(asked, guard, town):  # noqa: F811
    tasks.act(asked.pk, replace(FOUND, found_place=HARMLESS), by=guard)
    tasks.send_back(asked.pk, "没有问本人", by=town)
    assert (stage(asked), colour()) == ("accepted", "grey")
    assert arrivals.answers_of(asked.person_id, by=SYSTEM) == ()


def test_what_cannot_be_used_comes_back_when_it_is_confirmed(asked, guard, town):  # noqa: F811
    tasks.act(asked.pk, replace(FOUND, found_place="海南省三亚市"), by=guard)
    tasks.check(asked.pk, by=town)
    assert stage(asked) == "accepted"


def test_the_question_says_who_confirms_it(county, guard, town):
    _, row = question(county, XIXIAN, "陕西省西安市未央区")
    number = row.declaration_id
    mine = arrivals.questions_of([number], by=guard)[number]
    theirs = arrivals.questions_of([number], by=town)[number]
    assert (mine.counts, theirs.counts) == (False, True)
    assert mine.choices == theirs.choices
    assert "核实无误后才算数" in mine.words.zh
    assert "confirmed" in mine.words.en
    assert "核实无误" not in theirs.words.zh
