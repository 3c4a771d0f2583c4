"""A filter of the ledger is kept as a list; the class of a row opens its reasons beside it."""

from __future__ import annotations

import pytest

from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import api as arrivals
from tests.browser.conftest import DESK, PHONE


def from_chengdu() -> int:
    """How many the ledger has: other people's days on the same stage add to it."""
    wanted = arrivals.LedgerFilter(origin="510107")
    return arrivals.ledger(wanted, by=SYSTEM).total


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_filter_becomes_a_list_with_its_coverage(sit, size):
    seat = sit(size, "zhihuibu")
    name = f"成都来的 {size[0]}"
    seat.go("/arrivals?origin=510107")
    seat.page.locator("summary", has_text="清单").click()
    assert seat.fits()
    seat.page.get_by_label("存为清单").fill(name)
    seat.page.get_by_role("button", name="存为清单").click()
    box = seat.page.locator(".named-list", has_text=name)
    box.wait_for()
    assert f"{from_chengdu()} 人" in box.inner_text()
    assert seat.fits()
    seat.shot(f"named-lists-{size[0]}")
    box.get_by_role("link", name=name).click()
    seat.page.wait_for_url("**/arrivals?origin=510107")


def test_the_class_of_a_row_opens_its_reasons(sit):
    seat = sit(DESK, "zhihuibu")
    seat.go("/arrivals")
    seat.page.locator("a.why").last.click()
    seat.page.locator("#panel .verdict").wait_for()
    assert "为什么" in seat.page.inner_text("#panel")
    seat.page.keyboard.press("Escape")
    assert seat.page.locator("#panel").is_hidden()
