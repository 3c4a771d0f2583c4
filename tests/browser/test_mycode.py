"""My code on a small phone: shown, printed, kept without a network, let go of again."""

from __future__ import annotations

import io
import re
import time

import pytest

from tests.browser.conftest import DESK
from tests.doors.public.resident import Resident, number_of

SMALL = (360, 740)


@pytest.fixture(scope="module")
def link(served):
    """A family that declared; the code's address for their receipt."""
    from django.test import Client

    from fangxian.kernel.actor import SYSTEM
    from fangxian.lines.codes import api as codes

    codes.rotate_keys(by=SYSTEM)
    resident = Resident(Client()).begins("family")
    resident.fills_in_themselves("阮小二", number_of("19810303"), "13991507777", go="add")
    resident.fills_in_themselves("阮小五", number_of("20150505"), "13991507777", n=1)
    resident.fills_in_the_journey().types("send")
    return "/p/code/r/" + resident.answer["Location"].split("/")[-1].removesuffix("?new")


def freed(name):
    """What the declaration itself laid on them is over. Returns who it is."""
    from fangxian.ground.people import api as people
    from fangxian.kernel.actor import SYSTEM
    from fangxian.lines.codes import api as codes

    person = people.search(name, by=SYSTEM)[0].id
    codes.lower_standings([person], "screening", "已期满", by=SYSTEM)
    return person


def laid_on(name):
    from tests.rooms.codes.town import lay, standing

    lay(standing(freed(name), source="arrivals.screening:77"))


def smallest(page, selector, what):
    """The smallest size that any of these has on the page, in CSS pixels."""
    script = f"all => Math.min(...all.filter(e => e.offsetParent).map(e => {what}))"
    return page.locator(selector).evaluate_all(script)


def until(page, script, seconds=10):
    """The pages' policy forbids the driver's own way of waiting for a script."""
    end = time.monotonic() + seconds
    while not page.evaluate(script):
        assert time.monotonic() < end, script
        page.wait_for_timeout(100)


def read(picture):
    zxingcpp = pytest.importorskip("zxingcpp")
    from PIL import Image

    return [one.text for one in zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))]


def test_a_small_phone_shows_it_and_a_camera_reads_it(sit, link):
    freed("阮小二")
    seat = sit(SMALL)
    page = seat.page
    seat.go(link)
    page.get_by_text("绿码").wait_for()
    assert seat.fits()
    seat.shot("mycode-green-360")
    assert read(page.screenshot())[0].startswith("FX1:")
    letters = "parseFloat(getComputedStyle(e).fontSize)"
    assert smallest(page, "#mycode :is(p, li, dd, dt, a, button)", letters) >= 18
    assert smallest(page, "#mycode :is(.big, .small, .family a)", "e.offsetHeight") >= 60
    assert page.locator("[data-clock]").inner_text().count(":") == 2
    page.get_by_role("link", name="2 · 阮**").click()
    page.locator("[aria-current=page]", has_text="2 ·").wait_for()
    page.get_by_role("link", name="大字版").click()
    assert seat.fits()
    seat.shot("mycode-elder-360")
    assert smallest(page, "#mycode :is(p, li, a)", letters) >= 24


def test_a_red_code_says_why_prints_and_is_appealed_against(sit, link):
    laid_on("阮小二")
    seat = sit(SMALL)
    page = seat.page
    seat.go(link)
    page.get_by_text("红码").wait_for()
    seat.shot("mycode-red-360")
    page.emulate_media(media="print")
    seat.shot("mycode-print")
    for gone in ("button.big", ".family", "[data-leave]"):
        assert not page.locator(gone).first.is_visible()
    page.emulate_media(media="screen")
    page.get_by_role("link", name="我要申诉").click()
    page.get_by_label("哪里不对").fill("那几天我一直在家")
    assert seat.fits()
    seat.shot("mycode-appeal-360")
    page.get_by_role("button", name="提交申诉").click()
    page.get_by_text("等待答复").first.wait_for()
    assert seat.fits()
    seat.shot("mycode-appealed-360")


def test_without_a_network_the_last_code_is_shown_and_comes_back(sit, link):
    seat = sit(SMALL)
    page, context = seat.page, seat.page.context
    seat.go(link)
    until(page, "navigator.serviceWorker.controller !== null")
    until(
        page,
        "caches.open('mycode-1').then(c => c.keys())"
        ".then(k => k.some(one => one.url.endsWith('mycode.js')))",
    )
    before = page.locator("#mycode").get_attribute("data-issued")
    context.set_offline(True)
    page.reload()
    page.get_by_text("没有网络:这是上次保存的码").wait_for()
    assert page.locator("#mycode").get_attribute("data-issued") == before
    assert page.locator(".clock").inner_text().count(":") == 2
    assert "有效" in page.locator("[data-state]").inner_text()
    assert read(page.screenshot())[0].startswith("FX1:")
    seat.shot("mycode-offline-360")
    page.evaluate("document.getElementById('mycode').dataset.expires = '0'")
    page.get_by_text("按断网规则仍可核验").wait_for()
    page.evaluate("document.getElementById('mycode').dataset.grace = '0'")
    page.get_by_text("已失效").wait_for()
    context.set_offline(False)
    page.locator("[data-refresh]").click()
    until(page, "'live' in document.getElementById('mycode').dataset")
    assert re.match("✓ 在有效时间内", page.locator("[data-state]").inner_text())
    page.get_by_role("button", name="退出").click()
    page.get_by_label("申报时留的手机号").wait_for()
    seat.shot("mycode-in-360")
    until(page, "caches.has('mycode-1').then(has => !has)")
    seat.faults.clear()  # the browser itself complains of every address out of reach


def test_in_english_on_a_desk(sit, link):
    seat = sit(DESK)
    seat.go(link)
    seat.go("/p/code/?who=1&language=en")
    seat.page.get_by_text("What to do now").wait_for()
    seat.shot("mycode-desk")
