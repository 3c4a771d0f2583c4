"""One unit of work: its lines at its end, its refusals whatever happens, the head free meanwhile."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from fangxian.kernel import audit, facts, outbox
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.models import AuditLine
from fangxian.kernel.text import Text
from fangxian.kernel.verb import REGISTER, reading, verb
from fangxian.kernel.work import StrangeTransaction, one_page, unit_of_work

STRANGER = Actor(3, "路人", ())


@pytest.fixture(autouse=True)
def _register_stays_clean():
    before = dict(REGISTER)
    yield
    REGISTER.clear()
    REGISTER.update(before)


def deed():
    @verb(needs="people.set_address", words=Text("试办", "tried"))
    def move(person: int, *, by: Actor) -> None:
        audit.note(person_ids=[person])
        if person < 0:
            raise ZeroDivisionError

    return move


def lines():
    return list(AuditLine.objects.order_by("number").values_list("person_ids", "outcome"))


@pytest.mark.django_db
def test_what_is_done_in_a_unit_is_written_at_its_end_in_order():
    move = deed()
    with unit_of_work():
        move(1, by=SYSTEM)
        move(2, by=SYSTEM)
        assert lines() == []
    assert lines() == [([1], "done"), ([2], "done")]


@pytest.mark.django_db
def test_a_part_that_failed_leaves_no_line_and_the_others_stay():
    move = deed()
    with unit_of_work():
        move(1, by=SYSTEM)
        with pytest.raises(ZeroDivisionError):
            move(-1, by=SYSTEM)
        with pytest.raises(NotAllowed):
            move(2, by=STRANGER)
    assert lines() == [([1], "done"), ([], "refused")]


@pytest.mark.django_db
def test_a_refusal_is_written_though_all_else_is_taken_back():
    move = deed()

    def both():
        with unit_of_work():
            move(1, by=SYSTEM)
            move(2, by=STRANGER)

    with pytest.raises(NotAllowed):
        both()
    assert lines() == [([], "refused")]


@pytest.mark.django_db(transaction=True)
def test_a_verb_inside_a_transaction_that_is_not_its_own_refuses():
    move = deed()
    with transaction.atomic(), pytest.raises(StrangeTransaction):
        move(1, by=SYSTEM)
    assert lines() == []


@facts.fact
class SomethingLong:
    """Somebody moved, and much follows."""


@pytest.mark.django_db(transaction=True)
def test_somebody_writes_while_a_reaction_of_several_verbs_is_still_at_work(monkeypatch):
    move = deed()

    def elsewhere():
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '3s'")
            move(9, by=SYSTEM)
        finally:
            connection.close()

    def react(_fact):
        move(1, by=SYSTEM)
        with ThreadPoolExecutor(1) as other:
            other.submit(elsewhere).result(20)
        move(2, by=SYSTEM)

    name = facts.name_of(SomethingLong)
    monkeypatch.setitem(outbox._soon, name, (react,))
    monkeypatch.setitem(outbox._by_name, "react", react)
    monkeypatch.setitem(facts.FACTS, name, SomethingLong)
    with unit_of_work():
        outbox.emit(SomethingLong())
    outbox.settle()
    assert [ids for ids, _ in lines()] == [[9], [1], [2]]
    assert audit.verify().sound


def look():
    @reading(needs="people.read", words=Text("试办", "tried"))
    def see(person: int, *, by: Actor) -> int:
        audit.note(person_ids=[person])
        return person

    return see


@pytest.mark.django_db
def test_the_looks_of_a_page_are_written_together_before_it_is_sent():
    see, move = look(), deed()
    with one_page():
        see(1, by=SYSTEM)
        assert lines() == []
        move(2, by=SYSTEM)  # what changes something does not wait for the page
        assert lines() == [([2], "done")]
        see(3, by=SYSTEM)
    assert lines() == [([2], "done"), ([1], "read"), ([3], "read")]


@pytest.mark.django_db
def test_a_page_whose_looks_cannot_be_written_is_not_seen(monkeypatch):
    see = look()

    def full(_lines):
        raise OSError

    def drawn():
        with one_page():
            return see(1, by=SYSTEM)

    monkeypatch.setattr(audit, "write", full)
    with pytest.raises(OSError):  # noqa: PT011
        drawn()
