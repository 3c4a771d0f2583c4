"""A list from above: its clocks, one row answered, the answers taken back as a file."""

from __future__ import annotations

from tests.browser.conftest import DESK, PHONE
from tests.doors.command.ledgers import number_of


def test_a_list_is_taken_in_answered_and_sent_back(sit):
    seat = sit(DESK, "zhihuibu")
    page = seat.page
    seat.go("/pushed/new")
    page.locator("[name=title]").fill("K558 次列车同乘人员")
    page.locator("[name=sender]").fill("西安市指挥部")
    page.locator("[name=due]").fill("2022-05-11T20:00")
    page.locator("[name=rows]").fill(f"张三 {number_of(1)} 13891501234\n李四 {number_of(2)}")
    page.get_by_role("button", name="收下").click()
    page.wait_for_load_state()
    seat.go("/pushed/")
    page.get_by_role("link", name="K558 次列车同乘人员").click()
    assert page.locator(".clocks li").count() == 5
    row = page.locator("article").first
    row.get_by_label("在外地").check()
    row.get_by_label("情况").fill("电话核实,人在西安")
    row.get_by_role("button", name="核查").click()
    page.get_by_text("已登记。").wait_for()
    assert "1/2" in page.locator(".clocks li").nth(1).inner_text()
    seat.shot("pushed-clocks-1280")
    page.locator("summary", has_text="导出反馈").click()
    with page.expect_download() as waited:
        page.get_by_role("button", name="导出", exact=True).click()
    assert waited.value.suggested_filename.endswith(".xlsx")

    phone = sit(PHONE, "zhihuibu")
    phone.go(page.url.removeprefix(phone.address).split("#")[0])
    assert phone.fits()
    phone.shot("pushed-clocks-390")
