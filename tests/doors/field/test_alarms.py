"""Somebody who should have been stopped was let through: an alarm on the phone that did it and
at headquarters, until a human has said what was done."""

from __future__ import annotations

import pytest

from fangxian.ground.duty import api as duty
from fangxian.ground.people import api as people
from fangxian.ground.tasks.models import Instruction
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.errors import Refusal
from fangxian.lines.checkpoints import api as checkpoints
from fangxian.lines.checkpoints.models import Crossing
from tests.doors.field import barrier
from tests.doors.field.test_events import make_red

pytestmark = pytest.mark.django_db


def test_the_alarm_names_who_when_what_and_whom_to_call(phone):
    made = barrier.declare(1)
    make_red(made.person_id)
    headquarters = duty.unit_for(barrier.COUNTY, "headquarters")
    duty.set_public_phone(headquarters.id, "0915-5216000", by=SYSTEM)
    event = phone.crossing(1, at="2022-05-10T07:20")
    [settled] = phone.send(event)
    assert settled["how"] == "alarm"
    assert settled["zh"].startswith(
        "您在 07:20 放行的张**应留置待转运 — 请立即联系指挥部 0915-5216000"
    )
    assert phone.send(event) == [settled]  # told again as it was
    [row] = checkpoints.slipped(by=SYSTEM)
    assert (row.crossing.person, row.crossing.checkpoint, row.advised) == (
        "张**", "汉阴高速出口", "hold",
    )  # fmt: skip
    assert row.home.startswith(barrier.TOWN)
    assert [unit.kind for unit in row.call] == ["village", "township", "headquarters"]


@pytest.mark.parametrize("red", [0, 1])
def test_of_two_who_bear_the_number_the_red_one_rings(phone, red):
    """Let through offline by a list made before: whichever of the two is red, and whichever of
    them the guard took it for; told that there are two, and again when it is sent again."""
    other = people.DocumentKey(people.OTHER, barrier.number_of(1))
    state, _ = people.merge(None, people.PersonFiling(clock.now(), "张三丰", place=barrier.VILLAGE))
    bearers = (barrier.declare(1).person_id, people.store({other: state}, by=SYSTEM)[other])
    bundle = phone.bundle().json()
    make_red(bearers[red])
    event = phone.crossing(1, seen=bundle["id"], index=barrier.row_of(bundle, 1))
    [settled] = phone.send(event)
    assert settled["how"] == "alarm", settled
    assert "立即联系指挥部" in settled["zh"]
    assert "不止一份档案" in settled["zh"]
    assert phone.send(event) == [settled]
    [row] = checkpoints.slipped(by=SYSTEM)
    assert row.crossing.person_id == bearers[red]
    outbox.settle()
    [order] = Instruction.objects.filter(kind="checkpoint_slipped")
    assert "报号码·未核实" in order.body_zh


def test_a_guard_who_saw_red_and_let_pass_is_an_alarm_too(phone):
    make_red(barrier.declare(1).person_id)
    [settled] = phone.send(phone.crossing(1, colour_seen="red", note="带班同意"))
    assert settled["how"] == "alarm"
    assert checkpoints.slipped_count(by=SYSTEM) == 1


def test_who_was_held_or_may_pass_rings_nobody(phone):
    ticks = ["健康码", "行程码", "48小时核酸阴性证明"]
    made = barrier.declare(1)
    phone.send(phone.crossing(1, ticks=ticks))
    make_red(made.person_id)
    phone.send(phone.crossing(1, outcome="hold", colour_seen="red"))
    assert checkpoints.slipped_count(by=SYSTEM) == 0


def test_it_rings_until_somebody_says_what_was_done(phone):
    make_red(barrier.declare(1).person_id)
    phone.send(phone.crossing(1))
    crossing = Crossing.objects.get().pk
    with pytest.raises(Refusal):
        checkpoints.close_slipped(crossing, " ", by=SYSTEM)
    checkpoints.close_slipped(crossing, "已在蒲溪镇找到", by=SYSTEM)
    assert checkpoints.slipped_count(by=SYSTEM) == 0
    [row] = checkpoints.slipped(by=SYSTEM, looked_at=True)
    assert (row.finding, row.looked_at) == ("已在蒲溪镇找到", clock.now())


def test_named_after_they_passed_they_are_judged_again(phone):
    """A stranger passed; the declaration that says who it was comes in later."""
    make_red(barrier.declare(2, "李四").person_id)
    passed = phone.crossing(how="none", colour_seen="")
    phone.send(passed)
    assert checkpoints.slipped_count(by=SYSTEM) == 0
    body = {
        "doc_type": "resident_id", "number": barrier.number_of(2), "name": "李四", "from": "西安市",
        "to_town": "蒲溪镇", "to_village": "东升村", "crossing": passed["id"],
    }  # fmt: skip
    [settled] = phone.send(phone.event("checkpoint.declared", "2022-05-10T08:00", **body))
    assert settled["how"] == "alarm", settled
    outbox.settle()
    assert Instruction.objects.filter(kind="checkpoint_slipped").count() == 1


@pytest.mark.parametrize(
    "event",
    [
        {"kind": "a\x00b", "body": {"x": "\x00"}},
        {"kind": "checkpoint.handover", "body": {"note": "口\x00罩" * 4000}},
        {"kind": "checkpoint.disinfected", "body": {"plate": "陕G\x0012345" * 900}},
        {"kind": "checkpoint.crossing", "seen": "\x00" * 90, "body": {"outcome": "x" * 10_000}},
        {"kind": "k" * 10_000, "body": {"deep": [[[[[[["x"]]]]]]]}},
        {"kind": "checkpoint.truck", "v": 99_999_999, "body": {}},
        {"kind": "sweep.household", "body": {"answered": "home", "people": 10**30}},
        {"kind": "sweep.household", "body": {"answered": "home", "people": 99_999}},
        {"kind": "venue.visit", "body": {"venue": 2**70, "at": "2022-05-10T08:00:00+08:00"}},
        {"kind": "task.acted", "body": {"instruction": 2**63, "evidence": {"at": "2022-05-10T08:00:00+08:00"}}},
    ],
)  # fmt: skip
def test_whatever_is_sent_is_settled_or_kept_for_a_human(phone, event):
    [settled] = phone.send(phone.event("x") | event)
    assert settled["how"] in {"decided", "differs", "unreadable"}


def test_a_crossing_of_ten_thousand_letters_is_kept(phone):
    long = "字" * 10_000
    [settled] = phone.send(
        phone.crossing(how="number", text=long, plate=long, note=f"\x00{long}", reason=long)
    )
    assert settled["how"] in {"decided", "differs"}
    assert Crossing.objects.count() == 1


def test_json_that_is_too_deep_is_refused_in_words(phone):
    deep = '{"app": "1", "events": ' + "[" * 200_000 + "]" * 200_000 + "}"
    answer = phone.client.post(
        "/field/api/events", deep, content_type="application/json",
        headers={"Authorization": f"Bearer {phone.token}"},
    )  # fmt: skip
    assert answer.status_code == 400
    assert answer.json()["code"] == "field.unreadable"
