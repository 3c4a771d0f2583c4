from __future__ import annotations

import re

import pytest

from tests.browser.conftest import DESK, PHONE


@pytest.fixture
def chief(served):
    """The chief's sign-in name; they may open accounts and read the audit."""
    from fangxian.ground.access import api as access
    from tests.doors.command.stage import open_account

    if access.account_named("zhihuizhang") is None:
        open_account("zhihuizhang", "指挥长", "headquarters_chief")
    return "zhihuizhang"


def test_an_account_is_opened_and_its_password_shown_once(sit, chief):
    seat = sit(DESK, chief)
    seat.go("/staff/")
    assert seat.fits()
    seat.shot("staff-desk")
    seat.page.get_by_role("link", name="开账号").click()
    seat.page.get_by_label("姓名").fill("陈小兰")
    seat.page.get_by_label("登录名").fill("chenxiaolan")
    seat.page.locator("select[name=place]").select_option("610921102")
    seat.page.get_by_label("岗位").select_option(label="镇")
    seat.shot("staff-open")
    seat.page.get_by_role("button", name="开账号").click()
    once = seat.page.locator(".alert code").inner_text()
    assert re.fullmatch(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){2}", once)
    seat.shot("staff-account")
    seat.page.reload()
    assert seat.page.locator(".alert code").count() == 0


def test_an_account_opens_beside_the_list_and_esc_closes_it(sit, chief):
    seat = sit(DESK, chief)
    seat.go("/staff/")
    seat.page.get_by_role("link", name="新来的人").click()
    panel = seat.page.locator("#panel")
    panel.get_by_text("加一项授权").wait_for()
    seat.shot("staff-panel")
    seat.page.keyboard.press("Escape")
    assert panel.is_hidden()


def test_the_audit_is_read_and_verified_on_a_phone(sit, chief):
    seat = sit(PHONE, chief)
    seat.go("/staff/audit")
    assert seat.fits()
    seat.page.get_by_role("button", name="验一遍").click()
    seat.page.get_by_text("链条完整").wait_for()
    seat.shot("audit-phone")
    seat.go("/staff/")
    assert seat.fits()
    seat.shot("staff-phone")
