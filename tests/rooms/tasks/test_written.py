"""Headquarters writes an instruction itself: to units, about people; gives it to another, speaks about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fangxian.ground.access import pages as access
from fangxian.ground.duty import api as duty
from fangxian.ground.tasks import errors as tasks_errors
from fangxian.ground.tasks import pages as tasks
from fangxian.ground.tasks import reactions as tasks_reactions
from fangxian.ground.tasks.models import Instruction, InstructionFile, Receipt
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.models import FactRow
from tests.rooms.tasks.county import COUNTY, OTHER, VILLAGE
from tests.rooms.tasks.test_loop import seen

pytestmark = pytest.mark.django_db


def draft(*units: int, **changes) -> tasks.Draft:
    values = {
        "title": "排查今天从西安回来的人",
        "body": "逐户问,有的登记并报镇上\n报人数",
        "due_at": clock.now() + timedelta(hours=10),
        "unit_ids": units,
    }
    return tasks.Draft(**(values | changes))


def test_to_several_units_each_has_its_own_with_its_deadline(county):
    done = tasks.write_instruction(draft(county.village_unit, county.other_unit), by=county.hq)
    assert len(done.instruction_ids) == 2
    for by, place in ((county.village, VILLAGE), (county.other, OTHER)):
        [row] = tasks.my_work(by=by).page.rows
        assert (row.kind, row.place, row.title.zh) == ("written", place, "排查今天从西安回来的人")
        assert row.origin_unit_id == county.hq_unit
        assert Instruction.objects.get(pk=row.id).acted_due == clock.now() + timedelta(hours=10)
    [mine] = tasks.my_work(by=county.village).page.rows
    assert tasks.act(mine.id, seen("问完,2 人", "done"), by=county.village).stage == "acted"
    assert tasks.check(mine.id, by=county.hq) == "checked"  # nobody between them: who issued it
    assert tasks.lists(by=county.hq)[0].acted == 1


def test_what_is_missing_is_said_and_nothing_goes_out(county):
    with pytest.raises(tasks_errors.DraftIncomplete) as lacks:
        tasks.write_instruction(draft(title=" ", body="", due_at=None), by=county.hq)
    assert "缺标题、要做什么、时限、接收单位" in lacks.value.said.zh
    with pytest.raises(tasks_errors.DueInPast):
        tasks.write_instruction(draft(county.village_unit, due_at=clock.now()), by=county.hq)
    with pytest.raises(tasks_errors.UnitUnknown):
        tasks.write_instruction(draft(999_999), by=county.hq)
    for by in (county.village, county.town):  # a village issues nothing; this township neither
        with pytest.raises(NotAllowed):
            tasks.write_instruction(draft(county.other_unit), by=by)
    assert not Instruction.objects.exists()


def test_the_same_form_sent_twice_is_one_instruction(county):
    first = tasks.write_instruction(draft(county.village_unit, key="k1"), by=county.hq)
    assert tasks.write_instruction(draft(county.village_unit, key="k1"), by=county.hq) == first
    other = tasks.write_instruction(draft(county.village_unit), by=county.hq)
    assert other.list_id != first.list_id


def test_the_file_is_sealed_and_opened_by_who_has_the_instruction(county):
    file = tasks.FileGiven("C:\\桌面\\排查表.xlsx", b"name,phone")
    done = tasks.write_instruction(draft(county.village_unit, file=file), by=county.hq)
    [pk] = done.instruction_ids
    assert b"name" not in bytes(InstructionFile.objects.get().sealed)
    assert tasks.name_of_file(done.list_id) == "排查表.xlsx"
    assert tasks.file_of(pk, by=county.village).content == b"name,phone"
    with pytest.raises(NotFound):
        tasks.file_of(pk, by=county.other)
    empty = draft(county.village_unit, file=tasks.FileGiven("空", b""))
    with pytest.raises(tasks_errors.FileEmpty):
        tasks.write_instruction(empty, by=county.hq)


def test_what_the_writer_wants_to_see_is_required(county):
    done = tasks.write_instruction(draft(county.village_unit, proofs=("companion",)), by=county.hq)
    [pk] = done.instruction_ids
    with pytest.raises(tasks_errors.EvidenceIncomplete):
        tasks.act(pk, seen("问完", "done"), by=county.village)
    with_whom = replace(seen("问完", "done"), companion="村医")
    assert tasks.act(pk, with_whom, by=county.village).stage == "acted"


def test_reassigned_it_is_the_others_and_no_longer_theirs(county):
    [pk] = tasks.write_instruction(draft(county.village_unit), by=county.hq).instruction_ids
    tasks.accept(pk, by=county.village)
    ends = Instruction.objects.get(pk=pk).acted_due
    with clock.at(clock.now() + timedelta(hours=2)):
        with pytest.raises(tasks_errors.ReasonMissing):
            tasks.reassign(pk, county.other_unit, " ", by=county.hq)
        with pytest.raises(NotAllowed):
            tasks.reassign(pk, county.other_unit, "不归我", by=county.village)
        assert tasks.reassign(pk, county.other_unit, "人在盘龙村", by=county.hq) == "issued"
        row = Instruction.objects.get(pk=pk)
        assert (row.stage, row.place, row.acted_due) == ("issued", OTHER, ends)
        assert list(Receipt.objects.values_list("unit_id", flat=True)) == [county.other_unit]
        assert tasks.my_work(by=county.village).page.total == 0
        assert tasks.my_work(by=county.other).page.total == 1
        with pytest.raises(NotFound):
            tasks.act(pk, seen("问完", "done"), by=county.village)
        step = tasks.history(pk, by=county.hq).steps[-1]
        assert (step.act, step.reason) == ("reassign", "由公路村改派盘龙村:人在盘龙村")
        tasks.act(pk, seen("问完", "done"), by=county.other)
        with pytest.raises(tasks_reactions.CannotMove) as done:
            tasks.reassign(pk, county.village_unit, "再改", by=county.hq)
        assert done.value.fault == "already_reported"
    assert FactRow.objects.filter(name="tasks.InstructionsReassigned").count() == 1


def test_what_lies_somewhere_goes_to_nobody_elsewhere(county):
    [pk] = tasks_reactions.issue_many([county.order()], by=county.hq)
    with pytest.raises(tasks_errors.UnitElsewhere):
        tasks.reassign(pk, county.other_unit, "请代办", by=county.hq)
    tasks.reassign(pk, county.town_unit, "村里没有人手", by=county.hq)
    assert [one.unit_id for one in tasks.instruction(pk, by=county.hq).receipts] == [
        county.town_unit
    ]
    assert tasks.act(pk, seen(), by=county.town).stage == "acted"


@pytest.fixture
def party(county):
    """The village's secretary on a post, with an account."""
    account = access.Account.objects.create_user("li", password="x" * 16, name="李支书", id=77)
    post = duty.add_post(county.village_unit, "支书", single=False, by=SYSTEM)
    duty.seat(post, duty.Holder("李支书", account.pk), by=SYSTEM)
    return account.pk


