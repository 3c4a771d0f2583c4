"""Where no page could answer: 503 with the time to come back, at every door; and no address
that the house does not know."""

from __future__ import annotations

import psycopg
import pytest
from django.db import OperationalError
from django.test import Client

from fangxian.ground.access import pages as access
from fangxian.kernel.actor import SYSTEM


@pytest.fixture
def away(monkeypatch):
    """The database is starting up: whoever asks it is told so."""

    def fail(*_asked, **_more):
        fault = OperationalError("the database system is starting up")
        fault.__cause__ = psycopg.errors.CannotConnectNow("the database system is starting up")
        raise fault

    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", fail)
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "x" * 32
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/tasks/", "/p/code/", "/p/", "/accounts/login/"])
def test_a_page_says_when_to_come_back(away, path):
    answer = away.get(path)
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert answer["X-Refusal"] == "kernel.database_away"
    assert "数据库正在恢复" in answer.content.decode()
    assert "recovering" in answer.content.decode()


@pytest.mark.django_db
def test_a_piece_of_a_page_gets_a_piece(away):
    answer = away.get("/tasks/", headers={"hx-request": "true"})
    assert answer.status_code == 503
    assert "<html" not in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/api/instructions", "/field/api/bundle", "/gate/code"])
def test_programs_get_a_problem(away, path):
    answer = away.get(path, headers={"authorization": "Bearer x"})
    assert answer.status_code == 503
    assert answer["Content-Type"].startswith("application/problem+json")
    assert int(answer["Retry-After"]) > 0
    assert answer.json()["code"] == "kernel.database_away"


@pytest.mark.django_db
def test_a_fault_of_ours_stays_one(client, monkeypatch):
    def break_(*_asked, **_more):
        raise ZeroDivisionError

    monkeypatch.setattr("fangxian.doors.command.middleware._actor", break_)
    client.raise_request_exception = False
    page = client.get("/tasks/")
    assert page.status_code == 500
    assert "config.broken" in page.content.decode()
    assert 'href="/tasks/"' in page.content.decode()
    assert client.get("/api/instructions").json()["code"] == "config.broken"


@pytest.mark.django_db
def test_an_unknown_address_is_told_in_the_asker_s_way(client):
    assert "没有这个页面" in client.get("/no/such/page").content.decode()
    assert client.get("/api/no/such").json()["code"] == "kernel.not_found"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("path", "home"), [("/no/such/page", 'href="/"'), ("/p/no-such", 'href="/p/"')]
)
def test_every_door_says_code_sentence_and_way_out_and_leads_back(client, path, home, language):
    client.cookies["language"] = language
    answer = client.get(path)
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "config.no_such_page" in page
    assert ("No such page" if language == "en" else "没有这个页面") in page
    assert home in page


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/language", "/p/code/in"])
def test_an_address_that_only_takes_what_is_sent_says_so(client, path):
    answer = client.get(path)
    assert answer.status_code == 405
    assert "POST" in answer["Allow"]
    assert "不能直接打开" in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "home"), [("/p/declare", "/p/"), ("/field/", "/field/"), ("/tasks", "/")]
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_the_front_declines_leads_back_to_the_asker_s_door(path, home, language):
    from config import failing

    answer = failing.told(path, f"language={language}", failing.Malformed())
    page = answer.content.decode()
    assert answer.status_code == 400
    assert f'href="{home}"' in page
    assert "config.malformed" in page
    assert f'lang="{"en" if language == "en" else "zh-Hans"}"' in page


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "words"), [("zh", "太多次"), ("en", "Wait some minutes")])
def test_who_is_asked_to_wait_by_the_sign_in_library_reads_why(client, language, words):
    access.bootstrap()
    opened = access.open_account("jiren", "记人", "610921", by=SYSTEM)
    client.force_login(access.Account.objects.get(pk=opened.account_id))
    client.cookies["language"] = language
    typed = {"oldpassword": "wrong", "password1": "x", "password2": "y"}
    answers = [client.post("/accounts/password/change/", typed) for _ in range(7)]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    assert words in answers[-1].content.decode()
    assert "config.too_often" in answers[-1].content.decode()
    assert int(answers[-1]["Retry-After"]) > 0


@pytest.mark.django_db
def test_a_method_that_is_not_taken_is_said_to_person_and_program(client):
    page = client.get("/language")
    assert page.status_code == 405
    assert page["Allow"]
    assert "config.wrong_way" in page.content.decode()
    told = client.delete("/field/api/bundle")
    assert told.status_code in {401, 405}
    assert told.json()["code"]
