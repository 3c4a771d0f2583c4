"""A form of ours that was refused comes back as it was filled in, once, on its own page."""

from __future__ import annotations

import json
import re

import pytest
from django.urls import reverse

from fangxian.doors.command.shared import refilling

HERE = "http://testserver"


TYPED = {"words": "人不在家,雨大路滑", "place_text": "三组"}


@pytest.fixture
def village(at_desk, stage):
    """A village that reports without what the report needs: client, the page, sending it."""
    client, order = at_desk("village"), stage.orders[0]
    page = reverse("instruction", args=[order])
    asked = reverse("instruction_do", args=[order, "act"])

    def send(**headers: str):
        secrets = {"password": "long-enough", "code": "123456"}
        return client.post(asked, {**TYPED, **secrets}, headers=headers)

    return client, page, send


def _form(answer) -> dict:
    found = re.search(r'id="returned-form"[^>]*>(.*?)</script>', answer.content.decode(), re.DOTALL)
    assert found
    return json.loads(found[1])


def test_it_comes_back_filled_in_once_without_its_secrets(village):
    client, page, send = village
    sent = send(referer=HERE + page)
    assert (sent.status_code, sent["Location"]) == (303, page)
    back = client.get(page)
    kept = _form(back)
    assert kept["action"].startswith(page.rstrip("/"))
    assert dict(kept["typed"]) == TYPED
    assert back.content.decode().count('class="refusal"') == 1
    assert "求助时报这个编号" in back.content.decode()
    assert b"returned-form" not in client.get(page).content


def test_in_the_session_it_lies_sealed(village):
    client, page, send = village
    send(referer=HERE + page)
    kept = client.session[refilling.KEY]
    assert TYPED["words"] not in kept
    assert TYPED["words"].encode().hex() not in kept


def test_whoever_went_elsewhere_is_not_told_there(village):
    client, page, send = village
    send(referer=HERE + page)
    assert b"returned-form" not in client.get(reverse("work")).content
    assert b"returned-form" not in client.get(page).content


def test_a_page_that_only_a_press_draws_still_says_why(village):
    client, page, send = village
    asked = reverse("instruction_do", args=[int(page.rstrip("/").rpartition("/")[2]), "act"])
    sent = send(referer=HERE + asked)
    answer = client.get(sent["Location"])
    assert answer.status_code == 405
    assert _form(answer)["action"] == asked
    assert "没有办成" in answer.content.decode()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"referer": "http://elsewhere.example/x"},
        {"hx-request": "true", "referer": HERE + "/tasks"},
    ],
)
def test_a_strangers_form_and_a_piece_of_a_page_are_answered_where_they_are(village, headers):
    client, _, send = village
    sent = send(**headers)
    assert 400 <= sent.status_code < 500
    assert refilling.KEY not in client.session


def test_too_much_is_not_carried(village, monkeypatch):
    client, page, send = village
    monkeypatch.setattr(refilling, "MOST", 10)
    assert 400 <= send(referer=HERE + page).status_code < 500
    assert refilling.KEY not in client.session
