"""My code on a small phone: shown, printed, kept without a network, let go of again."""

from __future__ import annotations

import io
import re
import time

import pytest

from tests.browser.conftest import DESK
from tests.doors.public.resident import Resident, number_of, opens

SMALL = (360, 740)


@pytest.fixture(scope="module")
def link(served):
    """A family that declared, signed in."""
    from django.test import Client

    from fangxian.kernel.actor import SYSTEM
    from fangxian.lines.codes import pages as codes

    codes.rotate_keys(by=SYSTEM)
    return declared(Resident(Client()), "阮", "13991507777", "303")


@pytest.fixture(scope="module")
def calm(served, link):
    """Another family, against whose colours nobody appeals, and who never sign out."""
    from django.test import Client

    return declared(Resident(Client()), "石", "13991508888", "404")


def declared(resident, surname, phone, serial):
    """A family whose phone was checked, signed in with it; what their browser holds."""
    from fangxian.ground.people import pages as people
    from fangxian.ground.people.models import Person
    from fangxian.kernel.actor import SYSTEM

    before = set(Person.objects.values_list("pk", flat=True))
    resident.begins("family")
    resident.fills_in_themselves(f"{surname}小二", number_of("19810303", serial), phone, go="add")
    resident.fills_in_themselves(f"{surname}小五", number_of("20150505", serial), phone, n=1)
    resident.fills_in_the_journey().types("send")
    for person in Person.objects.exclude(pk__in=before):
        people.confirm_phone(person.pk, phone, by=SYSTEM)
    assert opens(resident.client, phone).status_code == 302
    return resident.client.cookies["resident"].value


def shows(seat, held):
    """My code in a browser that holds this."""
    here = {"name": "resident", "value": held, "url": f"{seat.address}/p/"}
    seat.page.context.add_cookies([here])
    seat.go("/p/code/")


def freed(name):
    """What the declaration itself laid on them is over. Returns who it is."""
    from fangxian.ground.people import pages as people
    from fangxian.kernel.actor import SYSTEM
    from fangxian.lines.codes import reactions as codes_reactions

    person = people.search(name, by=SYSTEM)[0].id
    codes_reactions.lower_standings([person], "screening", "已期满", by=SYSTEM)
    return person


def laid_on(name):
    from tests.rooms.codes.town import lay, standing

    lay(standing(freed(name), source="arrivals.screening:77"))


def smallest(page, selector, what):
    """The smallest size that any of these has on the page, in CSS pixels."""
    script = f"all => Math.min(...all.filter(e => e.offsetParent).map(e => {what}))"
    return page.locator(selector).evaluate_all(script)


def until(page, script, seconds=60):
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
    shows(seat, link)
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
    shows(seat, link)
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


def test_a_page_that_was_cut_off_on_its_way_asks_again(sit, link):
    seat = sit(SMALL)
    page, address = seat.page, f"{seat.address}/p/code/"
    page.clock.install()

    def cut(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().partition('<div id="mycode"')[0])

    page.route(address, cut, times=1)
    shows(seat, link)
    assert not page.locator("#mycode").count()
    page.clock.run_for(20_000)
    page.locator("#mycode").wait_for()


def test_without_a_network_the_last_code_is_shown_and_comes_back(sit, link):
    seat = sit(SMALL)
    page, context = seat.page, seat.page.context
    shows(seat, link)
    until(page, "navigator.serviceWorker.controller !== null")
    until(
        page,
        "caches.open('mycode-2').then(c => c.keys())"
        ".then(k => k.some(one => one.url.endsWith('mycode.js')))",
    )
    before = page.locator("#mycode").get_attribute("data-issued")
    context.set_offline(True)
    page.reload()
    page.get_by_text("没有网络：这是上次保存的码").wait_for()
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
    until(page, "caches.has('mycode-2').then(has => !has)")
    seat.faults.clear()  # the browser itself complains of every address out of reach


def nears_its_end(page):
    """The code on the screen ends in a second, by the server's clock."""
    page.evaluate(
        "() => { const {dataset} = document.getElementById('mycode');"
        " dataset.expires = Number(dataset.now) + 1; }"
    )


def asks(page):
    """Where the page asks from now on, its pictures aside."""
    asked = []
    page.on(
        "request",
        lambda one: (
            asked.append(one.url.split("/", 3)[3])
            if one.resource_type in {"fetch", "document"}
            else None
        ),
    )
    return asked


def seen(page):
    """The code on the screen; bars of other kinds are seen into its pattern now and then."""
    found = read(page.locator(".symbol").screenshot())
    (text,) = [one for one in found if one.startswith("FX1:")]
    return text


def fetched(page, before):
    """A code with another end stands on the screen; its text."""
    until(page, f"document.getElementById('mycode').dataset.expires > {int(before)}")
    return seen(page)


