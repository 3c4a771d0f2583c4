from __future__ import annotations

from tests.browser.conftest import DESK, PHONE

LIST = "级别,地区,起,止,来源\n中风险,陕西省西安市雁塔区,2022-04-29,2022-05-09,西安通告\n高风险,吉林省长春市经开区 东方广场,2022-05-08,,长春通告\n"


def test_a_list_is_imported_and_its_unknown_names_are_placed(sit, tmp_path):
    file = tmp_path / "风险区.csv"
    file.write_text(LIST, "utf-8")
    seat = sit(DESK, "zhihuibu")
    seat.go("/zones/")
    seat.page.get_by_role("link", name="导入名单").click()
    seat.page.get_by_label("名单文件").set_input_files(file)
    seat.page.get_by_role("button", name="导入", exact=True).click()
    seat.page.locator(".alert").get_by_text("新列入").wait_for()
    seat.shot("zones-imported")
    seat.go("/zones/?on=2022-05-09")
    assert seat.page.locator("tbody tr").count() >= 2
    seat.shot("zones-desk")
    seat.go("/zones/unplaced")
    seat.shot("zones-unplaced")
    if seat.page.get_by_role("button", name="就是这里").count():
        seat.page.get_by_role("button", name="就是这里").first.click()
        seat.page.get_by_text("已定位").wait_for()


def test_an_area_is_entered_by_hand_and_ended(sit):
    seat = sit(PHONE, "zhihuibu")
    seat.go("/zones/add")
    assert seat.fits()
    seat.page.get_by_text("高风险").click()
    seat.page.get_by_role("combobox", name="地方").fill("四川省成都市青羊区草堂街道某小区")
    seat.page.get_by_label("自").fill("2022-05-09")
    seat.page.get_by_label("来源文件").fill("成都通告 12 号")
    seat.shot("zones-add-phone")
    seat.page.get_by_role("button", name="登记").click()
    seat.page.get_by_text("已登记").wait_for()
    assert seat.fits()
    seat.shot("zones-phone")
    row = seat.page.locator("tr", has_text="青羊区")
    row.get_by_text("解除", exact=True).first.click()
    row.get_by_label("最后一天").fill("2022-05-10")
    row.get_by_label("文件").fill("成都通告 14 号")
    row.get_by_role("button", name="解除").click()
    seat.page.get_by_text("已写上截止日").wait_for()


def test_what_a_day_changed_is_shown(sit):
    seat = sit(DESK, "zhihuibu")
    seat.go("/zones/changes?on=2022-05-10")
    assert "不再列" in seat.page.inner_text("main")
    seat.shot("zones-changes")
