"""A night at headquarters: a red case is refused, somebody wants to close it with nothing in hand, a guard
tries, and headquarters writes to three villages itself."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from fangxian.ground.duty import api as duty
from fangxian.ground.duty.models import Unit
from fangxian.ground.places import pages as places
from fangxian.ground.tasks import pages as tasks
from fangxian.ground.tasks.models import Instruction
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.models import FactRow
from tests.doors.command import stage as staged
from tests.flat import flat

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
QUIET = {"HX-Request": "true"}
SEEN = {
    "at": "2022-05-10T20:10",
    "place_text": "二组",
    "who": "书记",
    "words": "已入户见到本人",
    "outcome": "in_place",
}


@pytest.fixture
def county(db):
    with clock.at(staged.NOW):
        stage = staged.EVENING.lay()
        stage.accounts["guard"] = staged.open_account("shouka", "守卡人", "checkpoint")
        second = staged.open_account("fuban", "值班员乙", "headquarters")
        staged.seat(second, duty.units_for(staged.COUNTY)["headquarters"])
        stage.accounts["second"] = second
        yield stage


def at_desk(stage, who: str) -> Client:
    client = Client()
    client.force_login(stage.accounts[who], backend=BACKEND)
    return client


def test_nothing_is_done_because_somebody_clicked(county):
    village, town, hq = (at_desk(county, who) for who in ("village", "town", "hq"))
    red = county.orders[0]  # late since noon
    refused_it_is_the_first_thing_headquarters_sees(village, hq, red)
    returned_it_is_not_closed_with_nothing_in_hand(village, town, hq, red)
    a_guard_sees_none_and_closes_none(county)
    done_by_one_checked_by_another_closed_by_a_third(county, red)


def refused_it_is_the_first_thing_headquarters_sees(village, hq, red):
    assert village.post(f"/tasks/{red}/refuse", {"reason": " "}).status_code == 422
    village.post(f"/tasks/{red}/refuse", {"reason": "人不在本村"})
    first = flat(hq.get("/tasks").content).split("<article")[1]
    assert f'id="task-{red}"' in first
    assert "人不在本村" in first
    row = Instruction.objects.get(pk=red)
    assert (row.stage, row.due_stage) == ("refused", "accepted")
    assert row.due_at < clock.now()  # its clock runs on
    hq.post(f"/tasks/{red}/send_back", {"reason": "户籍在本村,请入户"})
    assert Instruction.objects.get(pk=red).stage == "issued"


def returned_it_is_not_closed_with_nothing_in_hand(village, town, hq, red):
    for act in ("check", "close"):
        assert hq.post(f"/tasks/{red}/{act}").status_code == 409
        hq.post("/tasks/batch/do", {"act": act, "ids": [red]})
    empty = SEEN | {"words": "", "outcome": ""}
    assert village.post(f"/tasks/{red}/act", empty, headers=QUIET).status_code == 422
    assert town.post(f"/tasks/{red}/check").status_code == 409
    assert Instruction.objects.get(pk=red).stage == "issued"


def a_guard_sees_none_and_closes_none(county):
    guard = at_desk(county, "guard")
    assert "<article" not in guard.get("/tasks/list").content.decode()
    for order in county.orders:
        for act in ("receive", "accept", "act", "check", "close", "undo"):
            assert guard.post(f"/tasks/{order}/{act}", SEEN).status_code in {403, 404}
    for act in ("receive", "accept", "check", "close"):
        guard.post("/tasks/batch/do", {"act": act, "ids": county.orders})
    assert not Instruction.objects.exclude(stage="issued").exists()


def done_by_one_checked_by_another_closed_by_a_third(county, red):
    village, town = at_desk(county, "village"), at_desk(county, "town")
    village.post(f"/tasks/{red}/act", SEEN)
    village.post(f"/tasks/{red}/undo", {"reason": "报到别人头上了"})
    assert Instruction.objects.get(pk=red).stage == "issued"
    village.post(f"/tasks/{red}/act", SEEN | {"words": "见到本人,已签告知书"})
    town.post(f"/tasks/{red}/check")
    assert town.post(f"/tasks/{red}/close").status_code == 409
    at_desk(county, "hq").post(f"/tasks/{red}/close")
    assert Instruction.objects.get(pk=red).stage == "closed"


def three_villages() -> list[int]:
    made = []
    for one in places.children_of(staged.TOWN)[:4]:
        unit, _ = Unit.objects.get_or_create(
            kind="village", place=one.code, defaults={"name": one.name}
        )
        made.append(unit.pk)
    return made


def test_headquarters_writes_to_three_villages_gives_one_to_another_and_speaks_about_one(county):
    first, second, third, fourth = three_villages()
    own = duty.unit_for(staged.VILLAGE, "village").id
    assert own in {first, second, third, fourth}
    others = [one for one in (first, second, third, fourth) if one != own]
    hq = at_desk(county, "hq")
    assert "下达指令" in hq.get("/tasks").content.decode()
    key = re.search(r'name="key" value="(\w+)"', hq.get("/instructions/new").content.decode())[1]
    due = f"{clock.now() + timedelta(hours=10):%Y-%m-%dT%H:%M}"
    typed = {"key": key, "title": "连夜排查", "body": "逐户问今天谁回来了", "due": due}
    assert hq.post("/instructions/new", typed).status_code == 422  # to nobody
    typed |= {"unit": [own, *others[:2]], "proof": ["companion"], "keep_as": "每日排查"}
    sent = hq.post("/instructions/new", typed)
    assert sent.status_code == 302
    assert hq.post("/instructions/new", typed)["Location"] == sent["Location"]  # twice is once
    rows = {row.receipts.get().unit_id: row for row in Instruction.objects.filter(kind="written")}
    assert set(rows) == {own, *others[:2]}
    assert hq.get(sent["Location"]).content.decode().count("<article") == 3
    assert "每日排查" in hq.get("/instructions/new").content.decode()

    moved = rows[others[0]].pk
    hq.post(f"/instructions/{moved}/reassign", {"unit": others[2], "reason": "那里今晚没有人"})
    row = Instruction.objects.get(pk=moved)
    assert row.receipts.get().unit_id == others[2]
    assert row.place == duty.unit(others[2]).place
    assert "那里今晚没有人" in hq.get(f"/tasks/{moved}").content.decode()

    mine, secretary = rows[own].pk, county.accounts["village"]
    page = hq.get(f"/tasks/{mine}").content.decode()
    assert f"@{secretary.name}" in page
    hq.post(f"/instructions/{mine}/comment", {"words": "八点前先报人数", "to": [secretary.pk]})
    village = at_desk(county, "village")
    assert "八点前先报人数" in village.get(f"/tasks/{mine}").content.decode()
    told = FactRow.objects.get(name="tasks.AccountMentioned").payload
    assert told["account_ids"] == [secretary.pk]
    assert village.get(f"/tasks/{moved}").status_code == 404
    lacking = village.post(f"/tasks/{mine}/act", SEEN | {"outcome": "done"}, headers=QUIET)
    assert "同去的人" in lacking.content.decode()
    village.post(f"/tasks/{mine}/act", SEEN | {"outcome": "done", "companion": "村医"})
    hq.post(f"/tasks/{mine}/check")
    assert hq.post(f"/tasks/{mine}/close").status_code == 409
    at_desk(county, "second").post(f"/tasks/{mine}/close")
    assert tasks.instruction(mine, by=SYSTEM).stage == "closed"
    outbox.settle()
