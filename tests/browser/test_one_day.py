"""One day at the gate, from the first code shown to the last visit told, on the real parts: a
resident's phone, a guard's phone that loses its network, and the desks."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.conftest import DESK, PHONE
from tests.browser.field import SITE, lay_out, sets_up
from tests.browser.test_mycode import seen, until
from tests.doors.public.resident import number_of

RESIDENT, HER_NUMBER, HER_PHONE = "苏晓梅", number_of("19880618", "715"), "13991606161"
NEIGHBOUR, HIS_NUMBER = "罗平安", number_of("19700203", "716")
STRANGER, STRANGERS_NUMBER = "万里行", number_of("19910919", "717")
GUARD, MARKET = "yirigang", "一日农贸市场"
ANSWER = "已核对车票:您 5 月 1 日前已离开雁塔区。认定解除,给您添麻烦了。"


@dataclass
class County:
    resident: int
    neighbour: int


@pytest.fixture
def county(served):
    """Whom the township wrote down, and one account for the barrier and the market's door."""
    from fangxian.ground.access import api as access
    from fangxian.kernel import clock
    from fangxian.kernel.actor import SYSTEM
    from tests.doors.command import stage

    lay_out()
    account = stage.open_account(GUARD, "火车站三班", "checkpoint")
    access.grant(account.pk, "venue_guard", stage.COUNTY, since=clock.today(), by=SYSTEM)
    return County(
        written_down(RESIDENT, HER_NUMBER, HER_PHONE, "陕西省西安市雁塔区"),
        written_down(NEIGHBOUR, HIS_NUMBER, "13991606262", "四川省成都市武侯区"),
    )


def written_down(name, number, phone, origin):
    from fangxian.kernel.actor import SYSTEM
    from fangxian.lines.arrivals import pages as arrivals

    form = {
        "name": name,
        "document_type": "居民身份证",
        "document_number": number,
        "phone": phone,
        "origin": origin,
        "leaving": "2022-05-09",
        "arrival": "2022-05-10",
        "transport": "火车",
        "vehicle": "K8072",
        "town": "蒲溪镇",
        "village": "东升村委会",
        "address": "老街 6 号",
        "overseas": "否",
        "method": "镇村录入",
    }
    return arrivals.register(form, by=SYSTEM, way_in="township").person_id


def test_one_day_at_the_gate(sit, served, county):
    token = a_market_gets_its_code(sit)
    resident = signs_in(sit)
    shown = seen(resident.page)
    guard = works_without_a_network(sit, shown)
    guard.comes_back()
    every_act_is_there_once(guard, county)
    the_command_centre_shows_it(sit, county)
    she_says_that_it_is_wrong(resident)
    somebody_else_answers(sit)
    she_reads_the_answer(resident)
    goes_to_market(resident, token)
    both_visits_are_there(sit, county)


def a_market_gets_its_code(sit):
    """Applied for, approved, printed. Returns what its poster says."""
    owner, desk = sit(PHONE), sit(DESK, "zhihuibu")
    owner.go("/p/venues")
    page = owner.page
    for label, typed in (
        ("场所名称", MARKET),
        ("门牌或位置", "月河路 66 号"),
        ("负责人电话", "13891501234"),
    ):
        page.get_by_label(label).fill(typed)
    page.get_by_label("负责人", exact=True).fill("陈大力")
    page.get_by_label("属于哪一类").select_option("农集贸市场")
    page.get_by_label("在哪个镇").select_option("610921102201")
    page.get_by_role("button", name="提交申请").click()
    page.get_by_text("已收到申请").wait_for()
    desk.go("/venues/applications")
    desk.page.get_by_label(MARKET).check()
    desk.page.get_by_role("button", name="通过勾选的").click()
    desk.page.get_by_text("通过 1 个").wait_for()
    page.reload()
    address = page.locator("a[href$='a4.pdf']").get_attribute("href")
    printed = page.request.get(owner.address + address)
    assert printed.headers["content-type"] == "application/pdf"
    assert printed.body()[:4] == b"%PDF"
    return said_on(desk)


def said_on(desk):
    """The address that a camera reads off the poster."""
    zxingcpp = pytest.importorskip("zxingcpp")
    from PIL import Image

    desk.go("/venues/")
    desk.page.get_by_role("link", name=MARKET).first.click()
    with desk.page.context.expect_page() as opened:
        desk.page.get_by_role("link", name="A4", exact=True).first.click()
    poster = opened.value
    poster.wait_for_load_state()
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(poster.screenshot())))
    (address,) = [one.text for one in found if one.text.startswith("http")]
    return address


def signs_in(sit):
    """By phone and one-time password, as the message says it."""
    seat = sit(PHONE)
    seat.go("/p/code/")
    seat.page.get_by_label("申报时留的手机号").fill(HER_PHONE)
    seat.page.get_by_role("button", name="获取验证码").click()
    seat.page.get_by_label("短信里的验证码").fill(password())
    seat.page.get_by_role("button", name="出示我的码").click()
    seat.page.get_by_text("红码").wait_for()
    return seat


def password():
    from django.conf import settings

    lines = (Path(settings.FANGXIAN_DATA) / "messages.txt").read_text(encoding="utf-8").splitlines()
    return re.search(r"\d{6}", [one for one in lines if HER_PHONE in one][-1].split("\t")[2])[0]


