"""Whom a guard should have stopped, whom a number may belong to, and a list that has ended."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.browser.field import GUARD, sets_up
from tests.browser.test_mycode import until
from tests.doors.command.stage import BIRTHS, number_of

STAGE = datetime.fromisoformat("2022-05-10T20:14:00+08:00")
AUTHENTICATOR = {
    "protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal", "hasPrf": True,
    "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True,
    "automaticPresenceSimulation": True,
}  # fmt: skip
HELD = """new Promise((done) => {
  indexedDB.open("fangxian-field").onsuccess = ({ target: { result: db } }) => {
    db.transaction("sealed").objectStore("sealed").getAllKeys().onsuccess =
      ({ target: { result } }) => (db.close(), done(result));
  };
})"""


def test_who_was_let_through_offline_is_an_alarm_on_the_phone_and_at_headquarters(sit, served):
    guard = sets_up(sit, "警报机")
    guard.at_the_barrier()
    guard.cut()
    guard.looks_up(number_of(BIRTHS[1]))
    guard.sees("号码相符的一位")
    guard.seat.shot("field-candidate-phone")
    guard.page.get_by_text("按别的办").click()
    guard.page.locator(".others").get_by_role("button", name="放行", exact=True).click()
    guard.fill("说明", "带班口头同意")
    guard.page.locator(".others .big").click()
    guard.sees("刚才")
    guard.cut(False)
    alarm = guard.page.get_by_role("alertdialog")
    alarm.wait_for(timeout=60_000)
    alarm.get_by_text("应留置待转运").wait_for()
    guard.seat.shot("field-alarm-phone")
    assert guard.seat.fits()
    guard.page.reload()
    guard.types_pin()
    alarm.wait_for()  # until it is read
    guard.tap("已看到", exact=False)
    alarm.wait_for(state="detached")
    guard.page.goto(f"{guard.seat.address}/field/#/sent")
    guard.sees("应拦未拦")
    desk = sit((1280, 800), "zhihuibu")
    desk.go("/")
    desk.page.locator(".alert-danger", has_text="应拦未拦").first.wait_for()
    desk.page.locator("nav .counted", has_text="1").first.wait_for()
    desk.shot("situation-slipped-desk")
    row = desk.page.locator(".alert-danger", has_text="带班口头同意")
    row.get_by_label("处置情况").fill("已在蒲溪镇找到,专车接走")
    row.get_by_role("button", name="已处置").click()
    desk.page.get_by_text("警报解除").wait_for()


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
