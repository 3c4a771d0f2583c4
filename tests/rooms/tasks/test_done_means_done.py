"""Nothing is done because somebody clicked: not before it began, not without what the pack asks for,
not by one hand, and not by who was not instructed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fangxian.ground.tasks import errors as tasks_errors
from fangxian.ground.tasks import pages as tasks
from fangxian.ground.tasks import reactions as tasks_reactions
from fangxian.ground.tasks.models import Instruction
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor, Grant
from fangxian.kernel.errors import NotFound, Refusal
from tests.rooms.tasks.county import COUNTY, HQ_MAY, TOWN, TOWN_MAY, VILLAGE, VILLAGE_MAY
from tests.rooms.tasks.test_loop import seen

pytestmark = pytest.mark.django_db
TOMORROW = date(2022, 5, 11)
GUARD_MAY = frozenset(f"tasks.{act}" for act in ("read", "receive", "act"))


def somebody(pk: int, may: frozenset[str], place: str, *units: int) -> Actor:
    return Actor(pk, "某人", (Grant("role", may, place),), units, "test")


def fault_of(run) -> str:
    with pytest.raises(tasks_reactions.CannotMove) as refused:
        run()
    return refused.value.fault


def test_who_has_not_arrived_is_not_in_place(county):
    [pk] = tasks_reactions.issue_many([county.order(begins=TOMORROW)], by=county.hq)
    with pytest.raises(tasks_errors.NotBegun) as refused:
        tasks.act(pk, seen(), by=county.village)
    assert "从 05-11 开始" in refused.value.said.zh
    assert Instruction.objects.get(pk=pk).stage == "issued"
    with clock.at("2022-05-11T09:00"):
        yesterday = replace(seen(), at=clock.now() - timedelta(days=1))
        with pytest.raises(tasks_errors.NotBegun):
            tasks.act(pk, yesterday, by=county.village)
        assert tasks.act(pk, seen(), by=county.village).stage == "acted"


def test_that_somebody_does_not_come_is_said_before_they_would_have(county):
    [pk] = tasks_reactions.issue_many([county.order(begins=TOMORROW)], by=county.hq)
    tasks.act(pk, seen("改在安康下车,不来了", "left"), by=county.village)
    tasks.check(pk, by=county.town)
    assert tasks.close(pk, by=county.hq) == "closed"


def test_what_was_reported_before_is_not_closed_before_its_day(county):
    """As it was when the day was learnt afterwards: the arrival was put off."""
    [pk] = tasks_reactions.issue_many([county.order()], by=county.hq)
    tasks.act(pk, seen(), by=county.village)
    [same] = tasks_reactions.issue_many([county.order(begins=TOMORROW)], by=county.hq)
    assert same == pk
    assert fault_of(lambda: tasks.check(pk, by=county.town)) == "not_begun"
    said = tasks.preview_bulk([pk], "check", by=county.town)
    assert [code for _, code, _ in said.cannot] == ["not_begun"]
    with clock.at("2022-05-11T09:00"):
        assert tasks.check(pk, by=county.town) == "checked"


def test_nobody_checks_their_own_report_nor_closes_their_own_check(county):
    [pk] = tasks_reactions.issue_many([county.order()], by=county.hq)
    tasks.act(pk, seen(), by=county.town)
    assert fault_of(lambda: tasks.check(pk, by=county.town)) == "own_report"
    colleague = somebody(22, TOWN_MAY, TOWN, county.town_unit)
    assert tasks.check(pk, by=colleague) == "checked"
    assert fault_of(lambda: tasks.close(pk, by=colleague)) == "own_check"
    [(_, code, why)] = tasks.do_bulk([pk], "close", by=colleague).cannot
    assert (code, "另一个人" in why.zh) == ("own_check", True)
    assert tasks.close(pk, by=county.town) == "closed"


def test_an_account_that_counts_as_the_same_hand_is_the_same_person(county):
    [pk] = tasks_reactions.issue_many([county.order()], by=county.hq)
    tasks.act(pk, seen(), by=county.village)
    twin = replace(
        somebody(22, TOWN_MAY, TOWN, county.town_unit),
        one_hand=frozenset({county.village.account_id}),
    )
    assert fault_of(lambda: tasks.check(pk, by=twin)) == "own_report"


def test_sent_back_and_done_by_another_whoever_did_it_first_may_check(county):
    [pk] = tasks_reactions.issue_many([county.order()], by=county.hq)
    tasks.act(pk, seen(), by=county.town)
    tasks.send_back(pk, "没有写见到本人", by=county.hq)
    tasks.act(pk, seen("已见到本人"), by=county.village)
    assert tasks.check(pk, by=county.town) == "checked"


WHO = {
    "guard of the county": lambda c: somebody(31, GUARD_MAY, COUNTY),
    "guard of the town": lambda c: somebody(31, GUARD_MAY, TOWN),
    "village without a post": lambda c: somebody(32, VILLAGE_MAY, VILLAGE),
    "town without a post": lambda c: somebody(33, TOWN_MAY, TOWN),
    "headquarters without a post": lambda c: somebody(34, HQ_MAY, COUNTY),
    "guard with a post elsewhere": lambda c: somebody(35, GUARD_MAY, TOWN, c.other_unit),
    "town's account with a post elsewhere": lambda c: somebody(36, TOWN_MAY, TOWN, c.other_unit),
    "neighbouring village": lambda c: c.other,
    "village": lambda c: c.village,
    "town": lambda c: c.town,
    "headquarters": lambda c: c.hq,
}
INSTRUCTED, JUDGES = {"village", "town"}, {"town", "headquarters"}
MAY = {
    "receive": INSTRUCTED,
    "accept": INSTRUCTED,
    "refuse": INSTRUCTED,
    "act": INSTRUCTED,
    "evidence": INSTRUCTED,
    "assign": INSTRUCTED | {"headquarters"},
    "check": JUDGES,
    "close": JUDGES,
    "send_back": JUDGES,
    "withdraw": {"headquarters"},
}
READY = {"check": "acted", "close": "checked", "send_back": "acted"}
OPERATIONS = {
    "receive": lambda pk, by: tasks.receive(pk, by=by),
    "accept": lambda pk, by: tasks.accept(pk, by=by),
    "refuse": lambda pk, by: tasks.refuse(pk, "不在本村", by=by),
    "act": lambda pk, by: tasks.act(pk, seen(), by=by),
    "evidence": lambda pk, by: tasks.keep_evidence(pk, seen(), by=by),
    "check": lambda pk, by: tasks.check(pk, by=by),
    "close": lambda pk, by: tasks.close(pk, by=by),
    "send_back": lambda pk, by: tasks.send_back(pk, "补照片", by=by),
    "withdraw": lambda pk, by: tasks.withdraw(pk, "不用办了", by=by),
}
BATCH = ("receive", "accept", "check", "close", "assign")


@pytest.mark.parametrize("who", WHO)
def test_who_was_instructed_acts_and_nobody_else(county, who):
    by = WHO[who](county)
    ids = tasks_reactions.issue_many([county.order(n) for n in range(30)], by=county.hq)
    for act, run in OPERATIONS.items():
        pk = ids.pop()
        Instruction.objects.filter(pk=pk).update(stage=READY.get(act, "issued"))
        try:
            run(pk, by)
            done = True
        except Refusal:
            done = False
        assert done == (who in MAY[act]), act
    for act in BATCH:
        pk = ids.pop()
        Instruction.objects.filter(pk=pk).update(stage=READY.get(act, "issued"))
        to = {"account_id": 99} if act == "assign" else {}
        try:
            done = tasks.do_bulk([pk], act, by=by, **to).will == (pk,)
        except Refusal:
            done = False
        assert done == (who in MAY[act]), act


@pytest.mark.parametrize("who", [name for name in WHO if name.startswith("guard of")])
def test_a_guard_without_a_post_sees_nothing_of_others_work(county, who):
    by = WHO[who](county)
    ids = tasks_reactions.issue_many([county.order(n) for n in range(3)], by=county.hq)
    assert tasks.instructions(tasks.InstructionFilter(), by=by).total == 0
    assert tasks.my_work(by=by).page.total == 0
    assert tasks.funnel(clock.today(), by=by)[0].count == 0
    for look in (tasks.instruction, tasks.history):
        with pytest.raises(NotFound):
            look(ids[0], by=by)
    tasks.do_bulk(ids[:1], "assign", by=county.town, account_id=by.account_id)
    assert [row.id for row in tasks.my_work(by=by).page.rows] == ids[:1]
    assert tasks.accept(ids[0], by=by) == "accepted"


def test_a_refusal_is_the_first_thing_headquarters_sees_with_its_reason_and_its_clock(county):
    ids = tasks_reactions.issue_many([county.order(n, priority=0) for n in range(5)], by=county.hq)
    tasks.refuse(ids[3], "人在安康,没有回来", by=county.village)
    with clock.at("2022-05-10T20:00"):  # the others are long late
        for row in (
            tasks.my_work(by=county.hq).page.rows[0],
            tasks.instructions(tasks.InstructionFilter(), by=county.hq).rows[0],
        ):
            assert (row.id, row.refusal.reason, row.refusal.actor) == (
                ids[3],
                "人在安康,没有回来",
                "公路村",
            )
            assert (row.due_stage, row.late) == ("accepted", True)
            assert tasks.owing_units(row) == (county.hq_unit,)
        owed = {one.unit_id: one.count for one in tasks.overdue_by_unit(by=county.hq)}
        assert owed[county.hq_unit] == 1
        late = tasks.InstructionFilter(late_unit=county.hq_unit)
        assert tasks.ids_of(late, by=county.hq) == (ids[3],)
        tasks.send_back(ids[3], "户籍在本村,请再核实", by=county.hq)
        assert tasks.instruction(ids[3], by=county.hq).refusal is None


PROOF = {"photo": "required", "companion": "required", "spot": "optional"}


def test_in_place_is_said_with_the_evidence_that_is_asked_for(county):
    order = county.order(because={"proofs": PROOF})
    [pk] = tasks_reactions.issue_many([order], by=county.hq)
    with pytest.raises(tasks_errors.EvidenceIncomplete) as refused:
        tasks.act(pk, seen(), by=county.village)
    assert "现场照片、同去的人" in refused.value.said.zh
    assert Instruction.objects.get(pk=pk).stage == "issued"
    tasks.act(
        pk, seen("搬走了", "left"), by=county.village
    )  # nothing is in place, nothing to prove
    assert Instruction.objects.get(pk=pk).stage == "acted"


def test_with_all_that_is_asked_for_it_is_taken_and_told(county):
    import io

    from PIL import Image

    drawn = io.BytesIO()
    Image.new("RGB", (30, 20), "navy").save(drawn, "JPEG")
    [pk] = tasks_reactions.issue_many([county.order(because={"proofs": PROOF})], by=county.hq)
    report = replace(seen(), photo=drawn.getvalue(), companion="村医老王")
    assert tasks.act(pk, report, by=county.village).stage == "acted"
    [told] = tasks.history(pk, by=county.town).evidence
    assert (told.companion, told.has_photo) == ("村医老王", True)
    asked = [(one.code, one.required) for one in tasks.proofs_for({"proofs": PROOF}, VILLAGE)]
    assert asked == [("photo", True), ("spot", False), ("companion", True)]
    house = tasks.proofs_for({}, VILLAGE)
    assert house
    assert not any(one.required for one in house)
