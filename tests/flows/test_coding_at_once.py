"""Two who colour the same people at the same time: one waits, and both are done."""

from __future__ import annotations

import contextlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, BrokenBarrierError, Event, get_ident
from time import monotonic

import pytest
from django.db import connection

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.errors import Refusal
from fangxian.kernel.work import unit_of_work
from fangxian.lines.codes import pages as codes_pages
from fangxian.lines.codes import reactions as codes
from fangxian.lines.codes.models import ManualStanding
from fangxian.lines.codes.services import ledger, manual
from tests.rooms.codes.town import Town, official, standing

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 20  # seconds; a test that needs them has failed


def test_few_are_freed_and_many_are_raised_by_two_at_once(monkeypatch):
    """Freeing alone would take the ledger's lock shared, and raising take it alone: each of two would
    then wait for the other."""
    monkeypatch.setattr(ledger, "FEW", 1)
    town, both, locked = Town(), Barrier(2), {}
    hold = ledger.hold

    def met(people):
        mine = locked.setdefault(get_ident(), [])
        if not mine:
            both.wait(PATIENCE)  # neither has any lock yet
        mine.append(set(people))
        hold(people)

    monkeypatch.setattr(ledger, "hold", met)

    def settle(free: int):
        rest = [one for one in (town.wei, town.mei, town.lao) if one != free]
        raised = [standing(one, key=f"arrivals.declaration:{one}") for one in rest]
        try:
            with unit_of_work():
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL lock_timeout = '5s'")
                return codes.settle_standings(
                    raised, {f"arrivals.declaration:{free}": free}, "screening", "x", by=SYSTEM
                )
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        done = [pool.submit(settle, free) for free in (town.wei, town.mei)]
        assert [one.result(PATIENCE).raised for one in done].count(2) >= 1
    assert town.colour(town.lao) == "red"
    everybody = {town.wei, town.mei, town.lao}
    assert all(first == everybody for first, *_ in locked.values())  # and nobody is locked later


def waits() -> bool:
    """Whether anybody waits for a lock in this database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
            " WHERE NOT l.granted AND d.datname = current_database()"
        )
        return bool(cursor.fetchone()[0])


def in_its_own(work):
    """One unit of work on a connection of its own."""
    try:
        with unit_of_work():
            return work()
    finally:
        connection.close()


def test_an_import_is_undone_while_its_people_are_screened(monkeypatch):
    """The one takes a decision back and ends what stands, the other lays and then decides: whoever
    comes second waits before it has written anything."""
    town, key = Town(), "arrivals.declaration:1"
    codes.raise_standings([standing(town.wei, key=key)], by=SYSTEM)
    codes.note_decided({key: town.wei}, by=SYSTEM)
    half_way, laid, end = Event(), Event(), ledger.end

    def ends(*given):
        half_way.set()
        until = monotonic() + PATIENCE
        while not (laid.is_set() or waits() or monotonic() > until):
            pass
        return end(*given)

    monkeypatch.setattr(ledger, "end", ends)

    def undo():
        return codes.lower_by_key([key], "screening", "撤销", by=SYSTEM)

    def screen():
        raised = [standing(town.wei, colour="orange", key=key)]
        codes.raise_standings(raised, by=SYSTEM)
        laid.set()
        return codes.note_decided({key: town.mei}, by=SYSTEM)

    with ThreadPoolExecutor(2) as pool:
        undone = pool.submit(in_its_own, undo)
        assert half_way.wait(PATIENCE)
        screened = pool.submit(in_its_own, screen)
        assert (undone.result(PATIENCE), screened.result(PATIENCE)) == (1, 1)


def test_two_proposals_for_one_person_are_agreed_to_at_once(monkeypatch):
    """Each settles the other as its twin."""
    town, both = Town(), Barrier(2)
    until = clock.now() + timedelta(days=3)
    numbers = [
        ManualStanding.objects.create(
            person_id=town.wei,
            colour="red",
            reason="assistance_letter",
            note="x",
            until=until,
            place="610921102201",
            proposed_by_id=8,
            proposed_by="八号",
            proposed_at=clock.now(),
        ).pk
        for _ in range(2)
    ]
    locked = manual._locked

    def met(number):
        with contextlib.suppress(BrokenBarrierError):
            found = locked(number)
            both.wait(1)  # now each would have locked its own
        return found

    monkeypatch.setattr(manual, "_locked", met)
    approver = official(9, "codes.approve")

    def agree(number: int) -> str:
        try:
            in_its_own(lambda: codes_pages.approve_manual(number, by=approver))
        except Refusal as refused:
            return refused.code
        return "approved"

    with ThreadPoolExecutor(2) as pool:
        done = [pool.submit(agree, number) for number in numbers]
        assert sorted(one.result(PATIENCE) for one in done) == ["approved", "codes.already_decided"]
