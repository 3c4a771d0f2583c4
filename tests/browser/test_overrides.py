"""人工改判 in a browser: a township proposes on the file, headquarters approves at the desk."""

from __future__ import annotations

from tests.browser.conftest import DESK, PHONE


def test_one_proposes_and_another_approves(sit, served):
    person = served[1].people[6]
    town = sit(PHONE, "puxi")
    town.go(f"/people/{person}")
    town.page.locator("#propose summary").click()
    town.page.get_by_label("改判为").select_option(index=1)
    town.page.get_by_label("理由", exact=True).select_option(index=1)
    town.page.get_by_label("到哪天为止").fill("2022-05-14")
    town.page.get_by_label("情况说明").fill("孕 34 周,县医院证明")
    town.shot("override-propose-390")
    town.page.get_by_role("button", name="提出，等他人批准").click()
    town.page.get_by_text("您提出的，需要另一位").wait_for()
    assert town.fits()

    desk = sit(DESK, "zhihuibu")
    desk.go("/overrides")
    desk.page.locator("nav .count", has_text="1").wait_for()
    assert desk.fits()
    desk.shot("overrides-1280")
    desk.page.get_by_role("button", name="批准", exact=True).click()
    desk.page.get_by_text("已批准").wait_for()
    desk.go(f"/people/{person}")
    assert "现按人工判定管理，到 05-14 为止" in desk.page.inner_text("#verdict")
    desk.shot("override-standing-1280")

    phone = sit(PHONE, "zhihuibu")
    phone.go("/overrides?state=standing")
    assert phone.fits()
    phone.shot("overrides-390")
    phone.page.locator("summary", has_text="撤回").click()
    phone.page.get_by_label("理由").fill("车票核对无误")
    phone.page.get_by_role("button", name="确定").click()
    phone.page.get_by_text("已撤回，恢复按规则判定").wait_for()
