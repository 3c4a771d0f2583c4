"""Who may knock: a token dies with its day, its account and its password; a session needs
its CSRF token to change anything."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from fangxian.ground.access import api as access
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def test_nobody_is_let_in_without_a_sign(client, db):
    answer = client.get("/api/instructions")
    assert answer.status_code == 401
    assert answer["Content-Type"].startswith("application/problem+json")
    assert answer.json()["code"] == "rest.not_signed_in"
    assert answer.json()["sentence"]["zh"]
    assert answer.json()["way_out"]["en"]


def test_a_token_acts_with_the_account_s_grants(call):
    assert call("town").get("/api/instructions").json()["total"] == 8
    assert call("nobody").get("/api/instructions").status_code == 403


def test_a_token_ends_on_its_day(call, stage):
    token = access.issue_token("puxi", timedelta(days=2), by=SYSTEM).token
    assert access.account_of_token(token) == stage.accounts["town"]
    with clock.at("2022-05-12T20:15"):
        assert access.account_of_token(token) is None


def test_a_token_dies_with_a_new_password_and_with_the_account(stage):
    token = access.issue_token("puxi", by=SYSTEM).token
    access.reset_password(stage.accounts["town"].pk, by=SYSTEM)
    assert access.account_of_token(token) is None
    token = access.issue_token("puxi", by=SYSTEM).token
    access.close_account(stage.accounts["town"].pk, by=SYSTEM)
    assert access.account_of_token(token) is None


@pytest.mark.parametrize("paper", ["", "x", "eyJhIjoxfQ:1a:zz", "a" * 5000])
def test_a_forged_token_is_nobody(db, paper):
    assert access.account_of_token(paper) is None


def test_nobody_gets_a_token_for_ever(stage):
    with pytest.raises(access.TokenTooLong):
        access.issue_token("puxi", timedelta(days=999), by=SYSTEM)


def test_a_session_changes_nothing_without_its_csrf_token(stage):
    client = Client(enforce_csrf_checks=True)
    client.force_login(stage.accounts["town"], backend=BACKEND)
    assert client.get("/api/instructions").status_code == 200
    answer = client.post(f"/api/instructions/{stage.orders[0]}/receive")
    assert answer.status_code in (401, 403)
    assert answer.json()["code"] == "rest.not_signed_in"
