"""Headquarters writes an instruction, gives it to another unit, and speaks to who has it."""

from __future__ import annotations

import pytest

from tests.browser.conftest import DESK, PHONE, own_county


@pytest.fixture(scope="module")
def served(django_db_modify_db_settings, django_db_blocker):
    """Apart: what is written here stands in nobody else's list."""
    with own_county(django_db_blocker, "written") as county:
        yield county


def test_written_at_the_desk_received_on_a_phone_and_spoken_about(sit, served):
    hq = sit(DESK, "zhihuibu")
    hq.go("/instructions/new")
    assert hq.fits()
    hq.shot("instruction-new-desk")
    for group in hq.page.locator(".unit-picks details").all():
        if group.get_attribute("open") is None:
            group.locator("summary").click()
    hq.page.locator(".unit-picks").get_by_label("东升村").first.check()
    hq.page.get_by_label("标题").fill("连夜排查今天回来的人")
    hq.page.get_by_label("要做什么").fill("逐户问,有的登记,八点前报人数")
    hq.page.get_by_label("同去的人").check()
    hq.page.get_by_label("附件").set_input_files(
        {"name": "排查表.csv", "mimeType": "text/csv", "buffer": "姓名".encode()}
    )
    hq.page.get_by_role("button", name="下达", exact=True).click()
    card = hq.page.locator("article").first
    card.wait_for()
    assert "连夜排查今天回来的人" in card.inner_text()
    card.get_by_role("link", name="连夜排查").first.click()
    hq.page.get_by_label("说一句").fill("先报镇上")
    hq.page.get_by_text("@公路村书记").click()
    hq.page.get_by_role("button", name="留言").click()
    hq.page.locator(".comment", has_text="先报镇上").wait_for()
    hq.shot("instruction-spoken-desk")

    village = sit(PHONE, "cun")
    village.go("/tasks")
    village.page.get_by_role("link", name="连夜排查").first.click()
    village.page.locator(".comment", has_text="先报镇上").wait_for()
    assert village.fits()
    assert village.page.get_by_role("link", name="排查表.csv").is_visible()
    village.shot("instruction-spoken-phone")

    phone = sit(PHONE, "zhihuibu")
    phone.go("/instructions/new")
    assert phone.fits()
    phone.shot("instruction-new-phone")
    for seat in (hq, village, phone):
        assert not seat.faults
    phone.page.emulate_media(color_scheme="dark")
    phone.go("/instructions/new?lang=en")
    phone.shot("instruction-new-phone-dark")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_all_villages_of_a_township_are_one_press_and_what_is_chosen_is_said(sit, served, size):
    hq = sit(size, "zhihuibu")
    hq.go("/instructions/new")
    picks, said = hq.page.locator(".unit-picks"), hq.page.locator("[data-picked]")
    assert said.inner_text() == "已选 0"
    town = picks.locator("[data-group='蒲溪镇']")
    town.locator("button[data-pick=village]").click()
    villages = town.locator("input[data-kind=village]").count()
    assert said.inner_text().startswith(f"已选 {villages} · ")
    assert town.locator("input[data-kind=village]:checked").count() == villages
    hq.page.get_by_label("找单位").fill("pxz")
    assert town.is_visible()
    assert picks.locator("label:visible").count() >= 1
    hq.page.get_by_label("找单位").fill("没有这个")
    hq.page.get_by_text("没有这个名字的单位").wait_for()
    hq.page.get_by_label("找单位").fill("")
    town.locator("button[data-pick=village]").click()
    assert said.inner_text() == "已选 0"
    assert hq.fits()
    hq.shot(f"instruction-picks-{size[0]}")


def test_all_that_is_missing_is_said_at_once_and_the_first_has_the_focus(sit, served):
    hq = sit(PHONE, "zhihuibu")
    hq.go("/instructions/new")
    hq.page.get_by_label("办结时限").fill("2020-01-01T00:00")
    hq.page.get_by_role("button", name="下达", exact=True).click()
    listed = hq.page.locator(".faults li")
    listed.first.wait_for()
    assert listed.count() == 4  # the units, the title, what to do, a time that is over
    assert hq.page.evaluate("document.activeElement.id") == "find-unit"
    assert hq.page.locator(".fault[data-missing]").count() == 4
    hq.shot("instruction-faults-phone")
    listed.nth(1).get_by_role("link").click()
    assert hq.page.evaluate("document.activeElement.name") == "title"
    hq.page.keyboard.type("连夜排查")
    hq.page.wait_for_function("document.querySelectorAll('.faults li').length === 3")
    assert hq.fits()
