from __future__ import annotations

import pytest

from tests.browser.conftest import DESK, PHONE


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_row_opens_beside_the_ledger(sit, served, size):
    whose = f'a[href="/people/{served[1].people[0]}"]'  # of one name with others by now
    seat = sit(size, "zhihuibu")
    seat.go("/arrivals")
    assert seat.fits()
    seat.shot(f"ledger-{size[0]}")
    seat.page.locator(whose).click()
    panel = seat.page.locator("#panel")
    panel.get_by_text("西安市雁塔区").first.wait_for()
    assert seat.page.url.endswith("/arrivals")
    assert seat.fits()
    seat.shot(f"ledger-panel-{size[0]}")
    panel.get_by_role("button", name="关闭").click()
    assert not panel.is_visible()


def test_a_chip_narrows_and_columns_are_chosen(sit):
    seat = sit(DESK, "zhihuibu")
    seat.go("/arrivals")
    chip = seat.page.locator("a.chip", has_text="其他地区")
    count = chip.locator("small").inner_text()
    chip.click()
    assert f"{count} 人" in seat.page.inner_text("h1")
    seat.page.locator("summary", has_text="列").click()
    seat.page.get_by_label("离开").check()
    seat.page.get_by_role("button", name="记住这些列").click()
    assert seat.page.get_by_role("columnheader", name="离开").is_visible()


def test_the_export_is_a_file(sit):
    seat = sit(DESK, "zhihuibu")
    seat.go("/arrivals")
    seat.page.locator("summary", has_text="导出").click()
    seat.page.get_by_label("用途").fill("上报市疾控")
    with seat.page.expect_download() as found:
        seat.page.get_by_role("button", name="导出").click()
    assert found.value.suggested_filename.endswith(".xlsx")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_township_enters_a_person(sit, size):
    from tests.doors.command.stage import number_of

    born = {DESK: "19910203", PHONE: "19920304"}[size]
    seat = sit(size, "puxi")
    seat.go("/arrivals/new")
    assert seat.fits()
    seat.page.get_by_label("姓名").fill("孙悦")
    seat.page.get_by_label("证件号码").fill("110101")
    seat.page.get_by_label("出发地", exact=True).fill("上海市浦东新区")
    seat.page.get_by_label("抵达日期").fill("2022-05-10")
    seat.page.get_by_label("目的镇村").select_option("610921102201")
    seat.page.get_by_role("button", name="登记并判定").click()
    seat.page.locator("#e-document_number").wait_for()
    seat.faults.clear()  # the browser notes the 422 that is meant
    seat.shot(f"entry-fault-{size[0]}")
    seat.page.get_by_label("证件号码").fill(number_of(born))
    seat.page.get_by_role("button", name="登记并判定").click()
    seat.page.wait_for_url("**/people/*")
    assert "已登记" in seat.page.inner_text("main")
