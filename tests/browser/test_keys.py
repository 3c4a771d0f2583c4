"""One's own keys: an authenticator set up and used, a passkey added and used, a password."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE
from tests.doors.command.stage import PASSWORD


def six_digits(secret: str) -> str:
    """The code that an authenticator shows now (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mac = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    at = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


@pytest.fixture
def confirmed(sit):
    """At a page of safety, once the password was asked for again."""

    def at(path: str, size=DESK, username: str = "xinren"):
        seat = sit(size)
        seat.address = seat.address.replace("127.0.0.1", "localhost")  # passkeys want a name
        seat.sign_in(username)
        seat.page.wait_for_load_state()
        seat.faults.clear()  # without a grant the first page is a refusal, which is meant
        seat.go(path)
        if "/reauthenticate/" in seat.page.url:
            assert seat.fits()
            seat.page.get_by_label("密码").fill(PASSWORD)
            seat.page.get_by_role("button", name="确认").click()
            seat.page.wait_for_url(f"**{path}")
        return seat

    return at


def test_an_authenticator_is_set_up_and_turned_off(confirmed):
    seat = confirmed("/accounts/2fa/totp/activate/", PHONE)
    assert seat.fits()
    seat.shot("totp-390")
    secret = seat.page.locator("code").first.inner_text().strip()
    seat.page.locator("[name=code]").fill(six_digits(secret))
    seat.page.get_by_role("button", name="启用").click()
    seat.page.locator("#recovery_codes").wait_for()
    assert len(seat.page.locator("#recovery_codes").input_value().split()) == 10
    assert seat.fits()
    seat.go("/accounts/2fa/totp/deactivate/")
    seat.page.get_by_role("button", name="停用").click()
    seat.page.get_by_text("未启用").wait_for()


def test_at_an_ip_address_the_page_says_what_to_open(sit):
    seat = sit(PHONE)
    seat.sign_in("cun")
    seat.page.wait_for_load_state()
    seat.go("/accounts/2fa/webauthn/add/")
    if "/reauthenticate/" in seat.page.url:
        seat.page.get_by_label("密码").fill(PASSWORD)
        seat.page.get_by_role("button", name="确认").click()
    told = seat.page.locator("[data-not-here]")
    told.wait_for()
    assert "http://localhost:" in told.get_by_role("link").get_attribute("href")
    assert seat.fits()
    seat.shot("passkey-ip-390")
    assert not seat.page.get_by_role("button", name="添加").count()


def test_a_passkey_is_added_and_signs_in(confirmed):
    seat = confirmed("/accounts/2fa/webauthn/add/", username="cun")
    keys = seat.page.context.new_cdp_session(seat.page)
    keys.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    seat.page.get_by_label("给它起个名字").fill("值班室电脑")
    seat.page.locator("[name=passwordless]").check()
    seat.shot("passkey-add-1280")
    seat.page.get_by_role("button", name="添加").click()
    seat.page.wait_for_url("**/accounts/2fa/**codes/")
    seat.page.context.clear_cookies()
    seat.go("/accounts/login/")
    seat.page.get_by_role("button", name="用通行密钥登录").click()
    expect(seat.page).not_to_have_url(re.compile("/accounts/"))
    seat.go("/accounts/2fa/webauthn/")
    assert "值班室电脑" in seat.page.inner_text("main")
    seat.page.get_by_role("link", name="移除").click()
    if "/reauthenticate/" in seat.page.url:
        seat.page.get_by_label("密码").fill(PASSWORD)
        seat.page.get_by_role("button", name="确认").click()
    seat.page.get_by_role("button", name="移除").click()
    seat.page.get_by_text("还没有通行密钥").wait_for()
