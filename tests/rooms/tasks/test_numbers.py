"""Every number opens its list: the list's count is the number."""

from __future__ import annotations

from collections import Counter

import pytest

from fangxian.ground.tasks import api as tasks_api
from fangxian.ground.tasks import pages as tasks
from fangxian.ground.tasks import reactions as tasks_reactions
from fangxian.ground.tasks import rules as tasks_rules
from fangxian.ground.tasks.models import Climb, Instruction
from fangxian.kernel import clock
from fangxian.kernel.models import AuditLine
from tests.rooms.tasks.county import OTHER, TOWN
from tests.rooms.tasks.test_loop import seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy(county):
    """Twelve instructions of yesterday evening and this morning, in all stages."""
    elsewhere = (
        tasks_reactions.Addressee("township", county.town_unit),
        tasks_reactions.Addressee("village", county.other_unit),
    )
    with clock.at("2022-05-09T20:00"):
        old = tasks_reactions.issue_many([county.order(n) for n in range(1, 6)], by=county.hq)
        gone = tasks_reactions.issue_many(
            [county.order(n, place=OTHER, addressees=elsewhere) for n in (6, 7)], by=county.hq
        )
        for pk in old[:2]:
            tasks.act(pk, seen(), by=county.village)
            tasks.check(pk, by=county.town)
        tasks.close(old[0], by=county.hq)
    tasks_reactions.issue_many(
        [county.order(n, uncertain=True, priority=0) for n in range(8, 11)], by=county.hq
    )
    tasks.accept(old[2], by=county.village)
    tasks.close(old[1], by=county.hq)
    tasks.withdraw(gone[0], "误报", by=county.hq)
    tasks.refuse(old[4], "不在本村", by=county.village)
    return county


def listed(found: tasks.InstructionFilter, by) -> int:
    return tasks.instructions(found, by=by).total


def test_the_funnel_of_the_day(busy):
    steps = tasks.funnel(clock.today(), by=busy.hq)
    assert {step.key: step.count for step in steps} == {
        "push": 8,
        "check": 2,
        "control": 1,
        "feedback": 1,
        "close": 1,
    }
    for by in (busy.hq, busy.town, busy.village, busy.other):
        for step in tasks.funnel(clock.today(), by=by):
            assert listed(step.filter, by) == step.count
            assert "2022-05-10" in step.definition.zh
            assert step.definition.en


def test_the_funnel_narrows(busy):
    counts = [step.count for step in tasks.funnel(clock.today(), by=busy.hq, place=TOWN)]
    assert counts == sorted(counts, reverse=True)


def test_overdue_and_silence_by_unit(busy):
    rows = tasks.overdue_by_unit(by=busy.hq)
    assert rows
    for row in rows:
        assert listed(row.filter, busy.hq) == row.count, row
    silent = tasks_api.silent_units(by=busy.hq)
    assert {row.unit_id for row in silent} == {busy.town_unit, busy.village_unit, busy.other_unit}
    for row in silent:
        assert listed(row.filter, busy.hq) == row.count


def test_work_sections_add_up_and_the_uncertain_come_first(busy):
    for by in (busy.hq, busy.town, busy.village):
        work = tasks.my_work(by=by)
        assert (
            sum(work.counts.values())
            == work.page.total
            == listed(tasks.InstructionFilter(mine=True), by)
        )
        for section in tasks_rules.SECTIONS:
            assert tasks.my_work(by=by, section=section).page.total == work.counts[section]
            kept = tasks.InstructionFilter(mine=True, section=section)
            assert listed(kept, by) == work.counts[section]
            assert len(tasks.ids_of_work(by=by, section=section)) == work.counts[section]
        for whose in ("mine", "others"):
            kept = tasks.InstructionFilter(mine=True, whose=whose)
            assert listed(kept, by) == tasks.my_work(by=by, whose=whose).page.total
        assert tasks.my_work(by=by, whose="mine").page.total == tasks.debts(by=by).open
        order = [tasks_rules.SECTIONS.index(row.section) for row in work.page.rows]
        assert order == sorted(order)
    today = [row for row in tasks.my_work(by=busy.village).page.rows if row.section == "due_today"]
    assert [row.uncertain for row in today] == [True] * 3


def test_what_is_late_with_a_unit_is_what_it_owes_and_what_came_to_it_besides(busy):
    by_unit = {row.unit_id: row.count for row in tasks.overdue_by_unit(by=busy.hq)}
    told = {by: tasks.my_work(by=by) for by in (busy.town, busy.village)}
    for by, work in told.items():
        assert work.owed == by_unit.get(by.unit_ids[0], 0) <= work.counts["overdue"]
    assert any(work.owed for work in told.values())


