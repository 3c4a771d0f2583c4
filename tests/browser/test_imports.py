from __future__ import annotations

from tests.browser.conftest import DESK, PHONE
from tests.doors.command.ledgers import ledger, number_of, row


def test_a_ledger_goes_from_file_to_register_and_a_bad_row_is_put_right(sit, tmp_path):
    from fangxian.kernel.actor import SYSTEM
    from fangxian.lines.arrivals import pages as arrivals

    file = tmp_path / "五月来返台账.csv"
    rows = (
        row(11),
        row(12, "王建国"),
        row(13, "赵小燕", number="610921"),
        row(14, "陈大力", arrival=""),
    )
    file.write_bytes(ledger(*rows))
    seat = sit(DESK, "zhihuibu")
    seat.go("/imports/")
    seat.shot("imports-desk")
    seat.page.get_by_label("把文件拖到这里").set_input_files(file)
    seat.page.get_by_role("button", name="看看会怎样").click()
    seat.page.get_by_text("还没有收下任何一行").wait_for()
    seat.page.get_by_text("认成了什么").click()
    seat.shot("imports-preview")
    seat.page.get_by_role("button", name="收下好的 2 行").click()
    seat.page.get_by_text("排队中").wait_for()
    seat.shot("imports-running")
    arrivals.commit_import(int(seat.page.url.rsplit("/", 1)[1]), by=SYSTEM)
    seat.page.get_by_text("已收下：新增 2 人").wait_for()
    wrong = seat.page.locator("form[data-row]", has_text="赵**")
    wrong.get_by_role("button", name="看原文").click()
    wrong = seat.page.locator("form[data-row]", has_text="赵小燕")
    assert wrong.get_by_label("证件号码").input_value() == "610921"
    wrong.get_by_label("证件号码").fill(number_of(13))
    seat.shot("imports-done")
    wrong.get_by_role("button", name="改好，收下").click()
    wrong.wait_for(state="detached")
    seat.page.get_by_role(
        "heading", name="还有 1 行等着改"
    ).wait_for()  # the page was not opened anew
    last = seat.page.locator("form[data-row]", has_text="陈**")
    last.get_by_label("抵达日期", exact=True).fill("2022-05-09")
    last.get_by_role("button", name="改好，收下").click()
    seat.page.get_by_role("heading", name="退回的行都处理完了").wait_for()
    assert not seat.page.locator("#rejected").is_visible()
    seat.page.reload()
    assert "退回的行都处理完了" in seat.page.inner_text("main")


def test_imports_fit_a_phone(sit):
    seat = sit(PHONE, "zhihuibu")
    seat.go("/imports/")
    assert seat.fits()
    seat.shot("imports-phone")
    seat.page.locator("tbody a").first.click()
    assert seat.fits()
    seat.shot("imports-done-phone")


def test_a_list_from_above_is_pasted_and_answered(sit):
    seat = sit(PHONE, "zhihuibu")
    seat.go("/pushed/new")
    assert seat.fits()
    seat.page.get_by_label("名称").fill("K786 次列车同乘人员")
    seat.page.get_by_label("来函单位").fill("西安市指挥部")
    seat.page.get_by_label("截止时间").fill("2022-05-11T20:00")
    seat.page.get_by_label("或者粘贴几行").fill(
        f"张三 {number_of(21)} 13891501234\n李四 {number_of(22)}"
    )
    seat.shot("pushed-new-phone")
    seat.page.get_by_role("button", name="收下", exact=True).click()
    seat.page.get_by_role("link", name="打开名单").click()
    assert seat.fits()
    first = seat.page.locator("article").first
    first.get_by_text("人在本地").click()
    first.get_by_role("button", name="核查").click()
    seat.page.get_by_text("已登记").wait_for()
    seat.shot("pushed-items-phone")
    desk = sit(DESK, "zhihuibu")
    desk.go("/pushed/")
    desk.shot("pushed-desk")


def test_a_pack_is_tried_on_the_living_ledger(sit):
    from fangxian.ground.access import api as access
    from tests.doors.command.stage import open_account

    if access.account_named("zhihuizhang") is None:
        open_account("zhihuizhang", "指挥长", "headquarters_chief")
    seat = sit(DESK, "zhihuizhang")
    seat.go("/policy/dryrun?pack=covid19-cn-ed9&on=2022-05-10&run=1")
    seat.page.locator("[data-chart] svg").wait_for()
    assert "其中" in seat.page.inner_text(".alert")
    seat.shot("dryrun-desk")
    phone = sit(PHONE, "zhihuizhang")
    phone.go("/policy/dryrun?pack=covid19-cn-ed9&on=2022-05-10&run=1")
    assert phone.fits()
    phone.shot("dryrun-phone")


def test_a_header_nobody_understands_is_said_by_hand(sit, tmp_path):
    file = tmp_path / "摸底.csv"
    file.write_text(
        f"哪位,证,几时来\n孙悟,{number_of(31)},2022-05-09\n沙净,{number_of(32)},2022-05-09\n",
        encoding="utf-8-sig",
    )
    seat = sit(DESK, "zhihuibu")
    page = seat.page
    seat.go("/imports/")
    page.get_by_label("把文件拖到这里").set_input_files(file)
    page.get_by_role("button", name="看看会怎样").click()
    page.get_by_text("表头没有读懂").wait_for()
    for title, field in (("哪位", "姓名"), ("证", "证件号码"), ("几时来", "抵达日期")):
        page.get_by_label(title, exact=True).select_option(label=field)
    seat.shot("imports-mapping")
    page.get_by_role("button", name="按这样重新看一遍").click()
    page.get_by_role("button", name="全部收下 2 行").wait_for()


def test_a_roster_goes_from_file_to_posts_and_its_rows_are_worked(sit, tmp_path):
    from fangxian.ground.duty import api as duty

    duty.bootstrap_units()
    file = tmp_path / "值班表.csv"
    file.write_text(
        "日期,单位,姓名,电话\n5.11夜班,涧池镇,皮一凡,13912345671\n5月12日,县大数据专班,皮二凡,13912345672\n",
        "utf-8",
    )
    seat = sit(DESK, "zhihuibu")
    seat.go("/imports/")
    seat.page.get_by_role("link", name="值班名册").click()
    seat.page.locator("input[type=file]").set_input_files(file)
    seat.page.get_by_role("button", name="看看会怎样").click()
    seat.page.get_by_text("还没有写入").wait_for()
    seat.page.get_by_text("夜班").wait_for()
    seat.shot("tables-preview")
    seat.page.get_by_role("button", name="收下好的").click()
    seat.page.get_by_role("heading", name="值班表.csv").wait_for()
    seat.page.get_by_text("没有单位").wait_for()
    seat.shot("tables-done")
    assert "13912345672" not in seat.page.inner_text("main")
    seat.page.locator("[data-row] input[type=checkbox]").check()
    seat.page.locator("#aside input[name=why]").fill("重复的一行")
    seat.page.get_by_role("button", name="勾选的放下不办").click()
    seat.page.get_by_text("没有要改的行").wait_for()
    seat.page.get_by_text("撤销这次导入").click()
    seat.page.locator("form[action$=undo] input[name=why]").fill("传错了文件")
    seat.page.get_by_role("button", name="撤销", exact=True).click()
    seat.page.get_by_text("这次导入已经撤销").wait_for()


def test_tables_fit_a_phone(sit):
    seat = sit(PHONE, "zhihuibu")
    for kind in ("roster", "risk_areas"):
        seat.go(f"/imports/?kind={kind}")
        assert seat.fits()
    seat.shot("tables-phone")
