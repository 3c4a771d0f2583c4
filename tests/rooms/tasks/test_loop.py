"""One instruction from its issue to 销号, and every way in which it does not go straight."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fangxian.ground.tasks import api as tasks_api
from fangxian.ground.tasks import errors as tasks_errors
from fangxian.ground.tasks import pages as tasks
from fangxian.ground.tasks import reactions as tasks_reactions
from fangxian.ground.tasks.models import Instruction, Receipt, StageEntry
from fangxian.kernel import clock
from fangxian.kernel.errors import NotAllowed, NotFound, Stale
from fangxian.kernel.models import AuditLine, FactRow
from tests.rooms.tasks.county import VILLAGE

pytestmark = pytest.mark.django_db


def seen(words: str = "已送至集中隔离点", outcome: str = "in_place") -> tasks.EvidenceGiven:
    return tasks.EvidenceGiven(
        at=clock.now(), place_text="公路村三组", who="李支书", words=words, outcome=outcome
    )


def stages(pk: int) -> list[str]:
    return [
        f"{one.act}:{one.to_stage}"
        for one in StageEntry.objects.filter(instruction=pk).order_by("id")
    ]


def test_from_issue_to_closure(county):
    [pk] = tasks_reactions.issue_many([county.order()], by=county.hq)
    assert Receipt.objects.filter(instruction=pk).count() == 2
    assert tasks.receive(pk, by=county.town) == "issued"
    assert Instruction.objects.get().received_at is None
    assert tasks.accept(pk, by=county.village) == "accepted"
    assert Instruction.objects.get().received_at == clock.now()
    assert tasks.act(pk, seen(), by=county.village).stage == "acted"
    assert tasks.check(pk, by=county.town) == "checked"
    assert tasks.close(pk, by=county.hq) == "closed"
    done = Instruction.objects.get()
    assert (done.due_at, done.due_stage) == (None, "")
    assert stages(pk) == [
        "issue:issued",
        "receive:issued",
        "receive:issued",
        "accept:accepted",
        "act:acted",
        "check:checked",
        "close:closed",
    ]
    closed = FactRow.objects.get(name="tasks.InstructionsClosed")
    assert closed.payload == {"instruction_ids": [pk], "subjects": ["arrivals.declaration:1"]}


def test_each_level_receives_for_itself_and_a_repeat_is_harmless(county):
    [pk] = tasks_reactions.issue_many([county.order()], by=county.hq)
    tasks.receive(pk, by=county.town)
    tasks.receive(pk, by=county.town)
    got = dict(Receipt.objects.values_list("level", "received_at"))
    assert got["township"] is not None
    assert got["village"] is None
    assert stages(pk) == ["issue:issued", "receive:issued"]


def test_headquarters_is_not_addressed_but_may_tick_for_a_village_by_telephone(county):
    [pk] = tasks_reactions.issue_many([county.order()], by=county.hq)
    with pytest.raises(tasks_reactions.CannotMove) as refused:
        tasks.receive(pk, by=county.hq)
    assert refused.value.fault == "not_addressed"
    tasks.receive(pk, by=county.hq, level="village")
    assert Receipt.objects.get(level="village").received_by_id == 1
    with pytest.raises(tasks_reactions.CannotMove):
        tasks.receive(pk, by=county.village, level="township")


def test_the_next_due_follows_the_stages(county):
    [pk] = tasks_reactions.issue_many([county.order()], by=county.hq)

    def due() -> tuple[str, timedelta]:
        row = Instruction.objects.get(pk=pk)
        return row.due_stage, row.due_at - row.issued_at

    assert due() == ("received", timedelta(minutes=30))
    tasks.receive(pk, by=county.town)
    assert due()[0] == "received"
    tasks.receive(pk, by=county.village)
    assert due() == ("accepted", timedelta(hours=1))
    tasks.act(pk, seen(), by=county.village)
    assert due() == ("checked", timedelta(hours=8))


def test_issuing_the_same_order_again_is_no_second_instruction(county):
    first = tasks_reactions.issue_many([county.order(1), county.order(2)], by=county.hq)
    again = tasks_reactions.issue_many([county.order(2), county.order(1)], by=county.hq)
    assert again == list(reversed(first))
    assert Instruction.objects.count() == 2


def test_a_changed_order_replaces_the_old_one_with_a_reason(county):
    [old] = tasks_reactions.issue_many([county.order()], by=county.hq)
    [new] = tasks_reactions.issue_many([county.order(reason_key="home-quarantine")], by=county.hq)
    assert new != old
    assert Instruction.objects.get(pk=old).stage == "withdrawn"
    assert Instruction.objects.get(pk=new).supersedes_id == old
    assert "取代" in StageEntry.objects.get(instruction=old, act="withdraw").reason


def test_nothing_is_issued_when_one_place_is_not_ones_own_or_nobody_would_receive_it(county):
    orders = [county.order(1), county.order(2, place="610922101201")]
    with pytest.raises(NotAllowed):
        tasks_reactions.issue_many(orders, by=county.hq)
    with pytest.raises(tasks_errors.NoAddressee):
        tasks_reactions.issue_many([county.order(1), county.order(2, addressees=())], by=county.hq)
    assert not Instruction.objects.exists()


def test_a_refusal_needs_a_reason_and_comes_back_to_the_issuer(county):
    [pk] = tasks_reactions.issue_many([county.order()], by=county.hq)
    with pytest.raises(tasks_errors.ReasonMissing):
        tasks.refuse(pk, "  ", by=county.village)
    assert tasks.refuse(pk, "此人不在本村", by=county.village) == "refused"
    assert [row.id for row in tasks.my_work(by=county.hq).page.rows] == [pk]
    assert tasks.my_work(by=county.village).page.total == 0
    assert tasks.send_back(pk, "户籍在本村,请入户核实", by=county.hq) == "issued"
    assert tasks.my_work(by=county.village).page.total == 1


def test_what_happened_is_recorded_without_having_been_accepted(county):
    [pk] = tasks_reactions.issue_many([county.order()], by=county.hq)
    assert tasks.act(pk, seen(), by=county.village).settled == "as_decided"
    step = StageEntry.objects.get(instruction=pk, act="act")
    assert (step.from_stage, step.to_stage) == ("issued", "acted")


def test_evidence_that_comes_late_or_twice_is_settled_not_refused(county):
    [pk] = tasks_reactions.issue_many([county.order()], by=county.hq)
    report = seen()
    first = tasks.act(pk, report, by=county.village)
    again = tasks.act(pk, report, by=county.village)
    assert again.evidence_id == first.evidence_id
    tasks.withdraw(pk, "已由外县接走", by=county.hq)
    late = tasks.act(pk, seen("补报"), by=county.village)
    assert (late.stage, late.settled) == ("withdrawn", "late")
    assert len(tasks.history(pk, by=county.hq).evidence) == 2
    assert stages(pk).count("act:acted") == 1


def test_a_day_in_the_field_is_brought_home_at_once(county):
    ids = tasks_reactions.issue_many([county.order(n) for n in range(3)], by=county.hq)
    tasks.withdraw(ids[2], "已离开", by=county.hq)
    reports = [(pk, seen(f"第{pk}户")) for pk in ids]
    said = [(one.stage, one.settled) for one in tasks_api.act_many(reports, by=county.village)]
    assert said == [("acted", "as_decided"), ("acted", "as_decided"), ("withdrawn", "late")]
    again = tasks_api.act_many(reports, by=county.village)
    assert {one.settled for one in again} == {"late"}
    assert [len(tasks.history(pk, by=county.hq).evidence) for pk in ids] == [1, 1, 1]
    with pytest.raises(NotFound):
        tasks_api.act_many(reports, by=county.other)


def test_evidence_says_where_and_who_and_nothing_from_the_future(county):
    [pk] = tasks_reactions.issue_many([county.order()], by=county.hq)
    with pytest.raises(tasks_errors.EvidenceIncomplete) as missing:
        tasks.act(pk, replace(seen("  ", ""), place_text="", who=" "), by=county.village)
    assert "缺结果、经过(一句话)、地点、办理人" in missing.value.said.zh
    tomorrow = replace(seen(), at=clock.now() + timedelta(days=1))
    with pytest.raises(tasks_errors.EvidenceInFuture):
        tasks.act(pk, tomorrow, by=county.village)


def test_a_picture_is_redrawn_sealed_and_shown_again_only_to_those_who_may_look(county):
    import io

    from PIL import Image

    drawn = io.BytesIO()
    exif = Image.Exif()
    exif[0x0110] = "a phone"
    Image.new("RGB", (3000, 2000), "navy").save(drawn, "JPEG", exif=exif)
    [pk] = tasks_reactions.issue_many([county.order()], by=county.hq)
    report = replace(seen(), photo=drawn.getvalue())
    done = tasks.act(pk, report, by=county.village)
    shown = tasks.photo_of(done.evidence_id, by=county.town)
    picture = Image.open(io.BytesIO(shown))
    assert (picture.size, dict(picture.getexif())) == ((1600, 1067), {})
    with pytest.raises(NotFound):
        tasks.photo_of(done.evidence_id, by=county.other)
    broken = replace(seen(), photo=b"GIF8")
    with pytest.raises(tasks_errors.PhotoUnreadable):
        tasks.act(pk, broken, by=county.village)


def test_sent_back_the_clocks_start_anew(county):
    [pk] = tasks_reactions.issue_many([county.order()], by=county.hq)
    tasks.act(pk, seen(), by=county.village)
    with clock.at("2022-05-11T09:00"):
        assert tasks.send_back(pk, "照片看不清,请重新入户", by=county.town) == "accepted"
        row = Instruction.objects.get()
        assert (row.due_stage, row.due_at) == ("acted", clock.now() + timedelta(hours=4))
        assert row.round == 1
        assert tasks.send_back(pk, "照片看不清,请重新入户", by=county.town) == "accepted"
        assert Instruction.objects.get().round == 1


def test_a_form_that_has_gone_stale_says_so_unless_it_asks_for_what_is_done(county):
    [pk] = tasks_reactions.issue_many([county.order()], by=county.hq)
    tasks.act(pk, seen(), by=county.village)
    with pytest.raises(Stale):
        tasks.refuse(pk, "不在本村", by=county.village, expected_stage="issued")
    assert tasks.accept(pk, by=county.village, expected_stage="issued") == "acted"


def test_steps_that_are_not_possible_say_why(county):
    [pk] = tasks_reactions.issue_many([county.order()], by=county.hq)
    with pytest.raises(tasks_reactions.CannotMove) as refused:
        tasks.close(pk, by=county.hq)
    assert refused.value.said.zh == "指令“张** 集中隔离 14 天”尚未核验,不能销号。"
    assert "not checked yet" in refused.value.said.en


def test_another_village_neither_sees_nor_moves_it(county):
    [pk] = tasks_reactions.issue_many([county.order(place=VILLAGE)], by=county.hq)
    for deed in (tasks.receive, tasks.accept):
        with pytest.raises(NotFound):
            deed(pk, by=county.other)
    assert tasks.instructions(tasks.InstructionFilter(), by=county.other).total == 0
    with pytest.raises(NotFound):
        tasks.history(pk, by=county.other)
    with pytest.raises(NotAllowed):
        tasks.check(pk, by=county.village)


def test_every_deed_and_every_look_is_a_line(county):
    [pk] = tasks_reactions.issue_many([county.order()], by=county.hq)
    tasks.receive(pk, by=county.village)
    tasks.my_work(by=county.village)
    lines = AuditLine.objects.filter(deed__startswith="tasks.").order_by("number")
    deeds = list(lines.values_list("deed", "outcome"))
    assert deeds == [
        ("tasks.issue_many", "done"),
        ("tasks.receive", "done"),
        ("tasks.my_work", "read"),
    ]


def test_what_is_open_about_a_subject_can_be_withdrawn_together(county):
    tasks_reactions.issue_many(
        [county.order(1), county.order(1, kind="verify"), county.order(2)], by=county.hq
    )
    gone = tasks_reactions.withdraw_subjects(
        ["arrivals.declaration:1"], "重新判定后无需管控", by=county.hq
    )
    assert gone == 2
    assert set(Instruction.objects.values_list("subject", "stage")) == {
        ("arrivals.declaration:1", "withdrawn"),
        ("arrivals.declaration:2", "issued"),
    }
    [again] = tasks_reactions.issue_many([county.order(1)], by=county.hq)
    assert Instruction.objects.get(pk=again).stage == "issued"
