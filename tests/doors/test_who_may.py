"""The new operations over their doors, role by role: who gets in, who is declined."""

from __future__ import annotations

import contextlib
import json

import pytest
from django.db import transaction
from django.test import Client

from fangxian.ground.access import api as access
from fangxian.ground.access import pages as access_pages
from fangxian.ground.access.models import AccountGrant
from fangxian.ground.tasks import api as tasks
from fangxian.ground.tasks.models import Instruction
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from tests.doors.command import stage as staged

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def _evening():
    with clock.at(staged.NOW):
        yield


@pytest.fixture
def stage(db):
    return staged.EVENING.lay()


def at_desk(account: access.Account) -> Client:
    client = Client()
    client.force_login(account, backend=BACKEND)
    return client


ROLES = [role.code for role in access.shipped_roles()]
OFFICERS = {"headquarters_chief", "account_officer"}


@contextlib.contextmanager
def undone():
    """Each cell of a table on the same ground."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_who_approves_a_grant_and_who_confirms_an_account(stage):
    """Approve: who may give that role. Confirm: the chief alone."""
    asker = staged.open_account("tichu", "提出人", "account_officer")
    other = stage.accounts["nobody"]
    given = access.grant(other.pk, "village", staged.TOWN, by=access.actor_for(asker, "test"))
    for role in ROLES:
        with undone():
            client = at_desk(staged.open_account("ta", "某人", role))
            answer = client.post(f"/staff/{other.pk}/approve/{given}")
            assert (answer.status_code == 302) == (role in OFFICERS), role
            assert AccountGrant.objects.get(pk=given).awaiting == (role not in OFFICERS), role
            confirmed = client.post(f"/staff/{other.pk}/confirm")
            assert (confirmed.status_code == 302) == (role == "headquarters_chief"), role


def test_nobody_approves_what_they_asked_for_on_the_page(stage):
    asker = staged.open_account("tichu", "提出人", "account_officer")
    other = stage.accounts["nobody"]
    client = at_desk(asker)
    client.post(f"/staff/{other.pk}/grant", {"role": "village", "place": staged.TOWN})
    [given] = AccountGrant.objects.filter(account=other)
    assert "待第二人同意" in client.get(f"/staff/{other.pk}").content.decode()
    assert "您提出的" in client.get("/staff/").content.decode()
    answer = client.post(f"/staff/{other.pk}/approve/{given.pk}")
    assert answer.status_code == 403
    assert answer["X-Refusal"] == "access.needs_another"
    second = at_desk(staged.open_account("di2", "第二人", "account_officer"))
    assert "同意" in second.get("/staff/").content.decode()
    assert second.post(f"/staff/{other.pk}/approve/{given.pk}").status_code == 302


# Who was instructed here: the township (it judges) and its village (it acts).
ACTS = {
    "receive": {"village", "town"},
    "accept": {"village", "town"},
    "refuse": {"village", "town"},
    "act": {"village", "town"},
    "check": {"town", "hq"},
    "close": {"town", "hq"},
    "send_back": {"town", "hq"},
    "withdraw": {"hq"},
}
BODIES = {
    "refuse": {"reason": "不在本村"},
    "send_back": {"reason": "缺照片"},
    "withdraw": {"reason": "不用办了"},
    "act": {
        "at": "2022-05-10T19:00:00+08:00",
        "place": "二组",
        "who": "村医",
        "words": "已上门",
        "outcome": "in_place",
    },
}
READY = {"check": "acted", "close": "checked", "send_back": "acted"}
# Who was not instructed: whatever their role is and wherever it holds.
OUTSIDERS = dict.fromkeys(ROLES, "610921") | {
    "township": "610921102",
    "village": "610921102201",
    "grid_worker": "610921102201",
    "barrier_guard": "610921102",
    "checkpoint": "610921102",
}


@pytest.mark.parametrize("door", ["rest", "html"])
def test_an_instruction_is_moved_by_those_whom_it_concerns(stage, door):
    """`neighbour`: another township. `station`: holds the township's role, at a post elsewhere."""
    from fangxian.ground.duty import api as duty

    stage.accounts["neighbour"] = staged.open_account("lin", "邻镇", "township", "610921101")
    stage.accounts["station"] = staged.open_account("zhan", "站长", "township", staged.TOWN)
    unit = duty.add_unit("task_force", "医疗专班", staged.COUNTY, None, by=SYSTEM)
    post = duty.add_post(unit, "支援", single=False, by=SYSTEM)
    duty.seat(post, duty.Holder("站长", stage.accounts["station"].pk), by=SYSTEM)
    order = stage.orders[-1]
    for act, may in ACTS.items():
        for who in ("hq", "town", "village", "neighbour", "station"):
            ready = READY.get(act, "issued")
            with undone():
                Instruction.objects.filter(pk=order).update(stage=ready)
                status = DOORS[door](stage, who, act, order)
                assert (status in {200, 302}) == (who in may), (door, who, act, status)
                moved = _moved(order, ready)
                assert moved == (who in may), (door, who, act)


@pytest.mark.parametrize("door", ["rest", "html", "batch"])
def test_an_account_without_a_post_does_nothing_of_others_work(stage, door):
    """Every role of the release, over the very place: a guard closed all 208 of a county."""
    order = stage.orders[-1]
    for role, place in OUTSIDERS.items():
        stage.accounts[role] = staged.open_account(f"x{role}", "某人", role, place)
        for act in ACTS:
            ready = READY.get(act, "issued")
            if door == "batch" and act not in {"receive", "accept", "check", "close"}:
                continue
            with undone():
                Instruction.objects.filter(pk=order).update(stage=ready)
                status = DOORS[door](stage, role, act, order)
                assert not _moved(order, ready), (door, role, act)
                assert door == "batch" or status in {302, 403, 404, 409}, (door, role, act, status)


def _moved(order: int, ready: str) -> bool:
    row = tasks.instruction(order, by=SYSTEM)
    return row.stage != ready or any(one.received_at for one in row.receipts)


def _rest(stage, who: str, act: str, order: int) -> int:
    token = access_pages.issue_token(stage.accounts[who].username, by=SYSTEM).token
    client = Client(enforce_csrf_checks=True, headers={"authorization": f"Bearer {token}"})
    path, body = f"/api/instructions/{order}/{act}", json.dumps(BODIES.get(act, {}))
    return client.post(path, body, content_type="application/json").status_code


def _html(stage, who: str, act: str, order: int) -> int:
    typed = BODIES.get(act, {}) | {"place_text": "二组", "at": "2022-05-10T19:00"}
    return at_desk(stage.accounts[who]).post(f"/tasks/{order}/{act}", typed).status_code


def _batch(stage, who: str, act: str, order: int) -> int:
    told = {"act": act, "ids": [order]}
    return at_desk(stage.accounts[who]).post("/tasks/batch/do", told).status_code


DOORS = {"rest": _rest, "html": _html, "batch": _batch}
