"""Several tables on one sheet, a place in several columns, another journey beside this one: no
cell is read for what it is not, and what is not read is named."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from fangxian.ground.intake.api import Column, Kind, read_table
from fangxian.ground.intake.errors import FileTypeWrong
from fangxian.kernel.text import Text
from tests.rooms.intake.sheets import Page, workbook
from tests.rooms.intake.test_tables import HE, HEAD, KIND, LI, LIMIT, WU, read, said, states

OTHER = ["序号", "姓名", "出发地", "证件号码", "联系电话"]
SECOND = "名册·第 2 张表"


def names(table) -> list[str]:
    return [row["name"] for row in said(table)]


def test_two_tables_side_by_side_are_two_tables():
    rows = [[*HEAD, "", *HEAD], [*LI, "", *WU], ["", "", "", "", "", *HE]]
    table = read(Page("名册", rows))
    assert names(table) == ["李甲", "吴乙", "何丙"]
    assert states(table) == [("名册", "read", 1), (SECOND, "read", 2)]
    assert [table.name_of(n) for n in range(3)] == ["名册", SECOND, SECOND]
    assert [one["origin"] for one in said(table)] == ["西安市", "武汉市", "郑州市"]


def test_a_title_across_both_does_not_hide_the_gap():
    rows = [["登记表", *[""] * 8], [*HEAD, "", *HEAD], [*LI, "", *WU]]
    table = read(Page("名册", rows, merged=[(0, 0, 0, 8)]))
    assert names(table) == ["李甲", "吴乙"]


def test_titles_that_begin_again_are_a_second_table_without_a_gap():
    rows = [["序号", *HEAD, "序号", *HEAD], ["1", *LI, "2", *WU]]
    assert names(read(Page("名册", rows))) == ["李甲", "吴乙"]


def test_somebody_else_beside_the_person_is_no_second_table():
    rows = [[*HEAD, "紧急联系人", "联系电话"], [*LI, "王丁", "139"]]
    table = read(Page("名册", rows))
    assert states(table) == [("名册", "read", 1)]
    assert table.seen[0].unread == ("紧急联系人", "联系电话〔2〕")


def test_a_second_header_further_down_is_a_table_of_its_own():
    rows = [HEAD, LI, ["涧池镇登记表"], OTHER, ["1", "吴乙", "武汉市", "P1000002", "139"]]
    table = read(Page("名册", rows))
    assert said(table)[1] == {
        "name": "吴乙",
        "origin": "武汉市",
        "number": "P1000002",
        "phone": "139",
    }
    assert states(table) == [("名册", "read", 1), (SECOND, "read", 1)]
    assert (table.seen[0].lines, table.seen[1].header_row) == ((), 4)
    assert ("title", "涧池镇登记表", 1, 2) in table.over  # it is the title of the second


def test_the_same_header_again_in_other_columns_is_not_passed_over():
    rows = [[*HEAD, ""], [*LI, ""], ["", *HEAD], ["", *WU]]
    assert names(read(Page("名册", rows))) == ["李甲", "吴乙"]
    assert said(read(Page("名册", rows)))[1]["number"] == "P1000002"


def test_a_table_of_other_things_below_is_told_of_and_not_read():
    rows = [
        HEAD,
        LI,
        [],
        ["乡镇名称", "人数", "备注"],
        ["城关镇", "12", "无"],
        ["涧池镇", "9", "无"],
    ]
    table = read(Page("名册", rows))
    assert names(table) == ["李甲"]
    assert states(table) == [("名册", "read", 1), (SECOND, "counts", 3)]
    assert table.seen[1].lines[0] == "乡镇名称 人数 备注"


def test_rows_of_words_alone_are_rows_and_no_header():
    rows = [HEAD, LI, ["吴乙", "", "", "武汉市"], ["何丙", "不详", "无", "郑州市"]]
    assert names(read(Page("名册", rows))) == ["李甲", "吴乙", "何丙"]


def test_a_sheet_that_goes_on_without_a_header_is_read_so_and_told():
    table = read(Page("一", [HEAD, LI]), Page("二", [WU, HE]))
    assert names(table) == ["李甲", "吴乙", "何丙"]
    assert [(one.state, one.part, one.header_row) for one in table.seen] == [
        ("read", "", 1),
        ("read", "continued", 0),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["P1000002", "吴乙", "13800000002", "武汉市"]],  # other columns
        [["吴乙", "13800000002", "P1000002", "武汉市"]],
        [["吴乙", "", "", ""]],
    ],
)
def test_a_sheet_of_another_shape_without_a_header_is_not_read_and_told(rows):
    table = read(Page("一", [HEAD, LI]), Page("二", rows))
    assert names(table) == ["李甲"]
    assert states(table)[1] == ("二", "aside", 1)


# --- a place in several columns

PLACED = Kind(
    [
        *KIND.columns,
        Column("arrival", Text("抵达日期", "Arrives on"), ("来汉时间",)),
        Column("transport", Text("交通方式", "Transport"), ("车次",)),
    ],
    header=[{"name", "number"}],
    row={"name", "number"},
    parted=("origin", "address"),
    finer=("town",),
    besides="返程|第[一二]段",
)
WHO = ["姓名", "证件号码"]


def placed(rows, merged=()):
    return said(read_table(workbook(Page("一", rows, merged=merged)), PLACED, LIMIT))


UPPER, LOWER = [*WHO, "出发地", "", "", "抵达日期"], ["", "", "省", "市", "县(区)", ""]
ROW = ["李甲", "P1000001", "湖北省", "武汉市", "江岸区", "5.8"]
WHENCE = {"name": "李甲", "number": "P1000001", "origin": "湖北省武汉市江岸区", "arrival": "5.8"}


@pytest.mark.parametrize("merged", [[(0, 2, 0, 4), (0, 0, 1, 0), (0, 1, 1, 1), (0, 5, 1, 5)], []])
def test_province_city_and_county_below_one_title_are_one_place(merged):
    assert placed([UPPER, LOWER, ROW], merged) == [WHENCE]


def test_one_title_across_three_columns_is_one_place():
    assert placed([UPPER, ROW], [(0, 2, 0, 4)]) == [WHENCE]


@pytest.mark.parametrize(
    "titles",
    [
        ("省", "市", "县"),
        ("省份", "城市", "区县"),
        ("出发省份", "出发城市", "出发区县"),
        ("出发地省", "出发地市", "出发地县(市、区)"),
        ("出发地所在省", "出发地所在市", "出发地所在县"),
    ],
)
def test_three_columns_of_their_own_are_one_place(titles):
    assert placed([[*WHO, *titles, "抵达日期"], ROW]) == [WHENCE]


def test_a_municipality_is_not_said_twice_and_fillers_are_left_out():
    rows = [
        [*WHO, "省", "市", "县"],
        ["李甲", "P1000001", "上海市", "市辖区", "浦东新区"],
        ["吴乙", "P1000002", "北京市", "北京市", "朝阳区"],
    ]
    assert [one["origin"] for one in placed(rows)] == ["上海市浦东新区", "北京市朝阳区"]


def test_where_somebody_was_born_or_goes_to_is_not_where_they_come_from():
    rows = [
        [*WHO, "籍贯", "", "", "出发地", "详细地址", "", "", ""],
        ["", "", "省", "市", "县", "", "省", "市", "县", "详细地址"],
        [
            "李甲",
            "P1000001",
            "陕西省",
            "安康市",
            "汉阴县",
            "上海市",
            "陕西省",
            "安康市",
            "汉滨区",
            "北街1号",
        ],
    ]
    (row,) = placed(rows, [(0, 2, 0, 4), (0, 6, 0, 9)])
    assert row["origin"] == "上海市"
    assert row["address"] == "陕西省安康市汉滨区北街1号"
    ahead = [
        [*WHO, "省", "市", "县", "乡镇"],
        ["李甲", "P1000001", "陕西省", "安康市", "汉阴县", "城关镇"],
    ]
    assert "origin" not in placed(ahead)[0]


def test_a_place_in_several_columns_stays_one_when_looked_at_again():
    page = Page("一", [[*WHO, "省", "市", "县", "抵达日期"], ROW])
    table = read_table(workbook(page), PLACED, LIMIT)
    ((_, used),) = table.headers
    assert said(read_table(workbook(page), PLACED, LIMIT, given=used)) == [WHENCE]


# --- another journey


def test_the_journey_back_is_not_this_one():
    rows = [
        [*WHO, "出发地", "来汉时间", "车次", "返程计划", ""],
        ["", "", "", "", "", "出发地", "车次"],
        ["李甲", "P1000001", "上海市", "5.8", "G1", "汉阴县", "G2"],
    ]
    page = Page("一", rows, merged=[(0, 5, 0, 6)])
    table = read_table(workbook(page), PLACED, LIMIT)
    assert said(table) == [
        {
            "name": "李甲",
            "number": "P1000001",
            "origin": "上海市",
            "arrival": "5.8",
            "transport": "G1",
        }
    ]
    assert table.seen[0].unread == ("返程计划出发地", "返程计划车次")


def test_a_column_that_is_not_read_is_named_and_an_empty_one_is_not():
    table = read(Page("一", [["序号", *HEAD, "疫苗", "备用"], ["1", *LI, "三针", ""]]))
    assert table.seen[0].unread == ("疫苗",)


# --- text files

CSV = "姓名{0}证件号码{0}联系电话{0}出发地\n李甲{0}P1000001{0}138{0}西安市\n"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_encodings_and_line_ends_are_told_by_what_is_in_the_file(
    delimiter, encoding, end
):
    data = CSV.format(delimiter).replace("\n", end).encode(encoding)
    assert said(read_table(data, KIND, LIMIT))[0]["origin"] == "西安市"


def test_the_separator_that_excel_writes_on_top_counts_and_rows_keep_their_numbers():
    table = read_table(("sep=;\r\n" + CSV.format(";")).encode(), KIND, LIMIT)
    assert (table.header_row, table.numbers) == (2, [3])


def test_semicolons_inside_a_cell_do_not_make_columns():
    text = CSV.format(",").replace("西安市", "西安市;" + ";".join("市" * 30))
    assert said(read_table(text.encode(), KIND, LIMIT))[0]["phone"] == "138"


@pytest.mark.parametrize("encoding", ["big5", "utf-8"])
def test_titles_in_traditional_characters_are_the_same_titles(encoding):
    text = "姓名,證件號碼,聯系電話,出發地\n李甲,P1000001,138,臺北市\n".replace("系", "繫")
    assert said(read_table(text.encode(encoding), KIND, LIMIT))[0]["origin"] == "臺北市"


def test_a_very_hidden_sheet_is_hidden_as_well():
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet("新").write_row(0, 0, HEAD)
        book.get_worksheet_by_name("新").write_row(1, 0, LI)
        old = book.add_worksheet("旧")
        old.write_row(0, 0, HEAD)
        old.write_row(1, 0, WU)
        old.very_hidden()
    assert states(read_table(made.getvalue(), KIND, LIMIT, hidden="look"))[1] == ("旧", "hidden", 1)


# --- pages that systems hand out as .xls

PAGE = """<html><head><meta charset="{0}"><style>td {{ color: red }}</style></head><body>
<table><tr><td colspan="4">登记表</td></tr>
<tr><th>姓名</th><th>证件号码</th><th>联系电话</th><th>出发地</th></tr>
<tr><td>李甲</td><td>P1000001</td><td>138</td><td rowspan="2">西安市</td></tr>
<tr><td>吴&nbsp;乙</td><td>P1000002</td><td></td></tr>
<tr style="display: none"><td>何丙</td><td>P1000003</td><td></td><td>郑州市</td></tr>
</table></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_page_of_a_system_is_read_as_the_table_that_it_is(encoding):
    table = read_table(PAGE.format(encoding).encode(encoding), KIND, LIMIT, hidden="leave")
    assert said(table) == [
        {"name": "李甲", "number": "P1000001", "phone": "138", "origin": "西安市"},
        {"name": "吴 乙", "number": "P1000002", "origin": "西安市"},
    ]
    assert states(table) == [("", "read", 2), ("隐藏的行", "hidden", 1)]


def test_a_page_without_a_table_is_none():
    with pytest.raises(FileTypeWrong):
        read_table(b"<html><body>404</body></html>", KIND, LIMIT)
