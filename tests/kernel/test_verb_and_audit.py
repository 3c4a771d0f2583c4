"""A deed leaves one line; a chain that was touched shows where."""

from __future__ import annotations

import pytest
from django.db import connection

from fangxian.kernel import audit, clock
from fangxian.kernel.actor import SYSTEM, Actor, Grant
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.models import AuditLine
from fangxian.kernel.verb import REGISTER, reading, verb

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _register_stays_clean():
    before = dict(REGISTER)
    yield
    REGISTER.clear()
    REGISTER.update(before)


def _deeds():
    @verb(needs="people.set_address", at=lambda place: place)
    def move(place: str, *, by: Actor) -> str:
        audit.note(subject="person:7", person_ids=[7], purpose="核查")
        return look(7, by=by)

    @reading(needs="people.read")
    def look(person: int, *, by: Actor) -> str:
        audit.note(person_ids=[person])
        return f"looked at {person}"

    return move, look


def test_a_deed_and_the_reading_inside_it_are_two_lines_in_one_transaction():
    move, _ = _deeds()
    assert move("610921102", by=SYSTEM) == "looked at 7"
    inner, outer = AuditLine.objects.order_by("number")
    assert (inner.outcome, outer.outcome, outer.place) == ("read", "done", "610921102")
    assert [look.actor for look in audit.looks_at(7)] == ["系统", "系统"]


def test_a_refusal_is_written_too_and_nothing_else_happens():
    move, _ = _deeds()
    town = Actor(3, "李书记", (Grant("town", frozenset({"people.set_address"}), "610921101"),))
    with pytest.raises(NotAllowed):
        move("610921102", by=town)
    assert [line.outcome for line in AuditLine.objects.all()] == ["refused"]


def test_a_deed_that_fails_leaves_no_line():
    @verb(needs="people.fail")
    def fail(*, by: Actor) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail(by=SYSTEM)
    assert not AuditLine.objects.exists()


def _tamper(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql)
        cursor.execute("SET session_replication_role = origin")


@pytest.mark.parametrize(
    ("sql", "number", "what"),
    [
        ("UPDATE kernel_auditline SET actor = '别人' WHERE number = 2", 2, "edited"),
        ("DELETE FROM kernel_auditline WHERE number = 2", 2, "missing"),
        ("DELETE FROM kernel_auditline WHERE number = 4", 4, "tail_cut"),
        (
            (
                "UPDATE kernel_auditline SET number = 9 WHERE number = 2;"
                "UPDATE kernel_auditline SET number = 2 WHERE number = 3;"
                "UPDATE kernel_auditline SET number = 3 WHERE number = 9"
            ),
            2,
            "edited",
        ),
    ],
)
def test_the_chain_shows_where_it_was_touched(sql, number, what):
    with clock.at("2022-05-10T08:00"):
        for person in range(4):
            audit.write([audit.Note("people.look", SYSTEM, person_ids=[person])])
    assert audit.verify().sound
    _tamper(sql)
    assert audit.Break(number, what) in audit.verify().breaks


def test_the_table_itself_refuses_an_edit():
    audit.write([audit.Note("people.look", SYSTEM)])
    with pytest.raises(Exception, match="append-only"):
        AuditLine.objects.update(actor="别人")
