"""The way in: one address that fails shuts nobody else out, and its owner is told what was done."""

from __future__ import annotations

import pytest
from django.test import Client

from fangxian.doors import threshold
from fangxian.ground.access import api as access
from fangxian.kernel.actor import SYSTEM
from tests.doors.command.stage import PASSWORD

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


def sign_in(username: str, password: str, address: str = "10.0.0.9"):
    return Client(headers={"x-forwarded-for": f"6.6.6.6, {address}"}).post(
        LOGIN, {"login": username, "password": password}
    )


@pytest.fixture
def behind_proxy(settings):
    settings.FANGXIAN_PROXIES = 1


def test_one_stranger_behind_the_proxy_shuts_nobody_out(stage, behind_proxy):
    for _ in range(40):
        answer = sign_in("puxi", "wrong")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "密码错误次数过多" in answer.content.decode()
    assert sign_in("puxi", PASSWORD).status_code == 429, "not even with the right one, from there"
    assert sign_in("puxi", PASSWORD, "10.0.0.10").status_code == 302, "its owner elsewhere"
    assert sign_in("cun", PASSWORD).status_code == 302, "a colleague behind the same address"


def test_the_asker_s_own_words_are_no_address(rf, settings):
    asked = rf.get(
        "/", headers={"x-forwarded-for": "1.1.1.1, 2.2.2.2, 3.3.3.3"}, REMOTE_ADDR="9.9.9.9"
    )
    for proxies, address in ((0, "9.9.9.9"), (1, "3.3.3.3"), (2, "2.2.2.2"), (5, "9.9.9.9")):
        settings.FANGXIAN_PROXIES = proxies
        assert threshold.address_of(asked) == address


def test_who_signs_in_after_a_reset_reads_who_did_it(stage):
    client = Client()
    password = access.reset_password(stage.accounts["town"].pk, by=SYSTEM)
    answer = client.post(LOGIN, {"login": "puxi", "password": password}, follow=True)
    said = answer.content.decode()
    assert "您的密码于" in said
    assert "系统" in said
    again = Client().post(LOGIN, {"login": "puxi", "password": password}, follow=True)
    assert "您的密码于" not in again.content.decode()


def test_a_reset_ends_the_sessions_that_there_were(stage):
    client = Client()
    client.force_login(
        stage.accounts["town"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert client.get("/tasks").status_code == 200
    access.reset_password(stage.accounts["town"].pk, by=SYSTEM)
    assert client.get("/tasks").status_code == 302


def test_a_browser_gets_a_number_of_its_own_and_keeps_it(stage):
    client = Client()
    client.post(LOGIN, {"login": "puxi", "password": PASSWORD}, follow=True)
    mark = client.cookies[threshold.DEVICE]
    assert mark["httponly"]
    client.get("/tasks")
    assert client.cookies[threshold.DEVICE].value == mark.value
