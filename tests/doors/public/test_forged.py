"""A form that comes to the residents' door without its token: what was typed stays, in their words."""

from __future__ import annotations

import pytest
from django.test import Client

TYPED = {"named": "魔都", "password": "hunter2"}


def sends(site: str, to: str = "/p/places"):
    client = Client(enforce_csrf_checks=True, headers={"sec-fetch-site": site})
    answer = client.post(to, TYPED)
    return client, answer, answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("to", ["/p/places", "/p/code/sw.js"])
def test_what_was_typed_stays_and_it_says_what_to_do(to):
    client, answer, page = sends("same-origin", to)
    assert (answer.status_code, answer["Cache-Control"]) == (403, "no-store")
    assert "魔都" in page
    assert "再次提交" in page
    assert "不用登录" in page
    assert "hunter2" not in page
    assert "/accounts/" not in page
    token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    assert answer["Referrer-Policy"] == "strict-origin"  # "no-referrer" sends the origin "null"
    again = client.post(
        to, TYPED | {"csrfmiddlewaretoken": token}, headers={"origin": "http://testserver"}
    )
    assert again.status_code == 405  # it is heard: no form is taken at this address


@pytest.mark.django_db
def test_a_strangers_form_is_not_sent_on_from_here():
    _, answer, page = sends("cross-site")
    assert answer.status_code == 403
    assert "魔都" not in page


@pytest.mark.django_db
def test_the_desk_has_its_own_words():
    client = Client(enforce_csrf_checks=True)
    assert "不用登录" not in client.post("/language", {"language": "en"}).content.decode()
