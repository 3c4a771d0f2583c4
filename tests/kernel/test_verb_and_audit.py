"""An operation leaves one line; a chain that was touched shows where."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from fangxian.kernel import (
    audit,
    audit_mark,
    checkpoint,
    clock,
    crypto,
    facts,
    outbox,
    restoring,
)
from fangxian.kernel.actor import SYSTEM, Actor, Grant
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.models import AuditHead, AuditLine
from fangxian.kernel.text import Text
from fangxian.kernel.verb import REGISTER, PartTaken, reading, verb
from tests.conftest import NOT_EMPTIED

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _register_stays_clean():
    before = dict(REGISTER)
    yield
    REGISTER.clear()
    REGISTER.update(before)


def _deeds():
    @verb(needs="people.set_address", words=Text("试办", "tried"), at=lambda place: place)
    def move(place: str, *, by: Actor) -> str:
        audit.note(subject="person:7", person_ids=[7], purpose="核查")
        return look(7, by=by)

    @reading(needs="people.read", words=Text("试办", "tried"))
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


def test_a_line_is_about_what_its_verb_said_first_and_not_what_that_called():
    @verb(needs="people.screen", words=Text("试办", "tried"))
    def approve(*, by: Actor) -> None:
        audit.note(subject="decision:1")
        audit.note(subject="on:2022-05-10", count=3)

    approve(by=SYSTEM)
    line = AuditLine.objects.get()
    assert (line.subject, line.detail) == ("decision:1", {"count": 3})


@pytest.fixture
def noting_reaction(monkeypatch):
    """Something follows at once from whatever part is told, and notes what it does."""

    def follow(told: PartTaken) -> None:
        audit.note(subject="on:2022-05-10", person_ids=[9])

    monkeypatch.setitem(outbox._at_once, facts.name_of(PartTaken), (follow,))


def test_what_follows_from_a_fact_does_not_say_what_the_verb_was_about(noting_reaction):
    @verb(needs="people.screen", words=Text("试办", "tried"))
    def approve(*, by: Actor) -> None:
        outbox.emit(PartTaken(subject="x", account_id=1, address="", device=""))
        audit.note(subject="decision:1")

    approve(by=SYSTEM)
    line = AuditLine.objects.get()
    assert (line.subject, line.person_ids) == ("decision:1", [])


def test_no_number_that_an_official_typed_stays_in_the_audit():
    @verb(needs="people.set_address", words=Text("试办", "tried"))
    def close(*, by: Actor) -> None:
        audit.note(purpose="本人 610921199001011234,电话 13800001234,已核实?是")

    close(by=SYSTEM)
    assert AuditLine.objects.get().purpose == "本人 610****,电话 138****,已核实?是"
    assert audit.verify().sound


def test_a_refusal_is_written_too_and_nothing_else_happens():
    move, _ = _deeds()
    town = Actor(3, "李书记", (Grant("town", frozenset({"people.set_address"}), "610921101"),))
    with pytest.raises(NotAllowed):
        move("610921102", by=town)
    assert [line.outcome for line in AuditLine.objects.all()] == ["refused"]


def test_a_deed_that_fails_leaves_no_line():
    @verb(needs="people.fail", words=Text("试办", "tried"))
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


def test_lines_that_come_while_it_is_verified_are_no_break(monkeypatch):
    audit.write([audit.Note("people.look", SYSTEM) for _ in range(4)])
    seal, meanwhile = crypto.chain_seal, [audit.Note("people.look", SYSTEM)]

    def slow(*given):
        lines = [meanwhile.pop()] if meanwhile else []
        if lines:
            audit.write(lines)
        return seal(*given)

    monkeypatch.setattr(crypto, "chain_seal", slow)
    assert audit.verify() == audit.Verification(4, ())
    assert audit.verify() == audit.Verification(5, ())


@pytest.fixture
def outside(settings, tmp_path):
    """A data folder of the test's own, in which the mark lies."""
    settings.FANGXIAN_DATA = tmp_path
    return tmp_path / audit_mark.FILE


def _lines(count):
    for person in range(count):
        audit.write([audit.Note("people.look", SYSTEM, person_ids=[person])])


def test_a_head_moved_back_with_the_tail_has_no_seal_of_ours(outside):
    _lines(60)
    _tamper("DELETE FROM kernel_auditline WHERE number > 10")
    _tamper(
        "UPDATE kernel_audithead SET number = 10,"
        " seal = (SELECT seal FROM kernel_auditline WHERE number = 10)"
    )
    assert audit.verify().breaks == (audit.Break(10, "head_forged"),)
    audit.leave_mark()
    assert not outside.exists()  # what is not ours is not marked as the end