def test_a_fresh_code_comes_from_the_door_before_the_end(sit, calm):
    from fangxian.kernel import clock
    from fangxian.lines.codes import pages as codes

    person = freed("石小五")
    seat = sit(SMALL)
    shows(seat, calm)
    seat.go("/p/code/?who=1&elder=1")
    asked, first = asks(seat.page), seen(seat.page)
    nears_its_end(seat.page)
    fresh = fetched(seat.page, clock.now().timestamp() + 60)
    assert set(asked) == {"gate/code"}  # the page itself was not asked for
    assert fresh != first
    opened = codes.open_code(fresh, clock.now())
    assert (opened.verdict, opened.person_id) == ("good", person)
    assert seat.page.locator("#mycode.elder .who").inner_text() == "石**"
    seat.shot("mycode-fresh-360")


def test_without_the_hot_door_the_ordinary_one_is_asked(sit, calm):
    seat = sit(SMALL)
    page = seat.page
    page.clock.install()
    shows(seat, calm)
    page.route(
        "**/gate/code",
        lambda route: (
            route.continue_() if "/api/" in route.request.url else route.fulfill(status=502)
        ),
    )
    asked, before = asks(page), page.locator("#mycode").get_attribute("data-now")
    for _ in range(2):
        nears_its_end(page)
        fetched(page, int(before) + 60)
        page.clock.run_for(15_500)  # it does not ask more often
    assert asked == ["gate/code", "api/gate/code", "api/gate/code"]  # who was away is left alone
    assert seat.faults == [
        "Failed to load resource: the server responded with a status of 502 (Bad Gateway)"
    ]
    seat.faults.clear()


def test_a_busy_door_is_waited_for_in_words(sit, calm):
    seat = sit(SMALL)
    page = seat.page
    shows(seat, calm)
    full = [True]
    page.route(
        "**/gate/code",
        lambda route: (
            route.fulfill(status=429, headers={"Retry-After": "3"}, json={"code": "entrance.full"})
            if full
            else route.continue_()
        ),
    )
    asked, first = asks(page), seen(page)
    before = page.locator("#mycode").get_attribute("data-now")
    nears_its_end(page)
    page.get_by_text("现在取码的人多").wait_for()
    assert seat.fits()
    seat.shot("mycode-queued-360")
    assert (seen(page), asked) == (first, ["gate/code"])  # nor is the ordinary door overrun
    full.clear()
    assert fetched(page, int(before) + 60) != first
    assert asked == ["gate/code", "gate/code"]
    assert not page.get_by_text("现在取码的人多").is_visible()
    seat.faults.clear()  # the browser itself complains of the refusal


def test_both_doors_gone_the_code_stays_with_its_rule(sit, calm):
    seat = sit(SMALL)
    page = seat.page
    shows(seat, calm)
    first = seen(page)
    page.context.set_offline(True)
    nears_its_end(page)
    page.get_by_text("按断网规则认到").wait_for()
    page.get_by_text("按断网规则仍可核验").wait_for()
    assert seat.fits()
    seat.shot("mycode-gone-360")
    assert seen(page) == first
    page.context.set_offline(False)
    page.get_by_text("按断网规则认到").wait_for(state="hidden", timeout=60_000)
    assert seen(page) != first


def test_a_colour_that_turns_is_drawn_though_only_the_hot_door_answers(sit, calm):
    freed("石小二")
    seat = sit(SMALL)
    page = seat.page
    page.add_init_script("delete Navigator.prototype.serviceWorker")  # its requests pass routes by
    shows(seat, calm)
    page.get_by_text("绿码").wait_for()
    page.route("**/p/code/**", lambda route: route.fulfill(status=502))
    laid_on("石小二")
    nears_its_end(page)
    page.get_by_text("红码").wait_for()
    page.get_by_text("颜色刚刚变了").wait_for()
    for former in ("没有限制", "进出场所、过卡口时出示本页"):  # what held for the green one
        assert not page.get_by_text(former).first.is_visible()
    page.get_by_text("请先停下").wait_for()
    seat.shot("mycode-turned-360")
    freed("石小二")
    seat.faults.clear()


def test_the_symbol_of_every_length_is_read(sit, calm):
    """Drawn by the page's own script, as a phone draws what a door told it."""
    seat = sit(SMALL)
    shows(seat, calm)
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
    for length in (1, 16, 17, 90, 150, 180, 214, 262, 303):
        text = "FX1:" + (letters * 8)[7 : 7 + length]
        path = seat.page.evaluate(
            "text => import('/static/public/symbol.js').then(one => one.symbol(text))", text
        )
        assert read(as_picture(path))[0] == text


def as_picture(drawn):
    from PIL import Image

    side = drawn["side"]
    image = Image.new("1", (side, side), 1)
    for x, y in re.findall(r"M(\d+) (\d+)h1", drawn["bars"]):
        image.putpixel((int(x), int(y)), 0)
    made = io.BytesIO()
    image.resize((side * 4, side * 4)).save(made, "PNG")
    return made.getvalue()


def test_in_english_on_a_desk(sit, calm):
    seat = sit(DESK)
    shows(seat, calm)
    seat.go("/p/code/?who=1&language=en")
    seat.page.get_by_text("What to do now").wait_for()
    seat.shot("mycode-desk")
