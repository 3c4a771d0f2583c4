from __future__ import annotations

from tests.browser.conftest import DESK, PHONE


def test_village_and_township_close_an_order_on_their_phones(sit, served):
    order = served[1].orders[5]
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
    card.get_by_text("已处置").wait_for()

    town = sit(PHONE, "puxi")
    town.go(f"/tasks/{order}")
    assert town.fits()
    town.shot("instruction-phone")
    assert "体温 36.5" in town.page.inner_text("main")
    town.page.get_by_role("button", name="核实无误").click()
    town.page.get_by_role("button", name="销号").click()
    town.page.locator("h1 + .lead", has_text="已销号").wait_for()


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
    seat.page.get_by_role("searchbox").fill("lcm")
    found = seat.page.get_by_role("option", name="李**").first
    found.wait_for()
    seat.shot("palette")
    seat.page.keyboard.press("Enter")
    seat.page.wait_for_url("**/people/*")


def test_a_refusal_needs_a_reason(sit, served):
    order = served[1].orders[6]
    seat = sit(DESK, "cun")
    seat.go(f"/tasks/{order}?do=refuse")
    seat.page.get_by_label("为什么拒收").fill("此人户口已迁出,现住涧池镇")
    seat.page.get_by_role("button", name="拒收", exact=True).click()
    seat.page.locator(".lead", has_text="已退回").wait_for()
    seat.shot("instruction-refused")
