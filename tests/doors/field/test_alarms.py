"""Somebody who should have been stopped was let through: an alarm on the phone that did it and
at headquarters, until a human has said what was done."""

from __future__ import annotations

import pytest

from fangxian.ground.duty import api as duty
from fangxian.ground.people import api as people
from fangxian.ground.people import document_words as people_document_words
from fangxian.ground.tasks.models import Instruction
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.errors import Refusal
from fangxian.lines.checkpoints import pages as checkpoints
from fangxian.lines.checkpoints.knowledge import Known
from fangxian.lines.checkpoints.models import Checkpoint, Crossing
from fangxian.lines.checkpoints.services.advice_due import advice_due
from fangxian.lines.codes import reactions as codes
from tests.doors.field import barrier
from tests.doors.field.test_events import make_red

pytestmark = pytest.mark.django_db


def test_the_alarm_names_who_when_what_and_whom_to_call(phone):
    with clock.at("2022-05-10T07:00"):
        made = barrier.declare(1)
        make_red(made.person_id)
    headquarters = duty.unit_for(barrier.COUNTY, "headquarters")
    duty.set_public_phone(headquarters.id, "0915-5216000", by=SYSTEM)
    event = phone.crossing(1, at="2022-05-10T07:20")
    [settled] = phone.send(event)
    assert settled["how"] == "alarm"
    assert settled["zh"].startswith(
        "您在 07:20 判“放行”的张**应留置待转运 — 请立即联系指挥部 0915-5216000"
    )
    assert phone.send(event) == [settled]  # told again as it was
    [row] = checkpoints.slipped(by=SYSTEM)
    assert (row.crossing.person, row.crossing.checkpoint, row.advised) == (
        "张**",
        "汉阴高速出口",
        "hold",
    )
    assert row.home.startswith(barrier.TOWN)
    assert [unit.kind for unit in row.call] == ["village", "township", "headquarters"]


@pytest.mark.parametrize("red", [0, 1])
def test_of_two_who_bear_the_number_the_red_one_rings(phone, red):
    """Let through offline by a list made before: whichever of the two is red, and whichever of
    them the guard took it for; told that there are two, and again when it is sent again."""
    other = people.DocumentKey(people_document_words.OTHER, barrier.number_of(1))
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


def red_until_it_was_lifted(person: int, lifted: str) -> None:
    with clock.at("2022-05-10T06:00"):
        make_red(person)
    with clock.at(lifted):
        codes.lower_standings([person], "positive", "隔离期满", by=SYSTEM)


def test_who_was_red_then_rings_though_the_course_is_over_when_the_phone_comes_home(phone):
    """Offline at the barrier at seven, let through red; ended at half past; sent at eight."""
    with clock.at("2022-05-10T05:00"):
        made = barrier.declare(1)
    red_until_it_was_lifted(made.person_id, "2022-05-10T07:30")
    [settled] = phone.send(phone.crossing(1, at="2022-05-10T07:00"))
    assert settled["how"] == "alarm", settled
    assert "应留置待转运" in settled["zh"]
    assert "此后码色由 red 变为 green" in settled["zh"]
    row = Crossing.objects.get()
    assert (row.colour_found, row.advised) == ("red", "hold")


def test_who_was_free_then_is_no_fault_of_the_guard_but_told(phone):
    """Green at seven, red by a verdict of half past seven, sent at eight."""
    with clock.at("2022-05-10T05:00"):
        made = barrier.declare(1)
    with clock.at("2022-05-10T07:30"):
        make_red(made.person_id)
    ticks = ["健康码", "行程码", "48小时核酸阴性证明"]
    [settled] = phone.send(phone.crossing(1, at="2022-05-10T07:00", ticks=ticks))
    assert settled["how"] == "differs", settled
    assert "此后码色由 green 变为 red,现应“留置待转运”" in settled["zh"]
    assert checkpoints.slipped_count(by=SYSTEM) == 0
    row = Crossing.objects.get()
    assert (row.colour_found, row.advised) == ("green", "pass")


def test_a_verdict_that_reaches_back_was_not_known_earlier(phone):
    """Laid at half past seven with effect from five: at seven nobody could know."""
    with clock.at("2022-05-10T05:00"):
        made = barrier.declare(1)
    with clock.at("2022-05-10T07:30"):
        make_red(made.person_id, since="2022-05-10T05:00")
    [settled] = phone.send(phone.crossing(1, at="2022-05-10T07:00"))
    assert "此后" in settled["zh"]
    assert "您在" not in settled["zh"]


def test_a_wrong_clock_of_the_phone_judges_by_the_true_moment(phone):
    """Its clock is two hours behind: what it calls five was seven, and red."""
    with clock.at("2022-05-10T04:00"):
        made = barrier.declare(1)
    red_until_it_was_lifted(made.person_id, "2022-05-10T07:30")
    event = phone.crossing(1, at="2022-05-10T05:00")
    [settled] = phone.send(event, now="2022-05-10T06:00:00+08:00")
    assert settled["how"] == "alarm", settled
    assert Crossing.objects.get().colour_found == "red"


@pytest.mark.parametrize("verdict", ["expired", "good"])
def test_named_later_a_code_that_proves_nothing_still_asks_for_more(phone, verdict):
    """While no pack says what the colours are, what the guard saw counts, and how far it proved."""
    row = Crossing(
        decided_at=clock.now(),
        colour_seen="green",
        verdict_seen=verdict,
        ticks=["健康码", "行程码", "48小时核酸阴性证明"],
    )
    advice_due(row, Checkpoint.objects.get(), Known())
    assert row.advised == ("refer" if verdict == "expired" else "pass")


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
        "doc_type": "resident_id",
        "number": barrier.number_of(2),
        "name": "李四",
        "from": "西安市",
        "to_town": "蒲溪镇",
        "to_village": "东升村",
        "crossing": passed["id"],
    }
    [settled] = phone.send(phone.event("checkpoint.declared", "2022-05-10T08:00", **body))
    assert settled["how"] == "alarm", settled
    outbox.settle()
    assert Instruction.objects.filter(kind="checkpoint_slipped").count() == 1


def test_named_after_they_passed_what_turned_since_is_told(phone):
    """A stranger who was green at seven passed; red by a verdict of half past seven, named at eight."""
    with clock.at("2022-05-10T05:00"):
        made = barrier.declare(2, "李四")
    with clock.at("2022-05-10T07:30"):
        make_red(made.person_id)
    ticks = ["健康码", "行程码", "48小时核酸阴性证明"]
    passed = phone.crossing(how="none", colour_seen="", at="2022-05-10T07:00", ticks=ticks)
    phone.send(passed)
    body = {
        "doc_type": "resident_id",
        "number": barrier.number_of(2),
        "name": "李四",
        "from": "西安市",
        "to_town": "蒲溪镇",
        "to_village": "东升村",
        "crossing": passed["id"],
    }
    [settled] = phone.send(phone.event("checkpoint.declared", "2022-05-10T08:00", **body))
    assert settled["how"] == "differs", settled
    assert "此后码色由 green 变为 red,现应“留置待转运”" in settled["zh"]
    assert "Since then" in settled["en"]
    assert checkpoints.slipped_count(by=SYSTEM) == 0


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
        {
            "kind": "task.acted",
            "body": {"instruction": 2**63, "evidence": {"at": "2022-05-10T08:00:00+08:00"}},
        },
    ],
)
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
        "/field/api/events",
        deep,
        content_type="application/json",
        headers={"Authorization": f"Bearer {phone.token}"},
    )
    assert answer.status_code == 400
    assert answer.json()["code"] == "field.unreadable"
