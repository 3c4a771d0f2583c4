"""What a guard is told before the next traveller comes: a wrong clock, old keys, no shift."""

from __future__ import annotations

from datetime import datetime, timedelta

from fangxian.kernel.actor import SYSTEM
from tests.browser.field import SITE, lay_out, of_this_run, sets_up

STAGE = datetime.fromisoformat("2022-05-10T20:14:00+08:00")


def test_a_phone_whose_clock_is_wrong_is_warned_and_the_board_knows(sit):
    ahead = STAGE + timedelta(hours=1)
    guard = sets_up(sit, "快表机", first=lambda seat: seat.page.clock.set_system_time(ahead))
    guard.sees("这部手机的时钟快 60 分钟")
    guard.seat.shot("field-clock-phone")
    assert 3500 < guard.device.clock_off < 3700
    desk = sit((1280, 800), "zhihuibu")
    desk.go("/devices/")
    row = desk.page.locator("tr", has_text=guard.name)
    row.get_by_text("手机时钟快 60 分钟").wait_for()


def test_a_phone_whose_clock_is_right_is_left_in_peace(sit):
    guard = sets_up(sit, "准表机", first=lambda seat: seat.page.clock.set_system_time(STAGE))
    guard.at_the_barrier()
    assert guard.page.locator(".notice").count() == 0
    assert abs(guard.device.clock_off) < 60


def test_a_phone_long_without_a_network_says_that_its_keys_are_old(sit):
    guard = sets_up(sit, "久离线机", first=lambda seat: seat.page.clock.set_system_time(STAGE))
    guard.at_the_barrier()
    guard.cut()
    for hours, words in ((20, None), (50, "验码密钥名单是 2 天前的")):
        guard.page.clock.set_system_time(STAGE + timedelta(hours=hours))
        guard.page.reload()
        guard.types_pin()
        guard.page.get_by_role("button", name="扫码", exact=True).wait_for()
        if words:
            guard.sees(words)
        else:
            assert guard.page.get_by_text("验码密钥").count() == 0
    guard.seat.shot("field-old-keys-phone")
    assert guard.seat.fits()
    guard.cut(False)


def test_outside_the_shift_there_is_no_list_and_what_is_done_is_kept(sit, served):
    from fangxian.kernel import clock
    from fangxian.lines.checkpoints import api as checkpoints
    from fangxian.lines.checkpoints.models import Shift
    from tests.doors.command import stage

    site = lay_out()
    other = stage.open_account(of_this_run("erban"), "火车站二班", "checkpoint")
    guard = sets_up(sit, "下班机")
    guard.at_the_barrier()
    begins = clock.now() - timedelta(hours=1)
    checkpoints.plan_shift(
        site, "周副局长", begins, begins + timedelta(hours=8), accounts=[other.pk], by=SYSTEM
    )
    try:
        guard.page.reload()
        guard.types_pin()
        guard.sees(f"此刻在“{SITE}”当班的是周副局长一班")
        guard.seat.shot("field-withheld-phone")
        guard.page.goto(f"{guard.seat.address}/field/#/disinfect")
        guard.fill("车牌", "陕G77777")
        guard.tap("已消毒")
        guard.page.locator(".waits", has_text="已传完").wait_for()
        guard.page.goto(f"{guard.seat.address}/field/#/sent")
        guard.sees("这个账号不在班上")
    finally:
        Shift.objects.filter(checkpoint_id=site).delete()
    assert [told.how for told in guard.sent()] == ["differs"]
