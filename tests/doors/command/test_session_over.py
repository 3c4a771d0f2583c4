"""Somebody types for long and their sign-in ends: it is said, and what they typed is not lost."""

from __future__ import annotations

import json
import re
from urllib.parse import quote

import pytest
from django.test import Client

from fangxian.doors import web_request
from tests.doors.command import stage as staged

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
OURS = {"origin": "http://testserver"}
TYPED = {"name": "孙越<b>", "phone": "13900006666", "origin": "上海市", "password": "geheim"}


@pytest.fixture
def browser(stage):
    client = Client()
    client.force_login(stage.accounts["town"], backend=BACKEND)
    client.get("/work")
    assert web_request.DEVICE in client.cookies
    return client


def ends(client: Client) -> None:
    """The browser drops the cookie at its hour."""
    del client.cookies["sessionid"]


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


@pytest.mark.parametrize(("language", "said"), [("zh", "登录已到时"), ("en", "sign-in has ended")])
def test_a_form_sent_too_late_is_kept_and_said(browser, language, said):
    ends(browser)
    browser.cookies[web_request.COOKIE] = language
    answer = browser.post("/arrivals/new", TYPED, headers=OURS)
    page = answer.content.decode()
    assert answer.status_code == 401
    assert said in page
    assert hidden(page)["name"] == "孙越&lt;b&gt;"
    assert hidden(page)["phone"] == "13900006666"
    assert "geheim" not in page
    assert "/accounts/login/" in page


def test_signed_in_again_the_kept_form_is_taken(browser, stage):
    typed = {
        "name": "孙越",
        "phone": "13900006666",
        "document_type": "居民身份证",
        "document_number": staged.number_of("19910203"),
        "origin": "上海市浦东新区",
        "arrival": "2022-05-10",
        "place": staged.VILLAGE,
    }
    ends(browser)
    page = browser.post("/arrivals/new", typed, headers=OURS).content.decode()
    browser.force_login(stage.accounts["town"], backend=BACKEND)
    again = {name: value for name, value in hidden(page).items() if name in typed}
    assert again == typed
    assert browser.post("/arrivals/new", again, headers=OURS).status_code == 302


def test_a_page_that_expired_keeps_what_was_typed(stage):
    client = Client(enforce_csrf_checks=True)
    client.force_login(stage.accounts["town"], backend=BACKEND)
    answer = client.post("/arrivals/new", TYPED, headers=OURS)
    assert answer.status_code == 403
    assert hidden(answer.content.decode())["origin"] == "上海市"


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://elsewhere.example"}, {}, {"referer": "http://testserver.elsewhere/"}],
)
def test_a_stranger_s_form_is_not_offered_to_be_sent(stage, headers):
    client = Client(enforce_csrf_checks=True)
    client.force_login(stage.accounts["town"], backend=BACKEND)
    page = client.post("/arrivals/new", TYPED, headers=headers).content.decode()
    assert "上海市" not in page


def test_a_piece_of_a_page_is_told_where_to_sign_in_and_stays(browser):
    ends(browser)
    answer = browser.post("/arrivals/new", TYPED, headers={**OURS, "hx-request": "true"})
    assert answer.status_code == 401
    assert answer["X-Sign-In"].startswith("/accounts/login/")


def test_whose_sign_in_ended_is_told_to_sign_in_again_though_the_token_is_gone_too(stage):
    """The session and the token of a phone end together: to press again cannot help."""
    client = Client(enforce_csrf_checks=True)
    here = "http://testserver/tasks?section=new"
    answer = client.post(
        "/tasks/1/act", TYPED, headers={**OURS, "hx-request": "true", "hx-current-url": here}
    )
    assert answer.status_code == 401
    assert answer["X-Sign-In"] == f"/accounts/login/?next={quote(here, safe='')}"
    assert "再点一次" not in answer.content.decode()


def test_a_piece_of_a_page_that_expired_stays_with_what_was_typed(stage):
    client = Client(enforce_csrf_checks=True)
    client.force_login(stage.accounts["town"], backend=BACKEND)
    answer = client.post("/arrivals/new", TYPED, headers={**OURS, "hx-request": "true"})
    assert (answer.status_code, answer["HX-Reswap"]) == (403, "none")
    assert json.loads(answer["HX-Trigger"])["say"]["kind"] == "fault"


@pytest.mark.parametrize(("language", "promise"), [("zh", "还在"), ("en", "is kept")])
def test_nothing_is_promised_where_nothing_is_kept(stage, language, promise):
    client = Client(enforce_csrf_checks=True)
    client.force_login(stage.accounts["town"], backend=BACKEND)
    client.cookies[web_request.COOKIE] = language
    unkept = client.post("/arrivals/new", TYPED).content.decode()
    assert "command.page_expired_empty" in unkept
    assert promise not in unkept
    assert promise in client.post("/arrivals/new", TYPED, headers=OURS).content.decode()


def test_who_is_sent_to_sign_in_reads_that_it_ended(browser):
    """Not who comes for the first time, and not who signed out by themselves."""
    first = Client().get("/tasks", follow=True)
    assert "data-ended" not in first.content.decode()
    ends(browser)
    asked = browser.get("/tasks/list?late=1", follow=True)
    page = asked.content.decode()
    assert "登录已结束" in page
    assert 'name="next" value="/tasks/list?late=1"' in page


def test_who_signs_out_is_not_told_that_it_ended(browser):
    assert "data-ended" not in browser.post("/accounts/logout/", follow=True).content.decode()
