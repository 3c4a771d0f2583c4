"""The way in: one address that fails shuts nobody else out, and its owner is told what was done."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from fangxian.doors import web_request
from fangxian.ground.access import pages as access
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.codes import pages as codes
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
        assert web_request.address_of(asked) == address


def test_a_house_of_ipv6_is_one_network_and_its_carrier_s_block_a_wider_one(rf):
    for address, network in (
        ("10.0.0.9", ("10.0.0.9", "")),
        ("::ffff:10.0.0.9", ("10.0.0.9", "")),
        ("2001:db8:1:2:3:4:5:6", ("2001:db8:1:2::/64", "2001:db8:1::/48")),
        ("2001:db8:1:2::9", ("2001:db8:1:2::/64", "2001:db8:1::/48")),
        ("fe80::1%eth0", ("fe80::/64", "fe80::/48")),
        ("unknown", ("unknown", "")),
    ):
        assert web_request.network_of(rf.get("/", REMOTE_ADDR=address)) == network


def strangers_try(username: str) -> None:
    for n in range(60):
        sign_in(username, "wrong", f"10.9.0.{n}")


def known(username: str) -> Client:
    """A browser in which the account was signed in before, and then out."""
    client = Client(headers={"x-forwarded-for": "10.0.0.9"})
    assert client.post(LOGIN, {"login": username, "password": PASSWORD}).status_code == 302
    client.post("/accounts/logout/")
    return client


def test_nobody_is_kept_signed_out_by_strangers_on_a_device_of_theirs(stage, behind_proxy):
    client, another = known("puxi"), known("cun")
    strangers_try("puxi")
    typed = {"login": "puxi", "password": PASSWORD}
    assert sign_in("puxi", PASSWORD, "10.0.0.77").status_code == 429, "a device nobody knows"
    assert another.post(LOGIN, typed).status_code == 429, "nor a colleague's"
    assert client.post(LOGIN, typed).status_code == 302
    outbox.settle()
    [alarm] = [one for one in codes.alarms(by=SYSTEM) if one.kind == "tries"]
    assert "蒲溪镇值班" in alarm.shown
    answer = sign_in("nobody-of-this-name", "wrong", "10.9.0.1")
    assert answer.status_code == sign_in("cun", "wrong", "10.9.0.1").status_code


def test_a_reset_makes_a_device_a_stranger_s_and_a_new_password_of_one_s_own_does_not(
    stage, behind_proxy
):
    client = known("puxi")
    password = access.reset_password(stage.accounts["town"].pk, by=SYSTEM)
    strangers_try("puxi")
    assert client.post(LOGIN, {"login": "puxi", "password": password}).status_code == 429
    with clock.at(clock.now() + timedelta(minutes=1)):
        client.post(LOGIN, {"login": "puxi", "password": password})
        fresh = "entirely-other-2022"
        changed = {"oldpassword": password, "password1": fresh, "password2": fresh}
        assert client.post("/accounts/password/change/", changed).status_code == 302
        client.post("/accounts/logout/")
        strangers_try("puxi")
        assert client.post(LOGIN, {"login": "puxi", "password": fresh}).status_code == 302


def test_who_signs_in_after_a_reset_reads_who_did_it(stage):
    client = Client()
    password = access.reset_password(stage.accounts["town"].pk, by=SYSTEM)
    answer = client.post(LOGIN, {"login": "puxi", "password": password}, follow=True)
    said = answer.content.decode()
    assert "您的密码于" in said
    assert "系统" in said
    again = Client().post(LOGIN, {"login": "puxi", "password": password}, follow=True)
    assert "您的密码于" not in again.content.decode()


@pytest.mark.parametrize("way", ["", "totp/activate/", "webauthn/add/", "recovery-codes/generate/"])
def test_who_knows_a_password_that_was_handed_out_adds_no_factor_that_outlives_it(stage, way):
    client = Client()
    password = access.reset_password(stage.accounts["town"].pk, by=SYSTEM)
    client.post(LOGIN, {"login": "puxi", "password": password})
    for answer in (client.get(f"/accounts/2fa/{way}"), client.post(f"/accounts/2fa/{way}", {})):
        assert answer.status_code == 302
        assert answer["Location"] == "/accounts/password/change/"
    assert client.get("/accounts/password/change/").status_code == 200


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
    mark = client.cookies[web_request.DEVICE]
    assert mark["httponly"]
    client.get("/tasks")
    assert client.cookies[web_request.DEVICE].value == mark.value
