"""A slip of the hand is taken back by the hand that slipped, for ten minutes; a report, a check, a
closing with a reason, until somebody went on from there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fangxian.ground.tasks import errors as tasks_errors
from fangxian.ground.tasks import pages as tasks
from fangxian.ground.tasks import reactions as tasks_reactions
from fangxian.ground.tasks.models import Instruction, StageEntry
from fangxian.kernel import clock
from tests.rooms.tasks.test_loop import seen

pytestmark = pytest.mark.django_db
WHAT_STANDS = (
    "stage",
    "outcome",
    "accepted_at",
    "refused_at",
    "acted_at",
    "checked_at",
    "closed_at",
    "received_at",
    "due_at",
    "due_stage",
)


@pytest.fixture
def order(county) -> int:
    [pk] = tasks_reactions.issue_many([county.order()], by=county.hq)
    return pk


def stands(pk: int) -> dict[str, object]:
    row = Instruction.objects.get(pk=pk)
    receipts = tuple(row.receipts.order_by("id").values_list("level", "received_at"))
    return {name: getattr(row, name) for name in WHAT_STANDS} | {"receipts": receipts}


def test_each_step_of_the_loop_is_taken_back_and_done_again(county, order):
    for act, run, by in (
        ("receive", lambda: tasks.receive(order, by=county.village), county.village),
        ("receive", lambda: tasks.receive(order, by=county.town), county.town),
        ("accept", lambda: tasks.accept(order, by=county.village), county.village),
        ("act", lambda: tasks.act(order, seen(), by=county.village), county.village),
        ("check", lambda: tasks.check(order, by=county.town), county.town),
        ("close", lambda: tasks.close(order, by=county.hq), county.hq),
    ):
        before = stands(order)
        run()
        assert tasks.undoable(order, by=by).act == act
        why = "点错了" if act in {"act", "check", "close"} else ""
        tasks.undo(order, why, by=by)
        assert stands(order) == before, act
        assert tasks.undoable(order, by=by) is None  # once
        run()
    assert Instruction.objects.get(pk=order).stage == "closed"
    steps = StageEntry.objects.filter(instruction=order, act="undo").order_by("id")
    assert [one.reason for one in steps] == [
        "receive",
        "receive",
        "accept",
        "act:点错了",
        "check:点错了",
        "close:点错了",
    ]


def test_what_was_reported_checked_or_closed_is_taken_back_with_a_reason_however_late(
    county, order
):
    for act, run, by in (
        ("act", lambda: tasks.act(order, seen(), by=county.village), county.village),
        ("check", lambda: tasks.check(order, by=county.town), county.town),
        ("close", lambda: tasks.close(order, by=county.hq), county.hq),
    ):
        run()
        with pytest.raises(tasks_errors.ReasonMissing):
            tasks.undo(order, "  ", by=by)
        with clock.at(clock.now() + timedelta(days=3)):
            told = tasks.undoable(order, by=by)
            assert (told.act, told.until, told.asks_reason) == (act, None, True)
            tasks.undo(order, "核对后发现不是本人", by=by)
            step = tasks.history(order, by=county.hq).steps[-1]
            assert (step.undone, step.reason) == (act, "核对后发现不是本人")
            run()
    tasks_reactions.issue_many([county.order(reason_key="home")], by=county.hq)
    assert tasks.undoable(order, by=county.hq) is None  # another stands for it by now


def test_not_by_another_not_late_and_not_when_somebody_went_on(county, order):
    tasks.act(order, seen(), by=county.village)
    with pytest.raises(tasks_reactions.CannotMove) as refused:
        tasks.undo(order, by=county.town)
    assert "现在不能撤销" in refused.value.said.zh
    tasks.check(order, by=county.town)
    with pytest.raises(tasks_reactions.CannotMove):
        tasks.undo(order, "点错了", by=county.village)
    assert Instruction.objects.get(pk=order).stage == "checked"


def test_receiving_and_accepting_are_taken_back_for_ten_minutes(county, order):
    tasks.accept(order, by=county.village)
    with clock.at(clock.now() + timedelta(minutes=9)):
        assert tasks.undoable(order, by=county.village).act == "accept"
    with clock.at(clock.now() + timedelta(minutes=11)):
        assert tasks.undoable(order, by=county.village) is None
        with pytest.raises(tasks_reactions.CannotMove):
            tasks.undo(order, by=county.village)


def test_not_where_a_place_found_out_decides_or_a_list_was_answered(county):
    found = replace(seen(outcome="clear"), found_place="110105")
    [asked] = tasks_reactions.issue_many([county.order(kind="verify")], by=county.hq)
    tasks.act(asked, found, by=county.village)
    named = tasks_reactions.open_list("协查名单", "pushed", "610921", by=county.hq)
    [listed] = tasks_reactions.issue_many([county.order(2, list_id=named)], by=county.hq)
    tasks.act(listed, seen(), by=county.village)
    for pk in (asked, listed):
        assert tasks.undoable(pk, by=county.village) is None
        with pytest.raises(tasks_reactions.CannotMove):
            tasks.undo(pk, by=county.village)


def test_closed_by_mistake_is_reopened_with_a_reason_unless_another_is_open(county, order):
    tasks.act(order, seen(), by=county.village)
    tasks.check(order, by=county.town)
    tasks.close(order, by=county.hq)
    with pytest.raises(tasks_errors.ReasonMissing):
        tasks.send_back(order, " ", by=county.town)
    assert tasks.send_back(order, "销错了,人还在隔离", by=county.town) == "accepted"
    row = Instruction.objects.get(pk=order)
    assert (row.closed_at, row.round, row.due_stage) == (None, 1, "acted")
    tasks.act(order, seen("已补办"), by=county.village)
    tasks.check(order, by=county.town)
    tasks.close(order, by=county.hq)
    tasks_reactions.issue_many([county.order(reason_key="home")], by=county.hq)
    with pytest.raises(tasks_reactions.CannotMove) as refused:
        tasks.send_back(order, "又错了", by=county.town)
    assert "新的一条" in refused.value.said.zh
