"""Whoever signs in lands on a page that they may open, whatever they hold."""

from __future__ import annotations

from itertools import combinations

import pytest
from django.test import Client

from fangxian.ground.access import api as access_api
from fangxian.ground.access import pages as access
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.text import Text
from tests.doors.command import stage as staged

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ROLES = access_api.shipped_roles()
BOARDLESS = [role.code for role in ROLES if "boards.read" not in role.permissions]


@pytest.fixture
def account(db):
    staged.ground()
    return staged.open_account("xinren", "新人")


def lands(account: access.Account, *roles: str, place: str = staged.COUNTY) -> tuple[int, str]:
    for role in roles:
        access.grant(account.pk, role, place, by=SYSTEM)
    client = Client()
    client.force_login(account, backend=BACKEND)
    answer = client.get("/start", follow=True)
    return answer.status_code, answer.request["PATH_INFO"]


@pytest.mark.parametrize("role", [role.code for role in ROLES])
def test_every_role_opens_its_first_page(account, role):
    assert lands(account, role, place=staged.TOWN)[0] == 200


@pytest.mark.parametrize("pair", combinations(BOARDLESS, 2), ids="+".join)
def test_so_do_two_together(account, pair):
    assert lands(account, *pair)[0] == 200


def test_an_account_officer_begins_with_the_accounts_and_a_guard_with_the_shift(account):
    assert lands(account, "account_officer") == (200, "/staff/")
    other = staged.open_account("zhiqin", "值守")
    assert lands(other, "barrier_guard") == (200, "/field/")


@pytest.mark.parametrize(
    ("role", "place", "page"),
    [
        ("headquarters_chief", staged.COUNTY, "/brief"),
        ("headquarters", staged.COUNTY, "/"),
        ("data_team", staged.COUNTY, "/"),
        ("auditor", staged.COUNTY, "/staff/audit"),
        ("township", staged.TOWN, "/tasks"),
        ("village", staged.VILLAGE, "/tasks"),
        ("grid_worker", staged.VILLAGE, "/field/"),
        ("checkpoint", staged.TOWN, "/field/"),
        ("barrier_guard", staged.TOWN, "/field/"),
    ],
)
def test_each_begins_with_what_they_are_here_for(account, role, place, page):
    assert lands(account, role, place=place) == (200, page)


def test_signing_in_at_the_door_leads_there_and_the_situation_stays_one_touch_away(account):
    access.grant(account.pk, "village", staged.VILLAGE, by=SYSTEM)
    client = Client()
    form = {"login": "xinren", "password": staged.PASSWORD}
    answer = client.post("/accounts/login/", form, follow=True)
    assert answer.request["PATH_INFO"] == "/tasks"
    assert client.get("/").status_code == 200


def test_a_guard_whose_password_was_reset_reads_of_it_first(account):
    access.grant(account.pk, "barrier_guard", staged.TOWN, by=SYSTEM)
    other = staged.open_account("bangzhu", "账号员", "account_officer")
    access.reset_password(account.pk, by=access.actor_for(other, "html"))
    account.refresh_from_db()
    account.set_password(staged.PASSWORD)
    account.must_change_password = False
    account.save()
    form = {"login": "xinren", "password": staged.PASSWORD}
    answer = Client().post("/accounts/login/", form, follow=True)
    assert answer.request["PATH_INFO"] == "/checkpoints/"
    assert "重置" in answer.content.decode()


def test_who_may_open_no_page_is_told_whom_to_ask(account):
    access.define_role("kong", Text("空", "Empty"), ["places.read"], by=SYSTEM)
    assert lands(account, "kong") == (200, "/start")
