"""Two who colour the same people at the same time: one waits, and both are done."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, get_ident

import pytest
from django.db import connection

from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.work import unit_of_work
from fangxian.lines.codes import api as codes
from fangxian.lines.codes.services import ledger
from tests.rooms.codes.town import Town, standing

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
                return codes.settle_standings(raised, [free], "screening", "x", by=SYSTEM)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        done = [pool.submit(settle, free) for free in (town.wei, town.mei)]
        assert [one.result(PATIENCE).raised for one in done].count(2) >= 1
    assert town.colour(town.lao) == "red"
    everybody = {town.wei, town.mei, town.lao}
    assert all(first == everybody for first, *_ in locked.values())  # and nobody is locked later
