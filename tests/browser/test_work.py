from __future__ import annotations

import pytest

from tests.browser.conftest import DESK, PHONE, own_county, own_order


@pytest.fixture(scope="module")
def served(django_db_modify_db_settings, django_db_blocker):
    """Apart: what stands first in a list is asked here, and other files receive and close it."""
    with own_county(django_db_blocker, "work") as county:
        yield county


def test_village_and_township_close_an_order_on_their_phones(sit, served):
    order = own_order("鲜于河", "19720218")
    village = sit(PHONE, "cun")
    village.go("/tasks")
    assert village.fits()
    village.shot("work-phone")
    card = village.page.locator(f"#task-{order}")
    card.get_by_role("button", name="收到").click()
    village.page.get_by_text("已收到", exact=True).wait_for()
    card.get_by_text("办结").click()
    card.get_by_label("已到位").check()
    card.get_by_label("怎么办的").fill("已入户,人在家,告知书已签,体温 36.5")
    village.shot("work-phone-evidence")
    card.get_by_role("button", name="办结").click()
    card.get_by_text("已报").wait_for()

    town = sit(PHONE, "puxi")
    town.go(f"/tasks/{order}")
    assert town.fits()
    town.shot("instruction-phone")
    assert "体温 36.5" in town.page.inner_text("main")
    town.page.get_by_role("button", name="核实无误").click()
    town.page.get_by_text("由另一个人销号").wait_for()
    desk = sit(DESK, "zhihuibu")
    desk.go(f"/tasks/{order}")
    desk.page.get_by_role("button", name="销号").click()
    desk.page.locator("h1 + .lead", has_text="已销").wait_for()


def test_keys_walk_the_list_and_a_batch_is_previewed(sit, served):
    seat = sit(DESK, "puxi")
    seat.go("/tasks")
    seat.shot("work-desk")
    for key in ("j", "x", "j", "x"):
        seat.page.keyboard.press(key)
    bar = seat.page.locator(".batch")
    assert bar.locator("[data-ticked]").inner_text() == "2"
    bar.get_by_role("button", name="收到").click()
    assert "会办理 2 条" in seat.page.inner_text("main")
    seat.shot("work-batch")
    seat.page.get_by_role("button", name="收到 2 条").click()
    assert "已办 2 条" in seat.page.inner_text("main")


def test_a_person_is_found_by_initials_from_anywhere(sit):
    seat = sit(DESK, "puxi")
    seat.go("/tasks")
    seat.page.keyboard.press("Control+k")
    seat.page.get_by_role("dialog").get_by_role("searchbox").fill("lcm")
    found = seat.page.get_by_role("option", name="李**").first
    found.wait_for()
    seat.shot("palette")
    seat.page.keyboard.press("Enter")
    seat.page.wait_for_url("**/people/*")


def test_a_refusal_needs_a_reason(sit, served):
    order = own_order("东郭迁", "19730319")
    seat = sit(DESK, "cun")
    seat.go(f"/tasks/{order}?do=refuse")
    seat.page.get_by_label("为什么拒收").fill("此人户口已迁出,现住涧池镇")
    seat.page.get_by_role("button", name="拒收", exact=True).click()
    seat.page.locator(".lead", has_text="已退回").wait_for()
    seat.shot("instruction-refused")


HUES = {"done": "--done", "warn": "--soon", "fault": "--late"}
CONTRAST = """line => {
  const channel = text => text.match(/[\\d.]+/g).slice(0, 3).map(one => (one /= 255) <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
  const light = text => { const [r, g, b] = channel(text); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const style = getComputedStyle(line), [one, other] = [light(style.color), light(style.backgroundColor)].sort();
  return (other + 0.05) / (one + 0.05);
}"""
HUE = """(line, name) => {
  const probe = document.createElement("i");
  probe.style.backgroundColor = `var(${name})`;
  document.body.append(probe);
  const same = getComputedStyle(probe).backgroundColor === getComputedStyle(line).backgroundColor;
  probe.remove();
  return same;
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_toast_is_green_amber_or_red_by_what_it_says_and_can_be_read(sit, served, theme):
    seat = sit(DESK, "cun")
    seat.go("/tasks")
    seat.page.evaluate("theme => document.documentElement.dataset.bsTheme = theme", theme)
    for kind, hue in HUES.items():
        seat.page.evaluate(
            "kind => document.body.dispatchEvent(new CustomEvent('say', {detail: {words: kind, kind}}))",
            kind,
        )
        line = seat.page.locator(f".toast-line.{kind}")
        assert line.evaluate(HUE, hue), kind
        assert line.evaluate(CONTRAST) >= 4.5, kind
    seat.shot(f"toasts-{theme}")


def test_a_step_is_taken_back_where_it_was_done_and_the_numbers_follow(sit, served):
    order = own_order("澹台雨", "19740420")
    seat = sit(PHONE, "cun")
    seat.go("/tasks")
    card, chips = seat.page.locator(f"#task-{order}"), seat.page.locator("#work-chips")
    before = chips.inner_text()
    card.get_by_text("办结").click()
    card.get_by_label("已到位").check()
    card.get_by_label("怎么办的").fill("点错了别人")
    card.get_by_role("button", name="办结").click()
    card.get_by_text("已报").wait_for()
    seat.page.wait_for_function(
        "before => document.querySelector('#work-chips').innerText !== before", arg=before
    )
    seat.shot("work-undo-phone")
    card.get_by_text("撤销“办结上报”…").click()
    card.get_by_label("为什么撤销").fill("点到别人头上了")
    card.get_by_role("button", name="撤销", exact=True).click()
    seat.page.get_by_text("已撤销", exact=True).wait_for()
    seat.page.wait_for_function(
        "before => document.querySelector('#work-chips').innerText === before", arg=before
    )
    assert seat.fits()
