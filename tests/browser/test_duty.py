from __future__ import annotations

import pytest

from tests.browser.conftest import DESK, PHONE


@pytest.fixture
def units(served):
    from fangxian.ground.duty import api as duty

    duty.bootstrap_units()


@pytest.mark.parametrize(("size", "name"), [(DESK, "desk"), (PHONE, "phone")])
def test_gaps_come_first_and_open_their_lists(sit, units, size, name):
    seat = sit(size, "zhihuibu")
    seat.go("/duty/")
    assert seat.fits()
    seat.shot(f"duty-{name}")
    seat.page.locator(".tile", has_text="无人在岗").click()
    assert "个单位无人在岗" in seat.page.inner_text("h1")
    assert seat.fits()
    seat.shot(f"duty-holes-{name}")


def test_somebody_is_appointed_and_unseated(sit, units):
    seat = sit(DESK, "zhihuibu")
    seat.go("/duty/")
    seat.page.get_by_role("link", name="城关镇").click()
    box = seat.page.locator(".box", has_text="党委书记")
    if not box.get_by_label("姓名").is_visible():
        box.get_by_text("排人", exact=True).click()
    box.get_by_label("姓名").fill("罗志强")
    box.get_by_label("电话").fill("13891500001")
    box.get_by_role("button", name="排上").click()
    seat.page.get_by_text("罗志强已到岗").wait_for()
    seat.shot("duty-unit")
    seat.page.locator(".box", has_text="罗志强").get_by_role("button", name="卸任").click()
    seat.page.get_by_text("已卸任").wait_for()


def test_a_roster_is_previewed_before_it_is_taken_in(sit, units, tmp_path):
    file = tmp_path / "花名册.csv"
    file.write_text(
        "单位,岗位,姓名,电话\n涧池镇,值班员,周明,13891500002\n没有的镇,值班员,李四,\n", "utf-8"
    )
    seat = sit(DESK, "zhihuibu")
    seat.go("/duty/roster")
    seat.page.get_by_label("文件").set_input_files(file)
    seat.page.get_by_role("button", name="看看会怎样").click()
    seat.page.get_by_text("不能用 1 行").wait_for()
    seat.shot("duty-roster")
    seat.page.get_by_role("button", name="导入好的 1 行").click()
    seat.page.get_by_text("新排 1 人").wait_for()
