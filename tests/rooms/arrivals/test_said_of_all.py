"""Titles, headings between rows, footers, names of sheets and covers speak of all their rows: what a row
does not say itself is verified with their words, and nothing of it is dropped."""

from __future__ import annotations

import pytest

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import api as arrivals
from fangxian.lines.arrivals.models import Declaration
from tests.rooms.intake.sheets import Page, workbook

pytestmark = pytest.mark.django_db
HEAD = ["序号", "姓名", "证件号码", "手机号", "出发地", "抵达日期", "目的乡镇"]


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


def wang(origin: str = "陕西省安康市石泉县") -> list[str]:
    return ["1", "王秀英", "61242319850615222X", "13891512345", origin, "2022-05-08", "城关镇"]


def li(origin: str = "陕西省安康市石泉县") -> list[str]:
    return ["2", "李建国", "11010519491231002X", "13891512346", origin, "2022-05-08", "城关镇"]


def take(*pages: Page) -> dict[str, object]:
    return arrivals.import_file(workbook(*pages), "台账.xlsx", by=SYSTEM).counts


def classes() -> dict[str, str]:
    return {one.person.name: one.class_code for one in Declaration.objects.select_related("person")}


def both(told: dict[str, object]) -> None:
    assert told["said_of_all"] == 2
    assert set(classes().values()) == {"unverified"}


SPEAKS = [
    "5月8日上海返汉人员名单",
    "以下人员均从上海返回",
    "上海市、江苏省返乡人员登记表",
    "密接人员名单",
    "以下人员均为次密接",
    "入境人员登记表",
    "境外返乡人员名单",
    "以下人员行程不详",
    "缅甸回国人员",
    "高风险地区来返人员",
]


@pytest.mark.parametrize("title", SPEAKS)
def test_a_title_speaks_of_all_rows(title):
    counts = take(Page("台账", [[title], HEAD, wang(), li()]))
    both(counts["told"])
    (told,) = [one for one in counts["told_of"] if one["code"] == "said_of_all"]
    assert title in told["sentence"]["zh"]


@pytest.mark.parametrize("title", SPEAKS[:4])
def test_a_merged_title_does_too(title):
    rows = [[title, *[""] * 6], ["填报单位:城关镇", *[""] * 6], HEAD, wang(), li()]
    both(take(Page("台账", rows, merged=[(0, 0, 0, 6), (1, 0, 1, 6)]))["told"])


FOOTERS = [
    ["以上人员均从上海返回"],
    ["备注:以上人员均从上海返回"],
    ["备注", "以上人员均从上海返回"],
    ["", "以上人员均从上海返回"],
    ["注:1.核酸均阴性。2.以上2人系次密接"],
    ["", "", "", "备注:均为上海返回"],
    ["说明:以上人员同乘D123次,途经武汉"],
]


@pytest.mark.parametrize("footer", FOOTERS)
def test_a_footer_speaks_of_all_rows(footer):
    counts = take(Page("台账", [HEAD, wang(), li(), footer]))
    assert (counts["read"], counts["rejected"]) == (2, 0)
    both(counts["told"])


@pytest.mark.parametrize(
    "heading",
    [
        ["二、湖北省来返人员"],
        ["二", "湖北省来返人员"],
        ["", "二、湖北省来返人员"],
        ["", "湖北省"],
        ["湖北省"],
        ["（二）湖北武汉"],
    ],
)
def test_a_heading_speaks_of_the_rows_below_it(heading):
    rows = [HEAD, ["一、安康市来返人员"], wang(), heading, li()]
    counts = take(Page("台账", rows))
    assert (counts["read"], counts["rejected"]) == (2, 0)
    assert counts["told"]["said_of_all"] == 1
    assert classes()["李建国"] == "unverified"
    assert classes()["王秀英"] != "unverified"


def test_a_heading_ends_where_the_next_begins():
    rows = [HEAD, ["一、湖北省"], wang(), ["二、安康市"], li()]
    assert take(Page("台账", rows))["told"]["said_of_all"] == 1
    assert (classes()["王秀英"], classes()["李建国"] != "unverified") == ("unverified", True)


def test_what_is_said_of_those_above_is_of_none_below():
    rows = [HEAD, wang(), ["以上人员从上海返回"], li()]
    assert take(Page("台账", rows))["told"]["said_of_all"] == 1
    assert classes()["王秀英"] == "unverified"


