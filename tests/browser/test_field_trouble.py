"""What goes wrong in the field: an update in mid-shift, a full phone, two tabs, a lost phone."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.browser.field import own_guard, sets_up


def disinfects(guard, plate, said="已记消毒"):
    guard.page.goto(f"{guard.seat.address}/field/#/disinfect")
    guard.fill("车牌", plate)
    guard.tap("已消毒")
    guard.sees(said)


def test_an_update_waits_for_a_half_typed_declaration(sit, monkeypatch):
    from fangxian.doors.field import shell

    guard = sets_up(sit, "更新机")
    page = guard.page
    guard.at_the_barrier()
    guard.tap("现场申报")
    guard.fill("姓名", "孙半句")
    honest = shell._file

    def another(name):
        answer = honest(name)
        if name == "sw.js":
            answer.content = re.sub(rb"field-[0-9a-f]{12}", b"field-other", answer.content)
        return answer

    monkeypatch.setattr(shell, "_file", another)
    page.evaluate(
        "navigator.serviceWorker.getRegistration().then(one => one.update()).then(() => 1)"
    )
    guard.sees("有新版本")
    page.locator(".update").click()
    guard.sees("请先办完手上这一位")
    assert page.get_by_label("姓名").input_value() == "孙半句"
    page.get_by_label("返回").click()
    guard.sees("今日预计")
    page.locator(".update").click()
    guard.types_pin()
    guard.sees("今日预计")
    assert page.evaluate("caches.keys()") == ["field-other"]


FILL = """async () => {
  const db = await new Promise(done => {
    const asked = indexedDB.open("filler");
    asked.onupgradeneeded = () => asked.result.createObjectStore("x", { autoIncrement: true });
    asked.onsuccess = () => done(asked.result);
  });
  const fits = size => new Promise(done => {
    const work = db.transaction("x", "readwrite");
    work.objectStore("x").add(crypto.getRandomValues(new Uint8Array(size)));
    work.oncomplete = () => done(true);
    work.onabort = () => done(false);
  });
  for (const size of [60000, 6000, 600, 60]) while (await fits(size));
  db.close();
}"""
ROOM = 5_000_000  # bytes: the app, and little else


def kept_until_full(guard) -> int:
    """How many are kept until the phone is full. It is filled up before each: the browser packs its
    files now and then, which makes room for one more."""
    for kept in range(1, 30):
        guard.page.goto(f"{guard.seat.address}/field/#/disinfect")
        guard.fill("车牌", f"陕G0000{kept}")
        guard.page.evaluate(FILL)
        guard.tap("已消毒")
        full = guard.page.get_by_text("手机存储已满")
        full.or_(guard.page.locator(".waits", has_text=f"待传 {kept + 1}")).first.wait_for()
        if full.count():
            return kept
    pytest.fail("it never is full")


def test_a_full_phone_says_so_and_keeps_what_it_kept(sit):
    def small(seat):
        browser = seat.page.context.new_cdp_session(seat.page)
        room = {"origin": seat.address, "quotaSize": ROOM}
        browser.send("Storage.overrideQuotaForOrigin", room)

    guard = sets_up(sit, "存满机", first=small)
    guard.cut()
    disinfects(guard, "陕G00000")
    kept = kept_until_full(guard)
    assert guard.page.get_by_label("车牌").input_value() == f"陕G0000{kept}"
    guard.page.evaluate(
        "new Promise(done => indexedDB.deleteDatabase('filler').onsuccess = () => done(1))"
    )
    guard.tap("已消毒")
    guard.page.locator(".waits", has_text=f"待传 {kept + 1}").wait_for()
    guard.comes_back()
    assert len(guard.sent("checkpoint.disinfected")) == kept + 1


def test_two_tabs_send_each_act_once(sit):
    guard = sets_up(sit, "两页机")
    context, first = guard.page.context, guard.page
    posted = Counter()

    def count(request):
        if request.url.endswith("/field/api/events"):
            posted.update(one["id"] for one in request.post_data_json["events"])

    context.on("request", count)
    second = context.new_page()
    second.goto(f"{guard.seat.address}/field/#/disinfect")
    guard.cut()
    for number in range(3):
        disinfects(guard, f"陕G0001{number}")
    guard.seat.page = second
    guard.types_pin()
    second.locator(".waits", has_text="待传 3").wait_for()
    disinfects(guard, "陕G00019")
    guard.comes_back()
    first.locator(".waits", has_text="已传完").wait_for()
    assert len(guard.sent("checkpoint.disinfected")) == 4
    assert list(posted.values()) == [1, 1, 1, 1]
    guard.seat.page = first


def test_a_revoked_phone_forgets_everybody_and_its_acts_are_kept(sit):
    from fangxian.ground.devices import api as devices
    from fangxian.kernel.actor import SYSTEM

    guard = sets_up(sit, "丢失机", username=own_guard())  # who lost a phone enrols no other
    guard.cut()
    disinfects(guard, "陕G00021")
    devices.revoke(guard.device.pk, "丢了", by=SYSTEM)
    guard.cut(False)
    guard.sees("本机已停用")
    guard.sees("名单已从手机删去")
    held = guard.page.evaluate(
        "new Promise(done => { indexedDB.open('fangxian-field').onsuccess = ({target}) => {"
        " const asked = target.result.transaction('sealed').objectStore('sealed').getAllKeys();"
        " asked.onsuccess = () => { target.result.close(); done(asked.result) } } })"
    )
    assert held == ["device"]
    [told] = guard.sent()
    assert told.how == "unreadable"
    guard.seat.faults[:] = [one for one in guard.seat.faults if "401" not in one]
