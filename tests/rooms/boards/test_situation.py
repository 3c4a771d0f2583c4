"""The board costs a fixed number of queries and shows no part that one may not read."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM, Actor, Grant
from fangxian.kernel.errors import NotAllowed
from fangxian.overview.boards import api as boards

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _country(django_db_setup, django_db_blocker):
    from fangxian.ground.places import pages as places

    with django_db_blocker.unblock():
        places.bootstrap()


@pytest.fixture(autouse=True)
def _morning():
    with clock.at("2022-05-10T08:00"):
        yield


def test_an_empty_county_shows_zeros_with_definitions():
    board = boards.situation(by=SYSTEM)
    assert board.closed_share is None
    for number in (*board.funnel, *board.work, *board.holes):
        assert number.definition.zh
        assert number.definition.en
    assert [line.label.zh for line in board.measures] == ["集中隔离", "居家隔离", "健康监测"]
    assert len(board.places) == 10
    assert [line.label.zh for line in board.colours] == ["红", "橙", "待核", "绿"]


def test_it_costs_few_queries():
    boards.situation(by=SYSTEM)
    with CaptureQueriesContext(connection) as asked:
        boards.situation(by=SYSTEM)
    assert len(asked) <= 22, [query["sql"][:80] for query in asked]


def test_parts_that_one_may_not_read_are_not_shown():
    reader = Actor(1, "只读", (Grant("reader", frozenset({"boards.read", "duty.read"}), "610921"),))
    board = boards.situation(by=reader)
    assert board.holes
    assert (board.funnel, board.measures, board.uncertain) == ((), (), None)
    with pytest.raises(NotAllowed):
        boards.situation(by=Actor(1, "无", ()))


def test_before_any_policy_the_board_still_stands():
    with clock.at("2019-05-10T08:00"):
        assert boards.situation(by=SYSTEM).edition.zh == ""


def test_what_changed_since_yesterday_is_a_sentence_with_its_counts(db):
    from tests.doors.command import stage as stages

    with clock.at(stages.NOW):
        stages.EVENING.lay()
        with CaptureQueriesContext(connection) as asked:
            found = boards.since_yesterday(by=SYSTEM)
        assert found
        assert len(asked) <= 2
        assert {one.key: one.count for one in found.numbers} == {"issued": 8, "late_new": 3}
        assert found.late.count == 3
        assert found.late.door.conditions["late"]
    with clock.at("2022-05-12T20:14"):
        later = boards.since_yesterday(by=SYSTEM)
        assert later
        assert "issued" not in {one.key for one in later.numbers}
    nobody = Actor(1, "只读", (Grant("reader", frozenset({"boards.read"}), "610921"),))
    assert boards.since_yesterday(by=nobody) is None
