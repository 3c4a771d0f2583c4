"""One's own keys and password: our pages only, in Chinese, and working."""

from __future__ import annotations

import pytest

OURS = (
    "/accounts/2fa/", "/accounts/password/change/", "/accounts/reauthenticate/",
    "/accounts/password/reset/", "/accounts/email/", "/accounts/inactive/",
    "/accounts/confirm-email/", "/accounts/logout/",
)  # fmt: skip


@pytest.mark.parametrize("path", OURS)
def test_every_page_of_an_account_is_drawn_by_ours(at_desk, path):
    answer = at_desk("hq").get(path)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "app.css" in page
    assert 'class="signin"' in page


def test_who_forgot_is_told_whom_to_ask(client, db):
    page = client.get("/accounts/password/reset/").content.decode()
    assert "请找账号管理员" in page
    assert 'name="email"' not in page


def test_nobody_signs_up(client, db):
    assert "请找账号管理员" in client.get("/accounts/signup/").content.decode()


def test_a_step_of_safety_asks_for_the_password_again(at_desk):
    hq = at_desk("hq")
    answer = hq.get("/accounts/2fa/totp/activate/")
    assert answer.status_code == 302
    assert "/accounts/reauthenticate/" in answer["Location"]