def works_without_a_network(sit, shown):
    """Four acts on a phone that hears nobody: passed, held, declared, scanned in."""
    guard = sets_up(sit, "一日机", username=GUARD)
    guard.at_the_barrier()
    guard.cut()
    guard.page.reload()
    guard.types_pin()
    guard.sees("照常工作")
    guard.page.on("dialog", lambda asked: asked.accept())
    guard.looks_up(HIS_NUMBER)
    guard.sees("罗**")
    guard.sees("还没查验")
    guard.tap("以上都查验了")
    guard.sees("规则：放行")
    guard.tap("放行")
    guard.sees("待传 1")
    guard.looks_up(shown)
    guard.sees("码有效")
    guard.sees("苏**")
    guard.tap("留置待转运")
    guard.sees("待传 2")
    guard.looks_up(STRANGERS_NUMBER)
    guard.sees("名单上没有")
    guard.tap("现场申报", exact=False)
    guard.fill("姓名", STRANGER)
    guard.fill("从哪里来", "四川省成都市武侯区")
    guard.page.get_by_label("去哪个镇").select_option(label="蒲溪镇")
    guard.tap("申报并继续查验")
    guard.tap(outcome("refer"))
    guard.sees("待传 4")
    guard.page.goto(f"{guard.seat.address}/field/#/")
    guard.tap("场所码", exact=False)
    guard.tap(MARKET, exact=False)
    guard.fill("身份证号、纸质卡号", HIS_NUMBER)
    guard.tap("查")
    guard.sees("本机今日 1 次")
    return guard


def outcome(code):
    """As the county words it."""
    from fangxian.lines.checkpoints import reactions as checkpoints

    return checkpoints.OUTCOMES[code].zh


def every_act_is_there_once(guard, county):
    """As the county keeps them, though the phone sends everything again when in doubt."""
    from fangxian.ground.people import pages as people
    from fangxian.kernel.actor import SYSTEM
    from fangxian.lines.checkpoints.models import Crossing

    until(guard.page, "navigator.onLine")
    told = sorted((one.kind, one.how) for one in guard.sent())
    assert told == [
        *[("checkpoint.crossing", "decided")] * 3,
        ("checkpoint.declared", "decided"),
        ("venue.visit", "decided"),
    ]
    [stranger] = people.search(STRANGER, by=SYSTEM)
    crossings = Crossing.objects.filter(device_id=guard.device.id)
    assert {(one.person_id, one.outcome) for one in crossings} == {
        (county.neighbour, "pass"),
        (county.resident, "hold"),
        (stranger.id, "refer"),
    }


def the_command_centre_shows_it(sit, county):
    """The site's own page has each name once; township and village have their instruction."""
    desk = sit(DESK, "zhihuibu")
    desk.go("/checkpoints/")
    desk.page.get_by_role("link", name=SITE).first.click()
    rows = desk.page.locator("tr[data-row]")
    for name, said in (
        ("罗**", "放行"),
        ("苏**", "留置待转运"),
        ("万**", outcome("refer")),
    ):
        row = rows.filter(has_text=name)
        assert (row.count(), said in row.inner_text()) == (1, True), name
    desk.shot("one-day-site")
    for account, size in (("puxi", DESK), ("cun", PHONE)):
        seat = sit(size, account)
        seat.go("/tasks")
        cards = seat.page.locator("article[data-row]", has_text="苏**")
        order = cards.filter(has_text=f"在“{SITE}”留置")
        order.first.wait_for()
        assert order.count() == 1, account


def she_says_that_it_is_wrong(resident):
    resident.page.get_by_role("link", name="我要申诉").click()
    resident.page.get_by_label("哪里不对").fill("我 4 月 28 日就离开雁塔区了,有车票")
    resident.page.get_by_role("button", name="提交申诉").click()
    resident.page.get_by_text("等待答复").first.wait_for()


def somebody_else_answers(sit):
    """Neither the guard nor whoever laid it down: a clerk of the headquarters."""
    desk = sit(DESK, "zhihuibu")
    desk.go("/codes/")
    case = desk.page.locator("article[data-row]", has_text="苏**")
    case.get_by_label("答复").fill(ANSWER)
    case.get_by_role("button", name="成立，解除这条认定").click()
    desk.page.get_by_role("link", name="已办结").wait_for()
    assert case.count() == 0


def she_reads_the_answer(resident):
    resident.page.locator("[data-refresh]").click()
    resident.page.get_by_text(ANSWER).wait_for()
    resident.page.get_by_text("申诉成立").wait_for()
    resident.page.get_by_text("绿码").wait_for()
    assert resident.fits()
    resident.shot("one-day-answered")


def goes_to_market(resident, address):
    """With her own phone's camera, and with no typing."""
    resident.go(re.sub(r"^https?://[^/]+", "", address))
    resident.page.get_by_role("link", name="用我的健康码登记").click()
    resident.page.get_by_role("button", name=re.compile("苏.*登记进入")).click()
    resident.page.get_by_text("✓ 已登记").wait_for()


def both_visits_are_there(sit, county):
    """Who was there, to whoever may ask and says what for."""
    from fangxian.lines.venues.models import Visit

    desk = sit(DESK, "zhihuibu")
    desk.go("/venues/")
    desk.page.get_by_role("link", name=MARKET).first.click()
    desk.page.get_by_role("link", name="谁来过").click()
    desk.page.get_by_label("用途").fill("一日演练核对")
    desk.page.get_by_role("button", name="查询").click()
    desk.page.get_by_text("共 2 条").wait_for()
    desk.shot("one-day-visits")
    visits = Visit.objects.filter(person_id__in=(county.resident, county.neighbour))
    assert sorted((one.person_id, one.how) for one in visits) == sorted(
        [(county.resident, "self_phone"), (county.neighbour, "reverse_number")]
    )
