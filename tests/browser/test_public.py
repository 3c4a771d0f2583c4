from __future__ import annotations

import pytest

from tests.browser.conftest import DESK, PHONE
from tests.doors.public.resident import number_of


def next_(page):
    page.locator("button.big[value=next]").click()


def fill_in(page, shot):
    page.get_by_label("姓名").fill("张三丰")
    page.get_by_label("证件号码").fill(number_of("19900101"))
    page.get_by_label("电话").fill("13891501234")
    next_(page)
    page.get_by_label("从哪里出发").fill("陕西省西安市雁塔区")
    page.get_by_label("哪天离开那里").fill("2022-05-06")
    shot("from")
    next_(page)
    next_(page)
    page.get_by_label("哪天到").fill("2022-05-12")
    next_(page)
    page.get_by_label("住在哪个镇").select_option("610921102")
    page.get_by_label("哪个村").select_option("610921102201")
    shot("home")
    next_(page)
    shot("check")


@pytest.mark.parametrize(("size", "name"), [(PHONE, "phone"), (DESK, "desk")])
def test_a_resident_declares_and_changes_the_journey(sit, size, name):
    seat = sit(size)
    page = seat.page

    def shot(what):
        assert seat.fits()
        seat.shot(f"public-{what}-{name}")

    seat.go("/p/")
    shot("start")
    page.get_by_role("button", name="我自己").click()
    fill_in(page, shot)
    page.get_by_role("button", name="提交申报").click()
    page.get_by_text("申报成功").wait_for()
    shot("receipt")
    page.get_by_role("link", name="修改行程").click()
    next_(page)
    next_(page)
    page.get_by_label("哪天到").fill("2022-05-14")
    next_(page)
    next_(page)
    page.get_by_role("button", name="确认修改").click()
    page.get_by_text("已改好").wait_for()
    assert "2022-05-14" in page.inner_text("main")


def test_answers_are_checked_as_they_are_typed(sit):
    seat = sit(PHONE)
    seat.go("/p/")
    seat.page.get_by_role("button", name="我和家人").click()
    seat.page.get_by_label("证件号码").fill("110101199001010010")
    seat.page.get_by_label("电话").focus()
    seat.page.get_by_text("校验不通过").wait_for()
    seat.page.get_by_label("证件号码").fill(number_of("19900101"))
    seat.page.get_by_label("电话").focus()
    seat.page.get_by_text("号码核对无误").wait_for()


def test_everything_works_without_scripts(served, chromium):
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(f"{served[0]}/p/")
    page.get_by_role("button", name="我自己").click()
    fill_in(page, lambda what: None)
    page.get_by_role("button", name="提交申报").click()
    assert "申报成功" in page.inner_text("main")
    context.close()
