"""A village reports twenty people of one kind: how many clicks it takes, each person seen."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import DESK, PHONE, own_county, own_order

MOST_CLICKS = 25
COUNT_CLICKS = """() => {
  addEventListener("click", event => {
    if (event.isTrusted) sessionStorage.clicks = Number(sessionStorage.clicks ?? 0) + 1;
  }, true);
}"""


@pytest.fixture(scope="module")
def served(django_db_modify_db_settings, django_db_blocker):
    """Apart: it fills a village with twenty people."""
    with own_county(django_db_blocker, "twenty") as county:
        yield county


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_twenty_are_reported_in_at_most_twenty_five_clicks(sit, served, size):
    day, family = (1, "闾丘") if size == DESK else (2, "梁丘")
    names = [f"{family}{one}" for one in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"]
    orders = [own_order(name, f"19{50 + n}0{day}18") for n, name in enumerate(names)]
    seat = sit(size, "cun")
    seat.page.context.add_init_script(f"({COUNT_CLICKS})()")
    seat.go("/tasks?q=" + family)
    seat.page.evaluate("sessionStorage.clicks = 0")
    bar = seat.page.locator(".batch")
    assert not bar.is_visible()  # nothing is ticked: it covers nothing
    seat.page.get_by_label("全选 20 条").click()
    assert bar.locator("[data-ticked]").inner_text() == "20"
    seat.shot(f"twenty-ticked-{day}")
    bar.get_by_role("button", name="办结").click()
    for order in orders:
        person = seat.page.locator(
            "fieldset", has=seat.page.locator(f"[value='{order}'][name=ids]")
        )
        assert f"{family[0]}**" in person.inner_text()
        assert "三组" in person.inner_text()
        person.get_by_label("已到位").click()
    seat.page.get_by_label("怎么办的").fill("今晚逐户入户,人都在家,告知书已签")
    seat.shot(f"twenty-report-{day}")
    assert seat.fits()
    assert seat.page.locator("[data-tallied]").inner_text() == "20"
    seat.page.get_by_role("button", name="提交办结").click()
    seat.page.get_by_text("已报 20 条").wait_for()
    clicks = int(seat.page.evaluate("sessionStorage.clicks"))
    assert 20 <= clicks <= MOST_CLICKS
    seat.shot(f"twenty-done-{day}")


def test_the_bar_stays_in_sight_however_long_the_list(sit, served):
    for n in range(8):
        own_order(f"公羊{n}", f"1960{n + 1:02}25")
    seat = sit(PHONE, "cun")
    seat.go("/tasks")
    assert not seat.page.locator(".batch").is_visible()
    seat.page.get_by_label(re.compile(r"全选 \d+ 条")).check()
    for place in ("0", "document.body.scrollHeight / 2"):
        seat.page.evaluate(f"scrollTo(0, {place})")
        box = seat.page.locator(".batch").bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= PHONE[1]


def test_one_press_shows_whom_to_call_and_stays_when_the_card_is_swapped(sit, served):
    order = own_order("南门望", "19810909")
    seat = sit(PHONE, "cun")
    seat.go("/tasks")
    card = seat.page.locator(f"#task-{order}")
    seat.shot("card-phone")
    card.get_by_role("button", name="显示姓名和电话").click()
    call = card.get_by_role("link", name="拨打")
    call.wait_for()
    assert call.get_attribute("href").startswith("tel:1")
    assert "南门望" in card.inner_text()
    card.get_by_role("button", name="收到").click()
    card.get_by_text("在办").wait_for()
    assert "南门望" in card.inner_text()
    assert card.get_by_role("button", name="撤销“收到并承办”").is_visible()
    seat.shot("card-phone-received")
