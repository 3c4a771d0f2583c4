from __future__ import annotations

import pytest

from tests.browser.conftest import DESK, PHONE


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_file_says_what_holds_and_why(sit, served, size):
    seat = sit(size, "puxi")
    seat.go(f"/people/{served[1].people[0]}")
    assert seat.fits()
    if size == PHONE:  # the first screen says what holds; the rest is folded until asked for
        first = seat.page.locator("#now")
        assert first.bounding_box()["y"] + first.bounding_box()["height"] < PHONE[1]
        for words in ("红", "雁塔区", "打电话", "未办结"):
            assert words in first.inner_text()
        assert seat.page.locator("details[data-fold][open]").count() == 0
        for box in ("时间线", "填报历史", "谁看过"):
            seat.page.locator("details[data-fold] > summary", has_text=box).click()
    page = seat.page.inner_text("main")
    for words in ("第 4/14 天", "雁塔区", "中风险", "来汉返汉人员", "谁看过", "填报历史"):
        assert words in page
    assert seat.page.locator(".timeline svg rect.measure").count() == 1
    seat.shot(f"dossier-{size[0]}")


def test_a_number_is_shown_for_a_purpose_only(sit, served):
    from tests.doors.command.stage import BIRTHS, number_of

    seat = sit(PHONE, "cun")
    seat.go(f"/people/{served[1].people[1]}")
    assert number_of(BIRTHS[1]) not in seat.page.content()
    seat.page.locator("summary", has_text="显示明文").click()
    seat.page.get_by_label("证件号码").check()
    seat.page.get_by_role("button", name="显示", exact=True).click()
    seat.page.locator("#revealed .refusal").wait_for()
    seat.faults.clear()  # the browser notes the 422 that is meant
    seat.page.get_by_label("入户随访").check()
    seat.page.get_by_role("button", name="显示", exact=True).click()
    seat.page.get_by_text(number_of(BIRTHS[1])).wait_for()
    seat.shot("dossier-revealed")
    seat.page.reload()
    seat.page.locator("details[data-fold] > summary", has_text="谁看过").click()
    assert "入户随访" in seat.page.inner_text("main")
