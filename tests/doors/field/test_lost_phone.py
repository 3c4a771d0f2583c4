"""A phone is lost with whatever its browser still holds. What of the county opens to who finds it?"""

from __future__ import annotations

import json
import time
from dataclasses import replace

import pytest

from fangxian.doors.field import enrolling
from fangxian.ground.access import pages as access
from fangxian.ground.devices import api as devices
from fangxian.ground.devices.models import Device
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HERE = "/field/api/choices"


def sign_in(client, account, how=None):
    """By password; with `how`, as somebody whose session of before is still open."""
    if how is None:
        taken = client.post("/accounts/login/", {"login": account.username, "password": "x"})
        assert taken.status_code == 302, taken.content
        return
    client.force_login(account, backend=BACKEND)
    session = client.session
    session["account_authentication_methods"] = how
    session.save()


def reopen(client, number):
    said = json.dumps({"device": number})
    return client.post("/field/api/reopen", said, content_type="application/json")


def enrol(client):
    said = json.dumps({"name": "捡到的", "tiles": ["checkpoint"]})
    return client.post("/field/api/enrol", said, content_type="application/json")


def test_enrolling_leaves_no_session_in_the_browser_and_the_phone_goes_on(phone, client):
    assert client.get(HERE).json()["actor"] == ""
    assert "/accounts/login/" in client.get("/arrivals")["Location"]
    assert reopen(client, phone.number).json()["code"] == "field.not_signed_in"
    assert phone.bundle().status_code == 200


@pytest.mark.parametrize(
    "how", [[], [{"method": "password", "at": time.time() - 3600}]], ids=["unknown", "an hour old"]
)
def test_a_session_of_before_opens_no_phone_and_ends(phone, client, guard, how):
    sign_in(client, guard, how)
    answer = reopen(client, phone.number)
    assert (answer.status_code, answer.json()["code"]) == (401, "field.sign_in_anew")
    assert "五分钟" in answer.json()["way_out"]["zh"]
    assert client.get(HERE).json()["actor"] == ""  # the sign-in page asks, and leads back


@pytest.mark.parametrize(
    "how", [[], [{"method": "password", "at": time.time() - 3600}]], ids=["unknown", "an hour old"]
)
def test_a_session_of_before_sets_up_no_phone_and_ends(site, client, guard, how):
    sign_in(client, guard, how)
    answer = enrol(client)
    assert (answer.status_code, answer.json()["code"]) == (401, "field.sign_in_anew")
    assert not Device.objects.exists()
    assert client.get(HERE).json()["actor"] == ""
    sign_in(client, guard)
    assert enrol(client).status_code == 200


def test_a_password_given_just_now_opens_it_once(phone, client, guard):
    sign_in(client, guard)
    assert reopen(client, phone.number).status_code == 200
    assert reopen(client, phone.number).json()["code"] == "field.not_signed_in"


def test_a_sign_in_is_fresh_for_minutes(phone, client, guard, monkeypatch):
    sign_in(client, guard)
    late = time.time() + enrolling.FRESH
    monkeypatch.setattr(enrolling.time, "time", lambda: late)
    assert reopen(client, phone.number).json()["code"] == "field.sign_in_anew"


def test_revoking_shuts_whoever_is_signed_in_as_its_account_out(phone, client, guard):
    other = barrier_guard()
    sign_in(client, guard)
    from django.test import Client

    bystander = Client()
    sign_in(bystander, other)
    assert client.get("/arrivals").status_code != 302
    devices.revoke(phone.number, "丢了", by=SYSTEM)
    assert "/accounts/login/" in client.get("/arrivals")["Location"]
    assert enrol(client).json()["code"] == "field.not_signed_in"
    assert reopen(client, phone.number).json()["code"] == "field.not_signed_in"
    assert Device.objects.count() == 1
    assert bystander.get(HERE).json()["actor"] == other.name
    sign_in(client, guard)  # whoever has the phone may know the password
    answer = enrol(client)
    assert (answer.status_code, answer.json()["code"]) == (403, "devices.password_to_be_reset")
    assert "账号管理员" in answer.json()["way_out"]["zh"]
    assert Device.objects.count() == 1


def reset(guard) -> None:
    """An officer sets the password anew, and the owner chooses their own."""
    officer = access.open_account("jinan", "重置的人", "610921", by=SYSTEM).account_id
    access.reset_password(guard.pk, by=replace(SYSTEM, account_id=officer))
    outbox.settle()
    guard.refresh_from_db()
    guard.must_change_password = False
    guard.set_password("x")
    guard.save()


def test_with_a_password_that_was_reset_since_a_phone_is_set_up_again(phone, client, guard):
    devices.revoke(phone.number, "丢了", by=SYSTEM)
    with clock.at("2022-05-10T08:30"):
        reset(guard)
        sign_in(client, guard)
        assert enrol(client).status_code == 200


def test_a_reset_of_before_the_phone_was_lost_opens_nothing(enrolled, client, guard):
    reset(guard)
    with clock.at("2022-05-10T08:30"):
        lost = enrolled("新手机")
        devices.revoke(lost.number, "又丢了", by=SYSTEM)
        sign_in(client, guard)
        assert enrol(client).json()["code"] == "devices.password_to_be_reset"


def test_a_phone_that_was_shut_by_the_reset_needs_no_second_one(phone, client, guard):
    reset(guard)
    assert Device.objects.get().shut_by_reset
    sign_in(client, guard)
    assert enrol(client).status_code == 200


def test_the_officers_who_may_reset_are_named(phone, client, guard):
    chief = access.open_account("guanli", "许管理", "610921", by=SYSTEM).account_id
    access.grant(chief, "account_officer", "610921", by=SYSTEM)
    devices.revoke(phone.number, "丢了", by=SYSTEM)
    sign_in(client, guard)
    assert "许管理" in enrol(client).json()["way_out"]["zh"]


def test_a_token_of_the_account_ends_with_the_phone(phone, guard):
    token = access.issue_token(guard.username, by=SYSTEM).token
    assert access.account_of_token(token) == guard
    devices.revoke(phone.number, "丢了", by=SYSTEM)
    assert access.account_of_token(token) is None


def barrier_guard():
    from tests.doors.field import barrier

    return barrier.make_guard("other")


def test_a_phone_set_up_with_a_password_that_was_reset_opens_nothing_afterwards(phone, guard):
    """Whoever had the old password has the phone: the owner's new one must not wake it again."""
    officer = access.open_account("jinan", "重置的人", "610921", by=SYSTEM).account_id
    access.reset_password(guard.pk, by=replace(SYSTEM, account_id=officer))
    outbox.settle()
    guard.refresh_from_db()
    guard.must_change_password = False
    guard.save()
    answer = phone.bundle()
    assert (answer.status_code, answer.json()["code"]) == (401, "devices.revoked")
