"""Whom a task is about is called: masked in the list, in clear by one press that is written down."""

from __future__ import annotations

import json

import pytest

from fangxian.ground.access.models import Role
from fangxian.ground.devices import api as devices
from fangxian.ground.duty import api as duty
from fangxian.ground.people import api as people
from fangxian.ground.tasks import pages as tasks
from fangxian.ground.tasks.models import Instruction
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.models import AuditLine
from fangxian.kernel.text import Text
from tests.doors.field import barrier
from tests.doors.field.errand import issue

pytestmark = pytest.mark.django_db
PHONE = "13891501234"


@pytest.fixture
def may_reveal(guard):
    Role.objects.filter(code="checkpoint").update(permissions=[*barrier.MAY, "people.reveal"])


@pytest.fixture
def order(guard) -> int:
    """Somebody to be verified, whose task lies with the guard."""
    barrier.declare(7, "曹问清", origin="朝阳区", phone=PHONE)
    [order] = Instruction.objects.filter(kind="verify")
    tasks.assign([order.pk], account_id=guard.pk, by=SYSTEM)
    return order.pk


def asks(phone, task):
    return phone.client.post(
        "/field/api/phone",
        json.dumps({"task": task}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {phone.token}"},
    )


def looks():
    return AuditLine.objects.filter(deed="people.reveal", outcome="done").order_by("number")


def test_a_task_says_the_name_once_the_question_first_and_where_below_the_county(
    phone, order, may_reveal
):
    [task] = phone.bundle().json()["tasks"]
    assert (task["who"], task["what"]["zh"]) == ("曹**", "行程待核实")
    assert task["ask"]["zh"].startswith("先问:")
    assert task["ask"]["en"].startswith("Ask first: ")
    assert task["ask"]["zh"] in task["todo"]
    assert task["ask"]["en"] in task["todo_en"]
    assert task["where"].startswith("蒲溪镇")
    assert (task["phone"], task["reveals"]) == ("138****1234", True)
    assert PHONE not in phone.bundle().content.decode()


def test_one_press_shows_the_phone_and_is_one_line_of_the_audit(phone, order, may_reveal, guard):
    assert asks(phone, order).json() == {"phone": PHONE}
    [line] = looks()
    assert (line.purpose, line.account_id, line.door) == ("电话核查", guard.pk, "field")
    assert line.person_ids == [Instruction.objects.get(pk=order).person_id]
    assert line.detail["field"] == "phone"


def test_whose_account_may_not_see_numbers_is_told_so_before_and_after(phone, order):
    [task] = phone.bundle().json()["tasks"]
    assert task["phone"] == "138****1234"
    assert not task["reveals"]
    assert asks(phone, order).status_code == 403
    assert not looks()


def test_a_task_in_other_hands_tells_no_phone(phone, enrolled, order, may_reveal):
    """Whoever reads the whole county, but was handed nothing of it."""
    other = barrier.make_guard("erhao")
    Role.objects.filter(code="checkpoint").update(permissions=[*barrier.MAY, "people.reveal"])
    elsewhere = duty.units_for("610921102202")["village"]
    post = duty.add_post(elsewhere, "网格员", by=SYSTEM)
    duty.seat(post, duty.Holder("别村的人", other.pk), by=SYSTEM)
    theirs = enrolled("二号机", account=other)
    assert theirs.bundle().json()["tasks"] == []
    not_told(asks(theirs, order))
    assert asks(phone, order).json() == {"phone": PHONE}
    tasks.withdraw(order, "不用核了", by=SYSTEM)
    not_told(asks(phone, order))


def not_told(said):
    assert (said.status_code, said.json()["code"]) == (404, "field.phone_elsewhere")
    assert "指挥部" in said.json()["way_out"]["zh"]
    assert PHONE not in said.content.decode()


def test_nothing_is_told_to_a_phone_without_tasks_or_one_that_was_shut_out(
    enrolled, phone, order, may_reveal
):
    barrier_alone = enrolled("卡口机", tiles=["checkpoint"])
    assert asks(barrier_alone, order).status_code == 403
    devices.revoke(phone.number, "丢了", by=SYSTEM)
    assert asks(phone, order).status_code in {401, 403}
    assert not looks()


def test_a_task_about_nobody_and_a_number_that_is_another_s_are_not_called(
    phone, guard, order, may_reveal
):
    about_nobody = issue(guard.pk)
    Instruction.objects.filter(pk=order).update(kind=tasks.PHONE_CHECK)
    told = {one["id"]: one["phone"] for one in phone.bundle().json()["tasks"]}
    assert told == {about_nobody: None, order: None}
    for task in (about_nobody, order, 10**9):
        assert asks(phone, task).json()["code"] == "field.phone_elsewhere"


def test_a_torn_question_is_answered_as_one(phone, may_reveal):
    for torn in (b"", b"[]", b'{"task": "x"}', b'{"task": 1' + b"0" * 30 + b"}", b"\xff"):
        said = phone.client.post(
            "/field/api/phone",
            torn,
            content_type="application/json",
            headers={"Authorization": f"Bearer {phone.token}"},
        )
        assert said.status_code == 400


def test_a_phone_for_tasks_alone_carries_whom_to_ask(enrolled, guard):
    headquarters = duty.unit_for(barrier.COUNTY, "headquarters")
    assert headquarters is not None
    duty.set_public_phone(headquarters.id, "0915-5216000", by=SYSTEM)
    call = enrolled("任务机", tiles=["tasks"]).bundle().json()["call"]
    assert ("指挥部", "0915-5216000") in {(one["zh"], one["phone"]) for one in call}


def test_doors_are_told_with_their_village_and_group(enrolled, guard):
    for address in ("3组12号", "老街1号"):
        people.open_household(barrier.VILLAGE, address, None, by=SYSTEM)
    bundle = enrolled("入户机", tiles=["sweep"]).bundle().json()
    groups = {one["address"]: one["group"] for one in bundle["households"]}
    assert groups["3组12号"] == f"{groups['老街1号']}3组"
    assert groups["老街1号"].startswith("蒲溪镇")
    assert bundle["device"]["place_name"] == "汉阴县"


def test_titles_without_a_name_stay_whole():
    from fangxian.doors.instruction_texts import ask_of, what_of

    title = Text("核实道路", "check the road")
    assert what_of(title, "") == title
    assert ask_of(Text("", "")) == Text("", "")
