"""Whom a guard should have stopped, whom a number may belong to, and a list that has ended."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count

import pytest

from fangxian.kernel.actor import SYSTEM
from tests.browser.field import GUARD, lay_out, of_this_run, sets_up, tell_of
from tests.browser.test_mycode import until
from tests.doors.command.stage import BIRTHS, number_of
from tests.doors.field.test_events import make_red
from tests.rooms.checkpoints import crowd

NUMBERS = count()  # another for each person of a run
STAGE = datetime.fromisoformat("2022-05-10T20:14:00+08:00")
AUTHENTICATOR = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "internal",
    "hasPrf": True,
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
HELD = """new Promise((done) => {
  indexedDB.open("fangxian-field").onsuccess = ({ target: { result: db } }) => {
    db.transaction("sealed").objectStore("sealed").getAllKeys().onsuccess =
      ({ target: { result } }) => (db.close(), done(result));
  };
})"""


@pytest.fixture
def red(served):
    """Somebody of this run's own whom the county has red, and their number."""
    return somebody(served, "陕西省西安市雁塔区")


@pytest.fixture
def green(served):
    return somebody(served, "四川省成都市武侯区")


def somebody(served, origin):
    from fangxian.lines.arrivals import pages as arrivals

    lay_out()
    n = 2_000 + next(NUMBERS)
    made = arrivals.declare(
        crowd.form(n, name="应拦人", origin=origin, leaving="2022-05-09"), by=SYSTEM
    )
    return made.person_id, crowd.number_of(n)


def test_who_is_let_through_offline_is_an_alarm_on_the_phone_at_once_and_at_headquarters(sit, red):
    guard, why = sets_up(sit, "警报机"), of_this_run("带班口头同意")
    guard.at_the_barrier()
    guard.cut()
    guard.looks_up(red[1])
    guard.sees("号码相符的一位")
    guard.seat.shot("field-candidate-phone")
    lets_pass_all_the_same(guard, why)
    alarm = guard.page.get_by_role("alertdialog", name="应拦未拦")
    alarm.get_by_text("应留置待转运").wait_for()  # nobody was asked: there is no network
    alarm.get_by_text("请本人进入临时隔离室").wait_for()
    guard.seat.shot("field-alarm-phone")
    assert guard.seat.fits()
    guard.page.reload()
    guard.sees("应拦未拦的警报，请马上解锁处理")
    guard.types_pin()
    alarm.wait_for()  # until it is read
    guard.tap("已看到，正在打电话")
    alarm.wait_for(state="detached")
    guard.page.locator(".standing", has_text="应**").wait_for()
    guard.seat.shot("field-alarm-stands-phone")
    guard.cut(False)
    guard.page.locator(".waits", has_text="已传完").wait_for(timeout=60_000)
    assert alarm.count() == 0, "what was read does not ring again"
    headquarters_hears_of_it(sit, why)
    guard.page.locator(".standing").click()
    guard.fill("带班领导姓名", "李站长")
    guard.tap("带班领导已看到")
    guard.page.locator(".standing").wait_for(state="detached")
    guard.page.goto(f"{guard.seat.address}/field/#/sent")
    guard.sees("带班 李站长 已看到")


def lets_pass_all_the_same(guard, why):
    """Past a warning in big words, and with a reason."""
    guard.page.get_by_text("按别的办").click()
    guard.page.locator(".others").get_by_role("button", name="放行", exact=True).click()
    warned = guard.page.get_by_role("alertdialog", name="请看清再办")
    warned.get_by_text("不能放行").wait_for()
    guard.seat.shot("field-warned-phone")
    assert guard.seat.fits()
    assert warned.get_by_role("button", name="仍要放行").is_disabled()
    guard.fill("为什么仍要放行、谁同意的", why)
    warned.get_by_role("button", name="仍要放行").click()


def headquarters_hears_of_it(sit, why):
    desk = sit((1280, 800), "zhihuibu")
    desk.go("/")
    row = desk.page.locator(".alert-danger", has_text=why)
    row.wait_for()
    desk.shot("situation-slipped-desk")
    row.get_by_label("处置情况").fill("已在蒲溪镇找到,专车接走")
    row.get_by_role("button", name="已处置").click()
    desk.page.get_by_text("警报解除").wait_for()