def test_an_older_copy_of_head_and_lines_is_behind_the_mark_outside(outside):
    _lines(10)
    [old] = AuditHead.objects.values_list("seal", "mark")
    _lines(50)
    audit.leave_mark()
    _tamper("DELETE FROM kernel_auditline WHERE number > 10")
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE kernel_audithead SET number = 10, seal = %s, mark = %s", old)
        cursor.execute("SET session_replication_role = origin")
    assert audit.verify().breaks == (audit.Break(60, "behind_mark"),)
    audit.leave_mark()  # a worker that goes on marks nothing earlier
    assert audit_mark.read().number == 60


def test_lines_written_anew_up_to_the_mark_are_not_the_lines_it_speaks_of(outside):
    _lines(3)
    audit.leave_mark()
    _tamper("DELETE FROM kernel_auditline; DELETE FROM kernel_audithead")
    _lines(9)
    assert audit.Break(3, "behind_mark") in audit.verify().breaks


def test_everything_emptied_is_seen_too(outside):
    _lines(3)
    audit.leave_mark()
    _tamper("DELETE FROM kernel_auditline; DELETE FROM kernel_audithead")
    assert audit.verify().breaks == (audit.Break(3, "behind_mark"),)


@pytest.mark.django_db(transaction=True)
def test_after_a_restore_it_is_said_once_and_the_mark_begins_anew(outside):
    _lines(5)
    audit.leave_mark()
    checkpoint.leave_checkpoints()
    with pytest.raises(restoring.NothingToAccept):
        restoring.accept_restored("看看", by=SYSTEM)
    _tamper("DELETE FROM kernel_auditline; DELETE FROM kernel_audithead")
    assert restoring.accept_restored("磁盘损坏,恢复 02:00 备份", by=SYSTEM) == 5
    assert checkpoint.verify().sound
    assert AuditLine.objects.get().detail["mark"] == 5


def test_a_mark_that_was_removed_is_told_until_somebody_answers_for_it(outside):
    _lines(3)
    assert audit.verify().sound, "none was left yet"
    audit.leave_mark()
    outside.unlink()
    assert audit.verify().breaks == (audit.Break(3, "mark_missing"),)
    audit.leave_mark()  # the worker does not quietly make another
    assert not outside.exists()
    with connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute("UPDATE kernel_audithead SET marked = false")
    assert audit.verify().breaks == (audit.Break(3, "mark_missing"),)


@pytest.mark.django_db(transaction=True)
def test_after_a_removed_mark_somebody_answers_for_it_and_it_begins_anew(outside):
    _lines(3)
    audit.leave_mark()
    outside.unlink()
    restoring.accept_restored("误删", by=SYSTEM)
    assert audit.verify().sound
    assert outside.exists()


def test_a_mark_that_somebody_wrote_is_refused(outside):
    _lines(2)
    audit.leave_mark()
    outside.write_text(outside.read_text().replace('"number": 2', '"number": 1'))
    with pytest.raises(audit_mark.MarkForged):
        audit.verify()


@pytest.mark.parametrize(
    "sql",
    [
        "TRUNCATE kernel_auditline",
        "TRUNCATE kernel_audithead",
        "DELETE FROM kernel_audithead",
        "DELETE FROM kernel_auditline",
        "UPDATE kernel_audithead SET number = 1",
    ],
)
def test_neither_table_is_emptied_or_moved_back(sql):
    _lines(3)
    with connection.cursor() as cursor:
        for table, guard in NOT_EMPTIED.items():  # which all tests live without
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {guard}")
        with pytest.raises(Exception, match="append-only"):
            cursor.execute(sql)


def test_the_table_itself_refuses_an_edit():
    audit.write([audit.Note("people.look", SYSTEM)])
    with pytest.raises(Exception, match="append-only"):
        AuditLine.objects.update(actor="别人")


def test_nor_in_what_a_deed_says_beside_however_deep():
    @verb(needs="people.set_address", words=Text("试办", "tried"))
    def close(*, by: Actor) -> None:
        digest = "0123456789abcdef" * 4
        said = {"why": "本人 610921199001011234", "rows": [["电话 13800001234", 7]], "hash": digest}
        audit.note(given=said)

    close(by=SYSTEM)
    kept = AuditLine.objects.get().detail["given"]
    assert kept["hash"] == "0123456789abcdef" * 4
    assert (kept["why"], kept["rows"]) == ("本人 610****", [["电话 138****", 7]])
