"""One's own keys and password: our pages only, in Chinese, and working."""

from __future__ import annotations

import pytest

OURS = (
    "/accounts/2fa/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
    "/accounts/inactive/",
    "/accounts/logout/",
)


@pytest.mark.parametrize("path", OURS)
def test_every_page_of_an_account_is_drawn_by_ours(at_desk, path):
    answer = at_desk("hq").get(path)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "app.css" in page
    assert 'class="signin"' in page


GONE = (
    "/accounts/password/reset/",
    "/accounts/email/",
    "/accounts/confirm-email/",
    "/accounts/signup/",
)


@pytest.mark.parametrize("path", GONE)
def test_what_needs_a_post_box_or_signs_up_is_not_there(client, db, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "没有这个页面" in answer.content.decode()


def test_who_forgot_is_told_whom_to_ask(client, db):
    page = client.get("/accounts/login/").content.decode()
    assert "忘记密码请找指挥部账号管理员" in page


def test_a_step_of_safety_asks_for_the_password_again(at_desk):
    hq = at_desk("hq")
    answer = hq.get("/accounts/2fa/totp/activate/")
    assert answer.status_code == 302
    assert "/accounts/reauthenticate/" in answer["Location"]


def test_who_changes_a_password_is_not_sent_to_a_page_that_is_not_there(at_desk):
    """The library's hint links to a reset by post; whoever is signed in asks the account officer."""
    page = at_desk("hq").get("/accounts/password/change/").content.decode()
    assert 'name="oldpassword"' in page
    assert "忘记密码" not in page
    assert "password/reset" not in page


@pytest.mark.parametrize(
    ("host", "public", "link"),
    [
        ("127.0.0.1:8610", "", "http://localhost:8610"),
        ("[::1]:8610", "", "http://localhost:8610"),
        ("10.1.2.3", "https://fangxian.example.gov.cn", "https://fangxian.example.gov.cn"),
        ("10.1.2.3", "", ""),
        ("county.lan", "", ""),
        ("localhost:8610", "", None),
    ],
)
def test_where_browsers_offer_no_passkeys_the_page_says_what_to_open(
    client, db, rf, settings, host, public, link
):
    from fangxian.doors import passkeys

    settings.ALLOWED_HOSTS = ["*"]
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update={"public_url": public})
    path = "/accounts/2fa/webauthn/add/"
    found = passkeys.not_here(rf.get(path, headers={"host": host}))
    assert found == (None if link is None else passkeys.NotHere(link and f"{link}{path}"))
    page = client.get("/accounts/login/", headers={"host": host}).content.decode()
    assert ('id="passkey_login"' in page) is (link is None)
    if link:
        assert f'href="{link}/accounts/login/"' in page


def test_over_https_by_a_name_passkeys_work(rf, settings):
    from fangxian.doors import passkeys

    settings.ALLOWED_HOSTS = ["*"]
    host = {"host": "fangxian.example.gov.cn"}
    assert passkeys.not_here(rf.get("/", headers=host, secure=True)) is None
    assert passkeys.not_here(rf.get("/", headers=host)) is not None
