"""The bell: what happened since one looked, each line opens its thing, nobody sees another's."""

from __future__ import annotations

import json

import pytest

from fangxian.ground.notices import api as notices
from fangxian.ground.notices.models import PushSubscription, Recipient
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel.actor import SYSTEM
from tests.notified import notified
from tests.rooms.notices.push_service import PushService, coded


@pytest.fixture(autouse=True)
def _told(stage):
    notified()


def words(answer) -> str:
    return answer.content.decode()


def test_the_bell_counts_late_and_falls_silent_once_it_is_opened(at_desk):
    desk = at_desk("village")
    assert "notices/count" in words(desk.get("/tasks"))
    assert 'class="count' in words(desk.get("/notices/count"))
    opened = desk.post("/notices/look")
    assert "新指令" in words(opened)
    assert opened["HX-Trigger"] == "looked"
    assert words(desk.get("/notices/count")).strip() == ""


def test_a_line_opens_its_instruction_and_is_read(at_desk, stage):
    desk = at_desk("village")
    mine = Recipient.objects.filter(account=stage.accounts["village"], notification__kind="issued")
    number = own_order(stage)
    notified()
    row = next(one for one in mine if one.notification.numbers == [number])
    answer = desk.post(f"/notices/{row.pk}/open")
    assert answer.status_code == 302
    assert answer["Location"] == f"/tasks/{row.notification.numbers[0]}"
    row.refresh_from_db()
    assert row.read_at is not None


def own_order(stage) -> int:
    from tests.doors.command import stage as stages

    order = stages._order(20, stage.people[0], stages.duty.units_for(stages.VILLAGE))
    return stages.tasks.issue_many([order], by=SYSTEM)[0]


def test_many_open_the_list_that_they_stand_in(at_desk, stage):
    desk = at_desk("village")
    mine = Recipient.objects.filter(account=stage.accounts["village"], notification__kind="issued")
    row = next(one for one in mine if len(one.notification.numbers) > 1)
    assert desk.post(f"/notices/{row.pk}/open")["Location"] == "/tasks"


def test_anothers_line_is_nobodys(at_desk, stage):
    row = Recipient.objects.filter(account=stage.accounts["town"]).first()
    answer = at_desk("village").post(f"/notices/{row.pk}/open")
    assert answer["Location"] == "/notices/"
    row.refresh_from_db()
    assert row.read_at is None


def test_the_page_shows_all_the_unread_and_one_kind(at_desk, stage):
    desk = at_desk("village")
    tasks.refuse(stage.orders[0], "查无此人", by=_actor(stage, "village"))
    tasks.send_back(stage.orders[0], "再去一次", by=_actor(stage, "town"))
    notified()
    assert "退回重办" in words(desk.get("/notices/?kind=sent_back"))
    desk.post("/notices/read")
    assert "这里没有消息" in words(desk.get("/notices/?unread=1"))
    assert desk.get("/notices/?page=99&kind=nonsense").status_code == 200


def _actor(stage, who):
    from tests.flows.test_notifying import actor

    return actor(stage.accounts[who])


def test_who_may_do_nothing_is_told_so(at_desk):
    assert at_desk("nobody").get("/notices/").status_code == 403


def test_one_chooses_ones_own_hours(at_desk, stage):
    desk = at_desk("village")
    assert "22:30" in words(desk.get("/notices/choices"))
    sent = {"hours": "own", "quiet_from": "21:00", "quiet_until": "05:30", "digest": "hourly"}
    assert desk.post("/notices/choices", sent).status_code == 302
    choice = notices.notice_choice(by=_actor(stage, "village"))
    assert (choice.hours.quiet_from, choice.hours.quiet_until) == (21 * 60, 5 * 60 + 30)
    assert choice.digest == "hourly"
    faulty = desk.post("/notices/choices", sent | {"quiet_from": "25:00"})
    assert faulty.status_code in {302, 400, 409, 422}
    assert desk.post("/notices/choices", {"hours": ""}).status_code == 302
    assert not notices.notice_choice(by=_actor(stage, "village")).own_hours


def test_a_browser_is_taken_in_and_left_out_again(at_desk, settings):
    settings.FANGXIAN_PUSH_HOSTS = "https://push.example.org"
    desk, browser = at_desk("village"), PushService()
    sent = {
        "endpoint": "https://push.example.org/1",
        "expirationTime": None,
        "keys": {"p256dh": browser.key, "auth": coded(browser.secret)},
    }

    def post(what, where="/notices/push"):
        return desk.post(where, json.dumps(what), content_type="application/json").status_code

    assert post(sent) == 204
    assert PushSubscription.objects.get().door == "command"
    assert post(sent, "/notices/push?off=1") == 204
    assert not PushSubscription.objects.exists()
    for wrong in ({}, [], {"endpoint": 5}, sent | {"endpoint": "https://elsewhere.example.org/"}):
        assert 400 <= post(wrong) < 500
    assert desk.post("/notices/push", b"\xff", content_type="application/json").status_code < 500


def test_what_wakes_the_browser_is_served(at_desk):
    answer = at_desk("village").get("/notices/sw.js")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/javascript")


def test_a_browser_that_sends_no_subscription_is_answered_and_nothing_is_kept(at_desk):
    desk = at_desk("village")
    for sent in ("[" * 100_000, "{", "[]", "\x00"):
        answer = desk.post("/notices/push", sent, content_type="application/json")
        assert answer.status_code < 500, sent[:9]
    assert not PushSubscription.objects.exists()