def test_who_has_it_is_spoken_to_and_the_bell_can_hear_of_it(county, party):
    [pk] = tasks.write_instruction(draft(county.village_unit), by=county.hq).instruction_ids
    assert [(one.account_id, one.name) for one in tasks.partners(pk, by=county.hq)] == [
        (party, "李支书")
    ]
    tasks.comment(pk, "今晚八点前先报人数", [party], by=county.hq)
    tasks.comment(pk, "知道了", by=county.village)
    said = tasks.comments(pk, by=county.village)
    assert [(one.words, one.to) for one in said] == [
        ("今晚八点前先报人数", ("李支书",)),
        ("知道了", ()),
    ]
    assert FactRow.objects.filter(name="tasks.InstructionCommented").count() == 2
    told = FactRow.objects.get(name="tasks.AccountMentioned").payload
    assert told == {"account_ids": [party], "instruction_id": pk, "comment_id": said[0].id}


def test_who_has_nothing_to_do_with_it_neither_speaks_nor_is_spoken_to(county, party):
    [pk] = tasks.write_instruction(draft(county.village_unit), by=county.hq).instruction_ids
    with pytest.raises(NotFound):
        tasks.comment(pk, "路过", by=county.other)
    with pytest.raises(tasks_reactions.CannotMove):
        tasks.comment(pk, "镇上没有被派", by=county.town)
    with pytest.raises(tasks_errors.NotOfIt):
        tasks.comment(pk, "请看", [999_999], by=county.hq)
    with pytest.raises(tasks_errors.CommentEmpty):
        tasks.comment(pk, "  ", by=county.hq)


def test_a_template_is_the_countys_own_and_is_replaced_under_its_name(county):
    assert tasks.templates(by=county.hq) == ()
    tasks.save_template("每日排查", "排查", "逐户问", COUNTY, hours=8, by=county.hq)
    number = tasks.save_template(
        "每日排查", "排查返乡", "逐户问", COUNTY, hours=10, proofs=["photo"], by=county.hq
    )
    [one] = tasks.templates(by=county.hq)
    assert (one.id, one.title, one.hours, one.proofs) == (number, "排查返乡", 10, ("photo",))
    tasks.retire_template(number, by=county.hq)
    assert tasks.templates(by=county.hq) == ()
    with pytest.raises(NotAllowed):
        tasks.save_template("乱写", "x", "y", COUNTY, by=county.village)
