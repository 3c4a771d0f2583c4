"""A shop's code from the application to the poster, and both ways through its door."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import DESK, PHONE
from tests.doors.public.resident import number_of


def applies(seat, name):
    seat.go("/p/venues")
    page = seat.page
    page.get_by_label("场所名称").fill(name)
    page.get_by_label("属于哪一类").select_option("农集贸市场")
    page.get_by_label("在哪个镇").select_option("610921102201")
    page.get_by_label("门牌或位置").fill("月河路 8 号")
    page.get_by_label("有几个出入口").fill("2")
    page.get_by_label("负责人", exact=True).fill("陈大力")
    page.get_by_label("负责人电话").fill("1389150")
    page.get_by_role("button", name="提交申请").click()
    page.get_by_text("有 1 处需要改").wait_for()
    assert seat.fits()
    seat.shot("venues-apply-wrong-phone")
    page.get_by_label("负责人电话").fill("13891501234")
    page.get_by_role("button", name="提交申请").click()
    page.get_by_text("已收到申请").wait_for()
    assert seat.fits()
    seat.shot("venues-applied-phone")


def test_a_shop_applies_is_approved_and_its_door_is_scanned(sit):
    shop, desk = sit(PHONE), sit(DESK, "zhihuibu")
    applies(shop, "月河农贸市场")
    desk.go("/venues/applications")
    desk.shot("venues-queue")
    desk.page.get_by_label("月河农贸市场").check()
    desk.page.get_by_role("button", name="通过勾选的").click()
    desk.page.get_by_text("通过 1 个").wait_for()
    shop.page.reload()
    shop.page.get_by_text("打印海报").wait_for()
    shop.shot("venues-approved-phone")
    assert shop.page.request.get(shop.page.url.split("?")[0] + "/a4.pdf").body()[:4] == b"%PDF"

    desk.go("/venues/")
    desk.page.get_by_role("link", name="月河农贸市场").first.click()
    token = desk.page.locator("code").first.inner_text()
    desk.page.get_by_label("1 号口的名称").fill("北门")
    desk.page.get_by_role("button", name="存").first.click()
    desk.page.get_by_text("已写上出入口名称").wait_for()
    desk.page.get_by_label("逢扫必查").check()
    desk.page.get_by_role("button", name="登记巡查").click()
    desk.page.get_by_text("前复查").wait_for()
    assert desk.fits()
    desk.shot("venues-one")
    comes_in_twice(sit, f"/p/v/{token}")
    looked_up(desk)


def comes_in_twice(sit, door):
    """First with name and number, then with one tap; each time told that no colour changes."""
    seat = sit(PHONE)
    page = seat.page
    seat.go(door)
    page.get_by_text("不会改变您的健康码颜色").wait_for()
    assert seat.fits()
    seat.shot("venues-scan-phone")
    page.get_by_label("姓名").fill("王小明")
    page.get_by_label("证件号码").fill(number_of("19930309"))
    page.get_by_role("button", name="登记进入").click()
    page.get_by_text("✓ 已登记").wait_for()
    page.get_by_text("不会改变您的健康码颜色").wait_for()
    seat.shot("venues-in-phone")
    page.get_by_role("button", name="离开时点一下").click()
    page.get_by_text("已登记离开").wait_for()
    seat.go(door)
    page.get_by_role("button", name=re.compile("王.*登记进入")).click()
    page.get_by_text("✓ 已登记").wait_for()
    assert seat.fits()
    seat.go(door)
    seat.shot("venues-scan-known-phone")


def looked_up(desk):
    desk.page.get_by_role("link", name="谁来过").click()
    desk.page.get_by_label("用途").fill("流调:某病例轨迹")
    desk.page.get_by_role("button", name="查询").click()
    desk.page.get_by_text("共 2 条").wait_for()
    desk.shot("venues-visits")
    desk.go("/venues/")
    desk.shot("venues-all")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_premises_without_a_code_go_to_the_department(sit, size):
    seat = sit(size, "zhihuibu")
    name = f"老王理发店{size[0]}"
    seat.go("/venues/uncovered")
    seat.page.get_by_label("地方").select_option("610921102201")
    seat.page.get_by_label("每行一个").fill(f"{name},正街 3 号\n棋牌室{size[0]}")
    seat.page.get_by_role("button", name="登记", exact=True).click()
    seat.page.get_by_text("登记 2 个无码单位").wait_for()
    seat.page.get_by_label(name).check()
    seat.page.get_by_label("部门").fill("县商务局")
    assert seat.fits()
    seat.shot(f"venues-uncovered-{size[0]}")
    seat.page.get_by_role("button", name="抄送勾选的").click()
    seat.page.get_by_text("已抄送县商务局").wait_for()
    for page in ("", "applications", "inspections", "visits", "1"):
        seat.go(f"/venues/{page}")
        assert seat.fits()
        seat.shot(f"venues-{page or 'all'}-{size[0]}")