def test_who_issued_and_is_to_check_has_it_on_their_list(county):
    alone = county.order(addressees=county.order().addressees[-1:])
    [pk] = tasks_reactions.issue_many([alone], by=county.hq)
    tasks.act(pk, seen(), by=county.village)
    with clock.at("2022-05-14T08:00"):
        owed = [row.unit_id for row in tasks.overdue_by_unit(by=county.hq)]
        work = tasks.my_work(by=county.hq)
        assert county.hq.unit_ids[0] in owed
        assert [row.id for row in work.page.rows] == [pk]
        assert work.owed == work.counts["overdue"] == 1
        assert {tasks.owing_units(row) for row in work.page.rows} == {county.hq.unit_ids}


def test_a_card_names_the_units_with_which_it_is_counted(busy):
    alone = busy.order(11, addressees=busy.order().addressees[-1:])
    [pk] = tasks_reactions.issue_many([alone], by=busy.hq)
    tasks.act(pk, seen(), by=busy.village)
    with clock.at("2022-05-14T08:00"):
        late = tasks.instructions(tasks.InstructionFilter(late=True), by=busy.hq, size=50).rows
        counted = {row.unit_id: row.count for row in tasks.overdue_by_unit(by=busy.hq)}
    named = Counter(unit for row in late for unit in tasks.owing_units(row))
    assert named == counted
    assert {row.due_stage for row in late} >= {"received", "acted", "checked"}


def test_a_filter_survives_being_written_down(busy):
    found = tasks.InstructionFilter(stages=("issued", "acted"), loop_day=clock.today(), late=True)
    plain = tasks.to_plain(found)
    assert tasks.from_plain(plain) == found
    saved = tasks.save_filter("逾期", found, "610921", by=busy.hq)
    assert tasks.coverage(saved, by=busy.hq).all == listed(found, busy.hq)


def test_a_list_covers_what_was_issued_under_it(county):
    pk = tasks_reactions.open_list(
        "西安协查", "pushed", "610921", origin="arrivals.pushed_list:1", by=county.hq
    )
    assert pk == tasks_reactions.open_list(
        "西安协查", "pushed", "610921", origin="arrivals.pushed_list:1", by=county.hq
    )
    ids = tasks_reactions.issue_many([county.order(n, list_id=pk) for n in range(3)], by=county.hq)
    tasks.act(ids[0], seen(), by=county.village)
    tasks.check(ids[0], by=county.town)
    tasks.close(ids[0], by=county.hq)
    tasks.withdraw(ids[1], "重复", by=county.hq)
    got = tasks.coverage(pk, by=county.hq)
    assert (got.all, got.done, got.withdrawn, got.complete) == (2, 1, 1, False)


def test_what_is_late_climbs_once_a_level(county):
    [pk] = tasks_reactions.issue_many([county.order()], by=county.hq)
    assert tasks.escalate_overdue() == 0
    with clock.at("2022-05-10T08:31"):
        assert tasks.escalate_overdue() == 1
        assert tasks.escalate_overdue() == 0
        assert Instruction.objects.get().climbed_to == "township"
    with clock.at("2022-05-10T09:31"):
        assert tasks.escalate_overdue() == 1
        assert Instruction.objects.get().climbed_to == "headquarters"
        assert [row.id for row in tasks.my_work(by=county.hq).page.rows] == [pk]
    levels = list(Climb.objects.order_by("id").values_list("level", flat=True))
    assert levels == ["township", "headquarters"]
    with clock.at("2022-05-10T09:32"):
        tasks.accept(pk, by=county.village)
        assert Instruction.objects.get().climbed_to == "headquarters"  # taken on is not done
        assert [row.id for row in tasks.my_work(by=county.hq).page.rows] == [pk]
        [row] = tasks.my_work(by=county.village).page.rows
        assert not row.late
        assert clock.said(row.late_since) == "05-10 08:30"
        tasks.act(pk, seen(), by=county.village)
        assert Instruction.objects.get().climbed_to == ""
        assert tasks.instruction(pk, by=county.hq).late_since is None
    steps = [step.act for step in tasks.history(pk, by=county.hq).steps]
    assert steps.count("climb") == 2


def test_when_nothing_is_late_the_ladder_leaves_no_trace(county):
    tasks_reactions.issue_many([county.order()], by=county.hq)
    before = AuditLine.objects.count()
    tasks.escalate_overdue()
    assert AuditLine.objects.count() == before


def test_by_town_counts_what_is_open(busy):
    towns = tasks_api.by_town(by=busy.hq)
    assert towns[TOWN]["open"] == listed(
        tasks.InstructionFilter(place=TOWN, open_only=True), busy.hq
    )


def test_what_was_assigned_is_seen_by_whom_it_was_assigned_to(county):
    from fangxian.kernel.actor import Actor, Grant

    [pk] = tasks_reactions.issue_many([county.order()], by=county.hq)
    worker = Actor(9, "网格员", (Grant("grid", frozenset({"tasks.read"}), "", "assigned"),), ())
    assert tasks.my_work(by=worker).page.total == 0
    tasks.assign([pk], account_id=9, by=county.village)
    assert [row.id for row in tasks.my_work(by=worker).page.rows] == [pk]
    nobody = Actor(None, "谁", (Grant("grid", frozenset({"tasks.read"}), "", "assigned"),), ())
    assert tasks.my_work(by=nobody).page.total == 0
