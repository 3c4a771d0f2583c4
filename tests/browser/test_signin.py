from __future__ import annotations

import pytest

from tests.browser.conftest import DESK, PHONE, own_order


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_sign_in_page_fits_and_says_what_is_wrong(sit, size):
    seat = sit(size)
    seat.go("/accounts/login/?next=/tasks")
    assert seat.fits()
    seat.shot(f"signin-{size[0]}")
    seat.page.get_by_label("账号").fill("cun")
    seat.page.get_by_label("密码").fill("not the password")
    seat.page.get_by_role("button", name="登录", exact=True).click()
    assert "账号或密码不对" in seat.page.get_by_role("alert").inner_text()


def test_one_comes_back_to_the_page_one_asked_for(sit):
    seat = sit(DESK)
    seat.go("/tasks/list?late=1")
    assert "/accounts/login/" in seat.page.url
    from tests.doors.command.stage import PASSWORD

    seat.page.get_by_label("账号").fill("puxi")
    seat.page.get_by_label("密码").fill(PASSWORD)
    seat.page.keyboard.press("Enter")
    seat.page.wait_for_url("**/tasks/list?late=1")


def test_who_has_no_grant_is_told_so_and_can_sign_out(sit):
    seat = sit(PHONE, "xinren")
    seat.page.goto(seat.address + "/tasks")
    seat.faults.clear()  # the browser notes the 403 that is meant
    assert "还没有授权" in seat.page.inner_text("h1")
    seat.page.locator("details.who:not(.bell) summary").click()
    seat.page.get_by_role("button", name="退出").click()
    seat.page.wait_for_url("**/accounts/login/**")


def test_english_and_dark_are_remembered(sit):
    seat = sit(DESK, "puxi")
    seat.go("/tasks")
    seat.page.get_by_role("button", name="EN").click()
    assert seat.page.inner_text("h1") == "My work"
    seat.page.locator("[data-theme-switch]").click()
    seat.go("/tasks")
    assert seat.page.get_attribute("html", "data-bs-theme") == "dark"
    seat.shot("work-dark")


def test_typed_words_survive_an_expired_session(sit, served):
    from tests.doors.command.stage import PASSWORD

    order = own_order("尉迟田", "19710117")
    seat = sit(DESK, "cun")
    seat.go(f"/tasks/{order}?do=act")
    seat.page.get_by_label("联系不上").check()
    seat.page.get_by_label("怎么办的").fill("敲门无人,邻居说在田里")
    seat.page.context.clear_cookies(name="sessionid")
    seat.page.get_by_role("button", name="办结").click()
    seat.page.get_by_role("heading", name="没有提交").wait_for()
    seat.shot("kept")
    with seat.page.context.expect_page() as opened:
        seat.page.get_by_role("link", name="重新登录").click()
    there = opened.value
    there.get_by_label("账号").fill("cun")
    there.get_by_label("密码").fill(PASSWORD)
    with there.expect_navigation():
        there.get_by_role("button", name="登录", exact=True).click()
    seat.page.get_by_role("button", name="再次提交").click()
    seat.page.get_by_text("敲门无人,邻居说在田里").first.wait_for()
    seat.faults.clear()  # the refusal that the browser itself complains of


def test_a_refused_form_comes_back_as_it_was_filled_in(sit, served):
    order = own_order("拓跋秋", "19720118")
    seat = sit(PHONE, "cun")
    seat.go(f"/tasks/{order}?do=act")
    seat.page.get_by_label("联系不上").check()
    told = seat.page.get_by_label("怎么办的")
    told.fill("敲门无人")
    seat.page.evaluate("document.querySelector('#ask').noValidate = true")
    seat.page.evaluate("document.querySelector('#ask [name=at]').value = '2099-01-01T00:00'")
    seat.page.get_by_role("button", name="办结").click()
    seat.page.locator("form .refusal").wait_for()
    assert told.input_value() == "敲门无人"
    assert seat.page.get_by_label("联系不上").is_checked()
    assert seat.fits()
    seat.faults.clear()  # the refusal that the browser itself complains of
