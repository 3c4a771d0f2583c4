"""已问清: the place that was found out decides the person; nothing is closed while they are in doubt."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fangxian.ground.tasks import pages as tasks
from fangxian.ground.tasks import reactions as tasks_reactions
from fangxian.ground.tasks.models import Instruction, StageEntry
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import api as arrivals_api
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.codes import api as codes

pytestmark = pytest.mark.django_db

CHAOYANG = "high,北京市,北京市,朝阳区,十八里店乡横街子村,2022-05-01,2022-05-09"
FOUND = tasks.EvidenceGiven(
    at=clock.parse("2022-05-10T07:50").shown,
    place_text="公路村三组",
    who="李支书",
    words="电话里说坐高铁从长春来",
    outcome="clear",
)


@pytest.fixture
def asked(county) -> Instruction:
    """Somebody who wrote 朝阳区, of which there are two."""
    county.lists(CHAOYANG)
    county.files(出发地="朝阳区")
    [one] = county.open()
    assert one.kind == "verify"
    return one


def colour() -> str:
    [person] = Declaration.objects.values_list("person_id", flat=True)
    return codes.colours_of([person])[person].code


def report(one: Instruction, place: str) -> None:
    tasks.act(one.pk, replace(FOUND, found_place=place), by=SYSTEM)
    outbox.settle()


def test_found_out_says_nothing_without_the_place(asked):
    for place in ("", "  "):
        with pytest.raises(tasks.FoundPlaceMissing):
            tasks.act(asked.pk, replace(FOUND, found_place=place), by=SYSTEM)
    with pytest.raises(tasks.FoundPlaceUnknown) as refused:
        tasks.act(asked.pk, replace(FOUND, found_place="朝阳区"), by=SYSTEM)
    assert "北京市朝阳区" in refused.value.next_step.zh
    assert (Instruction.objects.get(pk=asked.pk).stage, colour()) == ("issued", "grey")


def test_the_harmless_one_makes_them_green_and_the_order_is_closed_like_any_other(asked):
    report(asked, "吉林省长春市朝阳区")
    assert colour() == "green"
    one = Instruction.objects.get(pk=asked.pk)
    assert (one.stage, one.uncertain, one.outcome) == ("acted", False, "clear")
    [person] = Declaration.objects.values_list("person_id", flat=True)
    [answer] = arrivals.answers_of(person, by=SYSTEM)
    assert (answer.place, answer.how, answer.said) == ("220104", "task", FOUND.words)
    tasks.check(asked.pk, by=SYSTEM)
    assert tasks.close(asked.pk, by=SYSTEM) == "closed"


def test_the_grave_one_is_controlled(asked):
    report(asked, "110105")
    assert colour() == "red"
    assert {one.kind for one in Instruction.objects.filter(stage="issued")} == {"control"}


@pytest.mark.parametrize("outcome", ["other", "elsewhere", "not_person"])
def test_nothing_is_closed_while_the_verdict_is_in_doubt(asked, outcome):
    tasks.act(asked.pk, replace(FOUND, outcome=outcome), by=SYSTEM)
    outbox.settle()
    tasks.check(asked.pk, by=SYSTEM)
    with pytest.raises(tasks_reactions.CannotMove) as refused:
        tasks.close(asked.pk, by=SYSTEM)
    assert "不能销号" in refused.value.said.zh
    assert tasks.do_bulk([asked.pk], "close", by=SYSTEM).cannot[0][1] == "still_uncertain"
    assert (Instruction.objects.get(pk=asked.pk).stage, colour()) == ("checked", "grey")


def test_a_place_that_does_not_answer_the_question_comes_back_with_its_reason(asked):
    report(asked, "上海市浦东新区")
    one = Instruction.objects.get(pk=asked.pk)
    assert (one.stage, one.outcome, colour()) == ("accepted", "", "grey")
    last = StageEntry.objects.filter(instruction=asked).order_by("id").last()
    assert (last.act, last.reason.startswith("所报的地点用不上:“310115”")) == ("send_back", True)


def test_a_correction_after_the_report_leaves_the_report_to_be_checked(county, asked):
    tasks.act(asked.pk, replace(FOUND, outcome="other"), by=SYSTEM)
    county.files(出发地="吉林省长春市朝阳区", 填报时间="2022-05-09 12:00")
    assert [(one.pk, one.stage) for one in county.open()] == [(asked.pk, "acted")]
    tasks.check(asked.pk, by=SYSTEM)
    assert tasks.close(asked.pk, by=SYSTEM) == "closed"


def test_who_said_no_place_at_all_is_decided_by_the_one_found_out(county):
    county.lists(CHAOYANG)
    county.files(出发地="")
    [one] = county.open()
    report(one, "北京市朝阳区")
    assert colour() == "red"


@pytest.mark.parametrize("closed", [True, False])
def test_an_answer_taken_back_opens_the_question_again(asked, closed):
    """Nobody stays 待核 without an instruction, and none is closed by an answer that counts no more."""
    report(asked, "吉林省长春市朝阳区")
    tasks.check(asked.pk, by=SYSTEM)
    if closed:
        tasks.close(asked.pk, by=SYSTEM)
    [person] = Declaration.objects.values_list("person_id", flat=True)
    [answer] = arrivals.answers_of(person, by=SYSTEM)
    arrivals.take_back_answer(answer.id, why="问错了人", by=SYSTEM)
    outbox.settle()
    assert colour() == "grey"
    [again] = Instruction.objects.filter(kind="verify", stage__in=tasks.OPEN)
    assert ((again.pk == asked.pk), again.uncertain) == (not closed, True)
    if not closed:
        with pytest.raises(tasks_reactions.CannotMove):
            tasks.close(asked.pk, by=SYSTEM)


XIXIAN = "high,陕西省,西安市,西咸新区,沣东新城建章路街道孟家村,2022-05-01,2022-05-09"


def question(county, area: str, origin: str) -> tuple[Instruction, arrivals.CallRow]:
    county.lists(area)
    county.files(出发地=origin)
    [one] = county.open()
    assert one.kind == "verify"
    [row] = arrivals.calls(by=SYSTEM, only=arrivals.declaration_of(one.subject)).rows
    return one, row


def test_a_listed_area_that_no_division_names_is_answered_by_its_choice(county):
    one, row = question(county, XIXIAN, "陕西省西安市未央区")
    tasks.act(one.pk, replace(FOUND, found_choice=row.candidates[0].choice), by=SYSTEM)
    outbox.settle()
    kept = Instruction.objects.get(pk=one.pk)
    assert (colour(), kept.stage, kept.outcome, kept.uncertain) == ("red", "acted", "clear", False)
    [answer] = arrivals.answers_of(row.person_id, by=SYSTEM)
    assert (answer.inside, answer.outside, answer.how) == (1, 0, "task")


def test_none_of_them_is_offered_only_where_it_tells_something(county):
    """Where the whole county of a listed area counts, who was not in the area may have been near it."""
    _, row = question(county, XIXIAN, "陕西省西安市未央区")
    assert (row.none_tells, arrivals_api.none_of(row)) == (False, "")


def test_none_of_them_comes_back_where_it_was_not_offered(county):
    """Whoever writes the keys themselves frees nobody who may have been near."""
    one, row = question(county, XIXIAN, "陕西省西安市未央区")
    keys = row.candidates[0].keys
    before = colour()
    tasks.act(one.pk, replace(FOUND, found_choice=f"out:{','.join(keys)}"), by=SYSTEM)
    outbox.settle()
    assert (colour(), Instruction.objects.get(pk=one.pk).stage) == (before, "accepted")
    answer = arrivals.CallAnswer(row.text, row.start, row.end, outside=keys)
    with pytest.raises(arrivals.AnswerNotOffered):
        arrivals.answer_stay(row.declaration_id, answer, by=SYSTEM)


@pytest.mark.parametrize("choice", ["in:00ff", "out:", "in:中,x", "elsewhere"])
def test_a_choice_that_was_not_offered_comes_back(county, choice):
    one, _ = question(county, XIXIAN, "陕西省西安市未央区")
    tasks.act(one.pk, replace(FOUND, found_choice=choice), by=SYSTEM)
    outbox.settle()
    assert Instruction.objects.get(pk=one.pk).stage == "accepted"


def test_every_door_offers_the_choices_of_one_list(county):
    one, row = question(county, XIXIAN, "陕西省西安市未央区")
    found = arrivals.questions_of([row.declaration_id], by=SYSTEM)[row.declaration_id]
    assert [choice.code for choice in found.choices] == [row.candidates[0].choice]
    assert found.choices[0].level == "high"
    assert arrivals.questions_of([], by=SYSTEM) == {}


@pytest.mark.parametrize(
    ("choice", "place", "told"),
    [
        ("in:00ff", "", ("", "in:00ff")),
        ("220104", "", ("220104", "")),
        ("in:00ff", "长春市", ("长春市", "")),
        ("", "  ", ("", "")),
    ],
)
def test_what_is_written_goes_before_what_is_chosen(choice, place, told):
    assert arrivals.as_reported(choice, place) == told
