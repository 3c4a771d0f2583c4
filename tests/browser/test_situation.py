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


def test_the_map_is_drawn_and_coloured_by_what_is_chosen(sit):
    seat = sit(DESK, "zhihuibu")
    seat.go("/")
    page = seat.page
    page.wait_for_selector(".map[data-ready]")
    page.wait_for_selector("a.map-name:visible")
    late = page.locator("a.map-name").all_inner_texts()
    page.click("[data-map-show=open]")
    page.wait_for_selector("[data-map-show=open][aria-pressed=true]")
    assert page.locator("a.map-name").all_inner_texts() != late
    name, count = page.locator("a.map-name:visible").first.inner_text().split()
    page.locator("a.map-name:visible").first.click()
    assert f"{count} 条" in page.inner_text("h1")
    assert name


def test_a_town_is_placed_by_pressing_on_the_map(sit):
    seat = sit(DESK, "zhihuibu")
    seat.go("/places/map")
    page = seat.page
    page.wait_for_selector(".map[data-ready]")
    page.select_option(
        "[name=place]", label=page.locator("[name=place] option").nth(1).inner_text()
    )
    assert page.locator("[data-map-form] [type=submit]").is_disabled()
    box = page.locator(".map canvas").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_selector("[data-map-form] [type=submit]:enabled")
    page.click("[data-map-form] [type=submit]")
    page.wait_for_selector("td:has-text('◉')")
    page.click("button:has-text('撤掉')")
    page.wait_for_selector("td:has-text('◉')", state="detached")
