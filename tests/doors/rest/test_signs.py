"""Who may knock: a token dies with its day, its account and its password; a session needs
its CSRF token to change anything."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from fangxian.ground.access import errors as access_errors
from fangxian.ground.access import pages as access
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
    access.Account.objects.filter(username="puxi").update(must_change_password=False)
    token = access.issue_token("puxi", by=SYSTEM).token
    access.close_account(stage.accounts["town"].pk, by=SYSTEM)
    assert access.account_of_token(token) is None


@pytest.mark.parametrize("paper", ["", "x", "eyJhIjoxfQ:1a:zz", "a" * 5000])
def test_a_forged_token_is_nobody(db, paper):
    assert access.account_of_token(paper) is None


def test_nobody_gets_a_token_for_ever(stage):
    with pytest.raises(access_errors.TokenTooLong):
        access.issue_token("puxi", timedelta(days=999), by=SYSTEM)


def strict(**headers: str) -> Client:
    """As a browser or a program meets the real door: CSRF is asked for."""
    return Client(enforce_csrf_checks=True, headers=headers)


def bearer(username: str) -> dict[str, str]:
    return {"authorization": f"Bearer {access.issue_token(username, by=SYSTEM).token}"}


def test_a_session_changes_nothing_without_its_csrf_token(stage):
    client = strict()
    client.force_login(stage.accounts["village"], backend=BACKEND)
    assert client.get("/api/instructions").status_code == 200
    path = f"/api/instructions/{stage.orders[-1]}/receive"
    answer = client.post(path)
    assert answer.status_code == 403
    assert answer.json()["code"] == "rest.without_its_page"
    client.get("/tasks/")
    token = client.cookies["csrftoken"].value
    assert client.post(path, headers={"x-csrftoken": token}).status_code == 200


def test_a_token_can_write_where_csrf_is_asked_for(stage):
    client = strict(**bearer("cun"))
    order = stage.orders[-1]
    for act in ("receive", "accept"):
        answer = client.post(f"/api/instructions/{order}/{act}")
        assert answer.status_code == 200, answer.content
    assert not client.cookies, "a token is no session: it leaves no cookie behind"


def test_a_token_is_lent_nothing_by_a_cookie_beside_it(stage):
    client = strict()
    client.force_login(stage.accounts["hq"], backend=BACKEND)
    wrong = client.get("/api/instructions", headers={"authorization": "Bearer no-such"})
    assert wrong.status_code == 401
    nobody = client.get("/api/instructions", headers=bearer("xinren"))
    assert nobody.status_code == 403


def test_a_one_time_password_opens_nothing(stage):
    """Neither with its session nor by a token: what an officer knows is nobody's yet."""
    access.Account.objects.filter(username="puxi").update(must_change_password=True)
    client = strict()
    client.force_login(stage.accounts["town"], backend=BACKEND)
    assert client.get("/api/instructions").json()["code"] == "rest.password_still_one_time"
    with pytest.raises(access_errors.NotTakenUp):
        access.issue_token("puxi", by=SYSTEM)
    access.Account.objects.filter(username="puxi").update(must_change_password=False)
    headers = bearer("puxi")
    access.Account.objects.filter(username="puxi").update(must_change_password=True)
    answer = strict(**headers).get("/api/instructions")
    assert answer.status_code == 403
    assert answer.json()["code"] == "rest.password_still_one_time"
    assert client.get("/api/openapi.json").status_code == 200
