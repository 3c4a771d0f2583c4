"""Evidence with somebody beside, a step taken back, and a word to headquarters: as a phone sends them."""

from __future__ import annotations

import pytest

from fangxian.ground.tasks import pages as tasks
from fangxian.ground.tasks.models import Comment, Evidence, Instruction
from fangxian.kernel.actor import SYSTEM
from tests.doors.field import errand

pytestmark = pytest.mark.django_db

AT = "2022-05-10T08:00:00+08:00"
DONE = {"at": AT, "place": "32.8923,108.5031±9", "note": "已在家", "outcome": "in_place"}


@pytest.fixture
def task(guard):
    """One that asks for who went along and where."""
    number = errand.issue(guard.pk)
    asked = {"proofs": {"companion": "required", "spot": "required"}}
    Instruction.objects.filter(pk=number).update(because=asked)
    return number


def acted(phone, task, **evidence):
    return phone.event("task.acted", instruction=task, evidence=DONE | evidence)


def stage(task) -> str:
    return Instruction.objects.get(pk=task).stage


def test_the_list_says_which_evidence_a_task_asks_for(phone, task):
    [row] = phone.bundle().json()["tasks"]
    assert {one["code"]: one["required"] for one in row["proofs"]} == {
        "companion": True,
        "spot": True,
    }
    placing = {one["code"] for one in row["outcomes"] if one["in_place"]}
    assert "in_place" in placing
    assert "unreached" not in placing


def test_who_went_along_is_evidence_and_is_held_to_as_at_the_desk(phone, task):
    [alone] = phone.send(acted(phone, task))
    assert (alone["how"], "同去的人" in alone["zh"], stage(task)) == ("differs", True, "issued")
    [settled] = phone.send(acted(phone, task, companion="村医老周"))
    assert (settled["how"], stage(task)) == ("decided", "acted")
    assert Evidence.objects.filter(instruction_id=task).latest("id").companion == "村医老周"


def test_a_report_is_taken_back_with_a_reason_and_the_task_is_on_the_list_again(phone, task):
    phone.send(acted(phone, task, companion="村医老周"))
    assert phone.bundle().json()["tasks"] == []
    bare = phone.event("task.undone", instruction=task, step="act")
    [refused] = phone.send(bare)
    assert (refused["how"], stage(task)) == ("differs", "acted")
    back = phone.event("task.undone", instruction=task, step="act", reason="点错了户")
    [settled] = phone.send(back)
    assert (settled["how"], stage(task)) == ("decided", "issued")
    assert phone.send(back) == [settled]
    assert [one["id"] for one in phone.bundle().json()["tasks"]] == [task]


def test_only_the_step_that_is_meant_is_taken_back(phone, task):
    phone.send(phone.event("task.accepted", instruction=task))
    phone.send(acted(phone, task, companion="村医老周"))
    [settled] = phone.send(phone.event("task.undone", instruction=task, step="accept"))
    assert (settled["how"], stage(task)) == ("differs", "acted")


def test_what_somebody_went_on_from_is_not_taken_back(phone, task):
    phone.send(acted(phone, task, companion="村医老周"))
    Instruction.objects.filter(pk=task).update(begins_on=None)
    tasks.check(task, by=SYSTEM)
    told = phone.event("task.undone", instruction=task, step="act", reason="点错了户")
    [settled] = phone.send(told)
    assert (settled["how"], stage(task)) == ("differs", "checked")


def test_a_word_from_the_field_is_heard_and_stands_on_the_list(phone, task, guard):
    told = phone.event("task.commented", instruction=task, words="人在，门牌不对", mentions=[987])
    [settled] = phone.send(told)
    assert settled["how"] == "decided"
    assert Comment.objects.get(instruction_id=task).words == "人在，门牌不对"
    [row] = phone.bundle().json()["tasks"]
    assert [(one["words"], one["by"]) for one in row["comments"]] == [("人在，门牌不对", guard.pk)]
