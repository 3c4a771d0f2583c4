"""The call page by keyboard: reveal, answer, the next person, undo; a place found by pinyin."""

from __future__ import annotations

import re
from datetime import date

import pytest

from fangxian.kernel import clock
from tests.browser.conftest import DESK, PHONE, own_county

PEOPLE = 22


@pytest.fixture(scope="module")
def served(django_db_modify_db_settings, django_db_blocker):
    """A county of its own, in July, with a listed building and people who name its town."""
    with own_county(django_db_blocker, "calls") as county, clock.at("2022-07-20T09:00"):
        from fangxian.kernel.actor import SYSTEM
        from fangxian.lines.zones import pages as zones
        from tests.rooms.arrivals.test_calls import BUILDING, comes

        zones.add_by_hand("high", BUILDING, date(2022, 7, 10), date(2022, 7, 19), by=SYSTEM)
        for n in range(PEOPLE):
            comes(n + 1, name=f"王{'甲乙丙丁戊己庚辛壬癸子'[n % 11]}{'一二'[n // 11]}")
        yield county


def test_call_answer_next_undo(sit):
    seat = sit(DESK, "zhihuibu")
    page = seat.page
    seat.go("/arrivals/calls")
    total = int(page.locator("h1 .number").inner_text())
    assert total >= PEOPLE
    card = page.locator("[data-call]")
    first = card.locator("h2 a").get_attribute("href")
    assert "住在哪个小区" in card.locator(".ask").inner_text()
    page.keyboard.press("p")
    card.locator(".revealed").wait_for()
    assert "13891512345" in card.locator(".revealed").inner_text()
    seat.shot("calls-1280")
    page.keyboard.press("0")
    page.get_by_text("已记下并重新判定。").wait_for()
    assert card.locator("h2 a").get_attribute("href") != first
    assert int(page.locator("h1 .number").inner_text()) == total - 1
    page.keyboard.press("u")
    page.get_by_text("已撤销，问题又打开了。").wait_for()
    assert card.locator("h2 a").get_attribute("href") == first
    page.keyboard.press("n")
    page.get_by_text("次无人接听").wait_for()
    assert card.locator("h2 a").get_attribute("href") != first


def test_twenty_people_in_sixty_presses(sit):
    seat = sit(DESK, "zhihuibu")
    page = seat.page
    seat.go("/arrivals/calls")
    before, presses = int(page.locator("h1 .number").inner_text()), 0
    for n in range(20):
        page.keyboard.press("p")
        page.locator(".revealed").wait_for()
        page.keyboard.press("0")
        presses += 2
        left = re.compile(rf"^{before - n - 1}$")
        page.locator("h1 .number", has_text=left).wait_for()
        page.wait_for_load_state()
    assert presses <= 60


def test_a_place_is_found_by_pinyin_on_a_phone(sit):
    seat = sit(PHONE, "zhihuibu")
    page = seat.page
    seat.go("/arrivals/calls")
    assert seat.fits()
    seat.shot("calls-390")
    field = page.get_by_label("更细的地方")
    field.press_sequentially("zhengzhouzhongyuan")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert "郑州" in field.input_value()
    assert "中原" in field.input_value()