def test_a_heading_over_a_second_header_is_of_the_second_table():
    rows = [["一、安康市"], HEAD, wang(), [], ["二、上海返回人员"], HEAD, li()]
    assert take(Page("台账", rows))["told"]["said_of_all"] == 1
    assert classes()["李建国"] == "unverified"


def test_the_name_of_a_sheet_speaks_of_its_rows():
    counts = take(Page("上海返乡", [HEAD, wang()]), Page("城关镇", [HEAD, li()]))
    assert counts["told"]["said_of_all"] == 1
    assert classes()["王秀英"] == "unverified"


def test_a_cover_speaks_of_all_sheets():
    cover = Page("说明", [["本名单人员均从上海返回"], ["联系人:张三"]])
    both(take(cover, Page("名单", [HEAD, wang(), li()]))["told"])


@pytest.mark.parametrize(
    ("title", "origin"),
    [
        ("5月8日上海返汉人员名单", "上海市浦东新区"),
        ("上海市、江苏省返乡人员登记表", "江苏省苏州市"),
        ("西安返乡人员", "陕西省西安市雁塔区"),
        ("以下人员均从上海途经武汉返回", "上海市浦东新区、湖北省武汉市"),
    ],
)
def test_rows_that_say_it_themselves_are_answered(title, origin):
    counts = take(Page("台账", [[title], HEAD, wang(origin), li(origin)]))
    assert "said_of_all" not in counts["told"]


HARMLESS = [
    "汉阴县来返人员登记表",
    "陕西省安康市汉阴县城关镇返乡人员台账",
    "2022年5月8日",
    "填报单位:上海市青浦区疫情防控办",
    "上海市疾控中心推送名单",
    "填表说明:请如实填写14天内中高风险地区旅居史,隐瞒行程的承担法律责任",
    "注:从上海返回的,请写明区县",
    "备注:如有密接人员请及时上报",
    "密接人员:无",
    "制表人:李上海",
    "低风险地区来返人员",
    "省外(境外)返乡人员登记表",
    "合计:2人",
    "单位负责人:张三 电话:13800000000",
    "非中高风险地区返乡人员",
    "户籍上海市人员",
    "城关镇重点人员台账",
    "中高风险地区来返人员登记表",
    "汉阴县中、高风险区返乡人员摸排台账",
]


@pytest.mark.parametrize("line", HARMLESS)
def test_what_says_nothing_of_anybody_is_let_be(line):
    for rows in ([[line], HEAD, wang(), li()], [HEAD, wang(), li(), [line]]):
        counts = take(Page("台账", rows))
        assert "said_of_all" not in counts["told"]


@pytest.mark.parametrize("name", ["名单", "Sheet1", "城关镇", "涧池镇", "汇总", "5月8日"])
def test_usual_names_of_sheets_say_nothing(name):
    counts = take(Page(name, [HEAD, wang()]), Page("另一张", [HEAD, li()]))
    assert "said_of_all" not in counts["told"]


@pytest.mark.parametrize(
    "title",
    ["中高风险地区来返人员名单", "密接人员登记表", "中高风险地区来返登记表,以下人员均为密接"],
)
def test_a_list_of_certain_people_and_a_form_of_contacts_speak_of_all(title):
    both(take(Page("台账", [[title], HEAD, wang(), li()]))["told"])


@pytest.mark.parametrize(
    "name",
    ["Sheet", "Sheet2", "Report", "data", "Export", "export_2022", "表1", "工作表1", "Tabelle1"],
)
def test_a_name_that_a_program_gives_a_sheet_says_nothing(name):
    counts = take(Page(name, [HEAD, wang()]), Page("另一张", [HEAD, li()]))
    assert "said_of_all" not in counts["told"]


OUTSIDE = [
    "省外返回",
    "省外来",
    "外省返乡",
    "省外返乡人员",
    "境外入境人员",
    "外省来返人员登记表",
    "Myanmar",
]


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_sheet_of_people_from_outside_says_it_of_every_row(name):
    both(take(Page(name, [HEAD, wang(), li()]), Page("另一张", [HEAD]))["told"])


def test_a_row_that_was_outside_the_province_answers_it():
    counts = take(Page("台账", [["省外返乡人员名单"], HEAD, wang("上海市浦东新区"), li()]))
    assert counts["told"]["said_of_all"] == 1
    assert classes()["李建国"] == "unverified"


@pytest.mark.parametrize("title", ["省内外返乡人员登记表", "非省外返乡人员", "省内返乡人员"])
def test_a_title_of_in_and_out_says_nothing(title):
    assert "said_of_all" not in take(Page("台账", [[title], HEAD, wang(), li()]))["told"]
