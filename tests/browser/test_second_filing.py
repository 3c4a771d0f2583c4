"""A resident whom nobody knew files, and files again: the two receipts say the same, the first phone keeps
the code and reads how each stands, and the village sees the two side by side."""

from __future__ import annotations

import pytest
from django.test import Client

from fangxian.ground.people import api as people
from fangxian.kernel import outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.codes import pages as codes
from tests.browser.conftest import DESK, PHONE
from tests.browser.test_mycode import shows
from tests.browser.test_public import next_, not_from_abroad
from tests.doors.public.resident import number_of, opens

SIZES = [(PHONE, "light", "phone"), (PHONE, "dark", "phone-dark"), (DESK, "light", "desk")]


def files(page, number, origin, phone):
    page.get_by_role("button", name="我自己").click()
    page.get_by_label("姓名").fill("José García")
    page.get_by_label("证件号码").fill(number)
    page.get_by_label("电话").fill(phone)
    next_(page)
    page.get_by_label("从哪里出发").fill(origin)
    not_from_abroad(page)
    next_(page)
    page.get_by_label("停留的地方").fill("四川省成都市武侯区")
    next_(page)
    page.get_by_label("哪天到").fill("2022-05-12")
    next_(page)
    page.get_by_label("住在哪个镇").select_option("610921102")
    page.get_by_label("哪个村").select_option("610921102201")
    next_(page)
    page.get_by_role("button", name="提交申报").click()
    page.locator(".receipt .done").wait_for()
    return page.url.removesuffix("?new")


@pytest.mark.parametrize(("n", "how"), enumerate(SIZES))
def test_two_receipts_and_one_code(sit, n, how):
    size, scheme, name = how
    codes.rotate_keys(by=SYSTEM)
    number = number_of("19910101", f"{n + 7:03d}")
    seat = sit(size)
    seat.page.emulate_media(color_scheme=scheme)

    def shot(what):
        assert seat.fits()
        seat.shot(f"second-{what}-{name}")

    seat.go("/p/")
    first = files(seat.page, number, "陕西省西安市雁塔区", f"1380000{n:04d}")
    told = seat.page.locator("[data-stands]").inner_text()
    shot("first")
    seat.go("/p/")
    files(seat.page, number, "陕西省西安市碑林区", f"1390000{n:04d}")
    assert (
        seat.page.locator("[data-stands]").inner_text() == told
    )  # whether it was on record or not
    shot("second")
    signed = Client()
    assert opens(signed, f"1380000{n:04d}", number).status_code == 302
    shows(seat, signed.cookies["resident"].value)
    seat.page.get_by_text("另有 1 条填报还没有核实").wait_for()
    seat.page.goto(first)
    seat.page.get_by_text("首次申报的回执").wait_for()
    shot("first-signed-in")
    seat.go("/p/code/")
    shot("code")
    outbox.settle()
    [person] = people.persons_of_numbers([number])[number]
    desk = sit(size, "zhihuibu")
    desk.page.emulate_media(color_scheme=scheme)
    desk.go(f"/people/{person}")
    desk.page.get_by_role("checkbox", name="出发地").wait_for()
    assert desk.fits()
    desk.shot(f"second-claim-{name}")
