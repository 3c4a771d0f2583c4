"""Somebody else's code on one's own phone: asked once more, cut off, and said so."""

from __future__ import annotations

import pytest

from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from tests.browser import test_mycode_proof as signing
from tests.doors.public.resident import number_of

SMALL = (390, 844)
PHONE = "13791507777"


@pytest.fixture(scope="module")
def listed(served):
    from fangxian.lines.codes import pages as codes

    codes.rotate_keys(by=SYSTEM)
    form = {
        "name": "酉测旧",
        "document_number": number_of("19810101"),
        "phone": PHONE,
        "origin": "陕西省西安市雁塔区",
        "arrival": "2022-05-08",
        "filed_at": "2022-05-09T08:00",
    }
    arrivals.register(form, by=SYSTEM, way_in="file")


def test_this_is_not_me(sit, listed, settings, tmp_path, monkeypatch):
    settings.FANGXIAN_DATA = tmp_path
    monkeypatch.setattr(signing, "PHONE", PHONE)
    seat = sit(SMALL)
    password = signing.asks(seat)
    seat.page.get_by_label("短信里的验证码").fill(password)
    seat.page.get_by_role("button", name="出示我的码").click()
    assert seat.page.locator(".who").first.inner_text() == "酉**"
    link = seat.page.get_by_role("link", name="不是我 / 不是我家人")
    link.scroll_into_view_if_needed()
    seat.shot("mycode-not-me-link")
    assert seat.fits()
    link.click()
    seat.page.get_by_text("马上不能再打开此人的码").wait_for()
    seat.shot("mycode-not-me")
    assert seat.fits()
    seat.page.get_by_role("button", name="确认：不是我，也不是我家人").click()
    seat.page.get_by_text("已断开").wait_for()
    seat.shot("mycode-cut")
    assert seat.fits()
    seat.page.get_by_role("link", name="出示我的码").click()
    seat.page.get_by_label("申报时留的手机号").wait_for()
    assert seat.page.locator(".who").count() == 0
