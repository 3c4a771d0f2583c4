"""Who may knock: a token dies with its day, its account and its password; a session needs
its CSRF token to change anything."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from fangxian.doors.rest import tokens
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
    token = tokens.issue("puxi", timedelta(days=2)).token
    assert tokens.account_of(token) == stage.accounts["town"]
    with clock.at("2022-05-12T20:15"):
        assert tokens.account_of(token) is None


def test_a_token_dies_with_a_new_password_and_with_the_account(stage):
    token = tokens.issue("puxi").token
    access.reset_password(stage.accounts["town"].pk, by=SYSTEM)
    assert tokens.account_of(token) is None
    token = tokens.issue("puxi").token
    access.close_account(stage.accounts["town"].pk, by=SYSTEM)
    assert tokens.account_of(token) is None


@pytest.mark.parametrize("paper", ["", "x", "eyJhIjoxfQ:1a:zz", "a" * 5000])
def test_a_forged_token_is_nobody(db, paper):
    assert tokens.account_of(paper) is None


def test_nobody_gets_a_token_for_ever(stage):
    with pytest.raises(tokens.TokenTooLong):
        tokens.issue("puxi", timedelta(days=999))


def test_a_session_changes_nothing_without_its_csrf_token(stage):
    client = Client(enforce_csrf_checks=True)
    client.force_login(stage.accounts["town"], backend=BACKEND)
    assert client.get("/api/instructions").status_code == 200
    answer = client.post(f"/api/instructions/{stage.orders[0]}/receive")
    assert answer.status_code in (401, 403)
    assert answer.json()["code"] == "rest.not_signed_in"