def test_who_turns_red_after_they_passed_rings_on_the_phone_that_let_them_through(sit, green):
    guard = sets_up(sit, "此后机")
    guard.at_the_barrier()
    guard.looks_up(green[1])
    guard.sees("号码相符的一位")
    guard.tap("以上都查验了")
    guard.tap("放行")
    guard.sees("刚才")
    guard.comes_back()
    make_red(green[0])
    guard.page.locator(".banner .words").click()  # it asks by itself every twenty seconds
    alarm = guard.page.get_by_role("alertdialog", name="应拦未拦")
    alarm.get_by_text("现在是红").wait_for(timeout=60_000)
    alarm.get_by_text("不是您的错").wait_for()
    guard.seat.shot("field-alarm-turned-phone")
    guard.tap("已看到，正在打电话")


def test_a_number_with_a_slip_is_refused_before_anybody_is_looked_up(sit):
    guard = sets_up(sit, "输错机")
    guard.at_the_barrier()
    guard.cut()
    guard.looks_up("6124231985061522")
    guard.sees("身份证号是 18 位，这里是 16 位，少了 2 位")
    guard.looks_up("612423198506152221")
    guard.sees("第 18 位（校验位）与前 17 位对不上")
    guard.seat.shot("field-slip-phone")
    assert guard.seat.fits()
    guard.looks_up("123")
    guard.sees("再多打几位")
    assert guard.page.get_by_text("名单上没有").count() == 0
    guard.tap("回去打全")
    guard.looks_up("E12345678")
    guard.sees("名单上没有")
    guard.page.get_by_label("返回").click()
    guard.looks_up("6124231985061522")
    guard.tap("是护照、通行证等别的证件", exact=False)
    guard.sees("名单上没有")
    guard.cut(False)


def test_a_list_without_verdicts_says_so_and_is_fetched_again_by_itself(sit, served, monkeypatch):
    """Asked for before the worker has coloured a large ledger: nobody of it reads as harmless, and
    the green light comes without a touch, on the page that is open."""
    from fangxian.flows import coding

    monkeypatch.setattr(coding.codes, "COLOURED_AT_ONCE", 0)
    _, number = somebody(served, "四川省成都市武侯区")
    guard = sets_up(sit, "未判机")
    guard.at_the_barrier()
    guard.sees("还在研判")
    guard.looks_up(number)
    guard.sees("号码相符的一位")
    guard.sees("已申报，正在研判")
    guard.tap("以上都查验了")
    guard.sees("规则：转交处置")
    guard.seat.shot("field-undecided-phone")
    tell_of("screening.VerdictsChanged")
    guard.sees("规则：放行")


def test_a_number_leads_to_a_candidate_whom_the_card_confirms(sit):
    guard = sets_up(sit, "候选机")
    guard.at_the_barrier()
    guard.cut()
    guard.looks_up(number_of(BIRTHS[7]))
    guard.sees("号码相符的一位")
    guard.sees("姓名对得上")
    guard.tap("对不上，不是这个人")
    guard.sees("名单上没有")
    guard.cut(False)


def test_a_list_that_has_ended_is_erased_while_the_phone_is_locked(sit):
    guard = sets_up(sit, "过期机", first=lambda seat: seat.page.clock.set_system_time(STAGE))
    assert set(guard.page.evaluate(HELD)) == {"bundle", "device"}
    guard.cut()
    guard.page.clock.set_system_time(STAGE + timedelta(hours=97))
    guard.page.reload()
    guard.sees("请输入六位口令")
    until(guard.page, f"{HELD}.then((keys) => keys.length === 1)")
    assert guard.page.evaluate(HELD) == ["device"]
    guard.types_pin()
    guard.sees("没有名单")
    guard.cut(False)


def test_a_phone_that_lends_its_screen_lock_does_not_open_without_it(sit):
    """WebAuthn's PRF, by Chromium's own virtual authenticator: a wrong or missing one opens nothing."""
    lent = {}

    def with_a_screen_lock(seat):
        seat.address = seat.address.replace("127.0.0.1", "localhost")  # a name, as WebAuthn wants
        seat.be(GUARD)
        lent["line"] = seat.page.context.new_cdp_session(seat.page)
        lent["line"].send("WebAuthn.enable")
        lent["id"] = lent["line"].send(
            "WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR}
        )["authenticatorId"]

    guard = sets_up(sit, "屏锁机", first=with_a_screen_lock)
    assert "own_key" not in guard.page.evaluate(HELD.replace('"sealed"', '"plain"'))
    guard.page.reload()
    guard.types_pin()
    guard.sees("名单有效至")
    lent["line"].send(
        "WebAuthn.setUserVerified", {"authenticatorId": lent["id"], "isUserVerified": False}
    )
    guard.page.reload()
    guard.types_pin()
    guard.sees("打不开")
