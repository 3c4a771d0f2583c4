from __future__ import annotations

import pytest

from tests.browser.conftest import DESK, PHONE


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_headquarters_reads_the_situation(sit, size):
    seat = sit(size, "zhihuibu")
    seat.go("/")
    assert seat.fits()
    page = seat.page.inner_text("main")
    for words in ("逾期", "今日闭环", "措施 × 来源", "集中隔离", "预计抵达", "空岗缺口"):
        assert words in page
    seat.shot(f"situation-{size[0]}")


def test_every_number_opens_a_list_of_that_length(sit):
    seat = sit(DESK, "zhihuibu")
    seat.go("/")
    funnel = seat.page.locator(".funnel a").first
    count = funnel.locator("b").inner_text()
    funnel.click()
    assert f"{count} 条" in seat.page.inner_text("h1")
    seat.go("/")
    row = seat.page.locator("tr", has_text="集中隔离").locator("a").nth(1)
    count = row.inner_text()
    row.click()
    assert f"{count} 人" in seat.page.inner_text("h1")


def test_a_definition_opens_on_demand(sit):
    seat = sit(DESK, "zhihuibu")
    seat.go("/")
    seat.page.locator("details.define summary").first.click()
    assert seat.page.locator("details.define[open] p").first.is_visible()
