"""Bulk: a preview that comes true, and a number of queries that does not grow."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fangxian.ground.tasks import errors as tasks_errors
from fangxian.ground.tasks import pages as tasks
from fangxian.ground.tasks import reactions as tasks_reactions
from fangxian.ground.tasks.models import Instruction
from tests.rooms.tasks.test_loop import seen

pytestmark = pytest.mark.django_db


def test_the_preview_comes_true(county):
    ids = tasks_reactions.issue_many([county.order(n) for n in range(4)], by=county.hq)
    tasks.act(ids[0], seen(), by=county.village)
    tasks.check(ids[0], by=county.town)
    tasks.act(ids[1], seen(), by=county.village)
    asked = [*ids, 999_999]
    said = tasks.preview_bulk(asked, "close", by=county.hq)
    assert said.will == (ids[0],)
    assert {(pk, code) for pk, code, _ in said.cannot} == {
        (ids[1], "not_checked"),
        (ids[2], "not_checked"),
        (ids[3], "not_checked"),
        (999_999, "not_found"),
    }
    assert tasks.do_bulk(asked, "close", by=county.hq) == said
    assert tasks.do_bulk(asked, "close", by=county.hq).already == (ids[0],)


def test_receiving_and_assigning_many(county):
    ids = tasks_reactions.issue_many([county.order(n) for n in range(3)], by=county.hq)
    tasks.receive(ids[0], by=county.village)
    said = tasks.preview_bulk(ids, "receive", by=county.village)
    assert (said.will, said.already) == (tuple(ids[1:]), (ids[0],))
    assert tasks.do_bulk(ids, "receive", by=county.village).will == tuple(ids[1:])
    with pytest.raises(tasks_errors.NobodyToAssign):
        tasks.do_bulk(ids, "assign", by=county.village)
    tasks.do_bulk(ids, "assign", by=county.village, account_id=7)
    assert set(Instruction.objects.values_list("assigned_account_id", flat=True)) == {7}


def test_the_number_of_statements_does_not_grow_with_the_list(county):
    def cost(start: int, n: int) -> tuple[int, ...]:
        counts = []
        orders = [county.order(k) for k in range(start, start + n)]
        with CaptureQueriesContext(connection) as issue:
            ids = tasks_reactions.issue_many(orders, by=county.hq)
        counts.append(len(issue))
        for act, by in (("receive", county.town), ("accept", county.village)):
            with CaptureQueriesContext(connection) as done:
                tasks.do_bulk(ids, act, by=by)
            counts.append(len(done))
        with CaptureQueriesContext(connection) as read:
            tasks.my_work(by=county.village)
        return (*counts, len(read))

    cost(50, 1)  # the first line of the audit makes its head
    few = cost(0, 3)
    assert cost(100, 200) == few
    assert max(few) <= 20


def test_five_thousand_at_once_are_issued_and_received(county):
    ids = tasks_reactions.issue_many([county.order(n) for n in range(5_000)], by=county.hq)
    tasks.do_bulk(ids, "receive", by=county.village)
    assert Instruction.objects.filter(stage="issued").count() == 5_000


def test_more_than_twenty_thousand_are_asked_for_in_parts(county):
    with pytest.raises(tasks_errors.TooMany):
        tasks.preview_bulk(range(20_001), "close", by=county.hq)
