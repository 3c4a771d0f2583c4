"""A file is read as its owner sees it: every visible sheet, merged cells, headers of two rows;
what is no row is left aside by name."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fangxian.ground.intake import api as intake
from fangxian.ground.intake.api import Column, Kind, Table, read_table, text_of
from fangxian.kernel.text import Text
from tests.rooms.intake.sheets import Page, workbook

LIMIT = 10_000_000
KIND = Kind(
    [
        Column("name", Text("姓名", "Name")),
        Column("number", Text("证件号码", "Number"), ("身份证号",)),
        Column("phone", Text("手机号", "Phone"), ("联系电话", "电话")),
        Column("origin", Text("出发地", "From")),
        Column("leaving", Text("离开日期", "Left on"), ("出发日期",)),
        Column("address", Text("详细地址", "Address")),
        Column("town", Text("目的乡镇", "Town"), ("乡镇", "目的地乡镇")),
    ],
    header=[{"name", "number"}],
    row={"name", "number"},
    aside={"错误"},
)
HEAD = ["姓名", "证件号码", "联系电话", "出发地"]
LI, WU, HE = (
    ["李甲", "P1000001", "13800000001", "西安市"],
    ["吴乙", "P1000002", "", "武汉市"],
    [
        "何丙",
        "P1000003",
        "13800000003",
        "郑州市",
    ],
)


def read(*pages: Page, only: tuple[str, ...] = ()) -> Table:
    return read_table(workbook(*pages), KIND, LIMIT, only=only, hidden="look")


def said(table: Table) -> list[dict[str, str]]:
    """The rows by field, without what is empty."""
    fields = sorted(set(table.mapped.values()))
    return [
        {field: text for field in fields if (text := text_of(table.cell(n, field)))}
        for n in range(len(table.rows))
    ]


def states(table: Table) -> list[tuple[str, str, int]]:
    return [(sheet.name, sheet.state, sheet.rows) for sheet in table.seen]


def test_every_visible_sheet_is_read_and_rows_name_theirs():
    table = read(Page("城关镇", [HEAD, LI]), Page("涧池镇", [["标题"], HEAD, WU, HE]))
    assert [row["name"] for row in said(table)] == ["李甲", "吴乙", "何丙"]
    where = [(table.name_of(n), number) for n, number in enumerate(table.numbers)]
    assert where == [("城关镇", 2), ("涧池镇", 3), ("涧池镇", 4)]
    assert states(table) == [("城关镇", "read", 1), ("涧池镇", "read", 2)]


def test_a_sheet_that_is_no_table_is_named_with_its_lines():
    table = read(Page("填表说明", [["一、请各镇填写"], ["二、每日报送"]]), Page("名册", [HEAD, LI]))
    assert states(table) == [("填表说明", "aside", 2), ("名册", "read", 1)]
    assert table.seen[0].lines == ("一、请各镇填写", "二、每日报送")


def test_a_hidden_sheet_is_named_and_read_only_when_asked_for():
    pages = Page("旧", [HEAD, LI], hidden=True), Page("新", [HEAD, WU])
    table = read(*pages)
    assert [row["name"] for row in said(table)] == ["吴乙"]
    assert states(table) == [("旧", "hidden", 1), ("新", "read", 1)]
    both = read(*pages, only=("旧", "新"))
    assert [row["name"] for row in said(both)] == ["李甲", "吴乙"]
    with pytest.raises(intake.SheetUnknown):
        read(*pages, only=("没有",))


def test_an_example_beside_the_table_is_no_row_and_alone_it_is_the_table():
    table = read(Page("台账", [HEAD, LI]), Page("填写示例", [HEAD, WU]))
    assert states(table) == [("台账", "read", 1), ("填写示例", "example", 1)]
    assert len(read(Page("样表", [HEAD, WU])).rows) == 1


def test_sheets_of_different_headers_are_one_table():
    other = Page(
        "乙", [["联系电话", "姓名", "身份证号", "备注"], ["139", "何丙", "P1000003", "无"]]
    )
    table = read(Page("甲", [HEAD, LI]), other)
    assert said(table)[1] == {"name": "何丙", "number": "P1000003", "phone": "139"}
    assert table.titles.count("姓名") == 1
    assert "备注" in table.unknown


def test_a_merged_cell_is_the_value_of_all_its_rows_and_columns():
    rows = [HEAD, LI, ["李乙", "P1000012", "", ""], ["李丙", "P1000013", "", ""]]
    table = read(Page("一", rows, merged=[(1, 3, 3, 3)]))
    assert [row["origin"] for row in said(table)] == ["西安市"] * 3


def test_a_merge_over_empty_lines_makes_no_rows():
    rows = [HEAD, LI, ["", "", "", ""], ["", "", "", ""]]
    assert len(read(Page("一", rows, merged=[(1, 3, 3, 3)])).rows) == 1


def test_headings_between_rows_footers_numbering_and_blank_lines_are_no_rows():
    rows = [
        ["登记表", "", "", ""],
        HEAD,
        ["1", "2", "3", "4"],
        LI,
        ["城关镇", "", "", ""],
        WU,
        HEAD,
        HE,
        ["", " ", "", ""],
        ["合计", "3 人", "", ""],
        ["填表人:张三", "", "审核人:李四", ""],
        ["联系电话:0915-5212345", "", "", ""],
    ]
    table = read(Page("一", rows, merged=[(0, 0, 0, 3), (4, 0, 4, 3)]))
    assert [row["name"] for row in said(table)] == ["李甲", "吴乙", "何丙"]
    (sheet,) = table.seen
    assert sheet.aside == 6
    assert sheet.lines[:3] == ("1 2 3 4", "城关镇", "姓名 证件号码 联系电话 出发地")


def test_a_person_whose_name_begins_like_a_footer_is_a_person():
    rows = [HEAD, ["合计", "P1000001", "", ""], ["单位", "P1000009", "", ""], ["张三", "", "", ""]]
    assert len(read(Page("一", rows)).rows) == 3


def test_a_header_on_two_rows_gives_each_column_its_own_title():
    rows = [
        ["登记表", "", "", "", "", ""],
        ["姓名", "证件信息", "手机号", "行程", "", "目的地"],
        ["", "证件号码", "", "出发地", "离开日期", "乡镇"],
        ["癸一", "P1000001", "13800000500", "上海市", "2022-05-07", "城关镇"],
    ]
    merged = [(0, 0, 0, 5), (1, 0, 2, 0), (1, 2, 2, 2), (1, 3, 1, 4)]
    for boxes in (merged, []):
        table = read(Page("一", rows, merged=boxes))
        assert said(table) == [
            {
                "name": "癸一",
                "number": "P1000001",
                "phone": "13800000500",
                "origin": "上海市",
                "leaving": "2022-05-07",
                "town": "城关镇",
            },
        ]
        assert table.header_row == 3


def test_the_words_above_decide_where_the_lower_ones_do_not():
    rows = [
        ["姓名", "证件号码", "出发", "", "紧急联系人", ""],
        ["", "", "日期", "详细地址", "姓名", "电话"],
        ["癸一", "P1000001", "2022-05-07", "西安市", "某某", "13900000999"],
    ]
    table = read(Page("一", rows, merged=[(0, 2, 0, 3), (0, 4, 0, 5)]))
    assert said(table) == [{"name": "癸一", "number": "P1000001", "leaving": "2022-05-07"}]
    assert "紧急联系人电话" in table.titles


def test_two_columns_of_one_title_and_one_without_stay_apart():
    rows = [
        ["姓名", "", "证件号码", "联系电话", "紧急联系人", "联系电话"],
        ["子一", "甲", "P1000001", "138", "某某", "139"],
    ]
    table = read(Page("一", rows))
    assert table.titles == (
        "姓名",
        "第 2 列",
        "证件号码",
        "联系电话",
        "紧急联系人",
        "联系电话〔2〕",
    )
    assert said(table)[0]["phone"] == "138"
    turned = [
        ["紧急联系人", "联系电话", "姓名", "证件号码", "联系电话"],
        ["某", "139", "子", "P1", "138"],
    ]
    assert said(read(Page("一", turned)))[0]["phone"] == "138"


def test_what_somebody_says_of_a_column_without_a_title_counts():
    rows = [["姓名", "", "证件号码"], ["子一", "西安市", "P1000001"]]
    given_ = {"第 2 列": "origin"}
    table = read_table(workbook(Page("一", rows)), KIND, LIMIT, given=given_)
    assert said(table)[0]["origin"] == "西安市"


def test_no_header_is_told_with_what_was_seen():
    with pytest.raises(intake.HeaderUnknown) as refused:
        read(Page("数据", [["来者何人", "何号"], ["甲", "P1"]]))
    assert "来者何人 何号" in refused.value.next_step.zh
    assert "姓名、证件号码" in refused.value.said.zh


def test_ditto_is_what_stands_above():
    rows = [HEAD, LI, ["李乙", "P1000012", "", "同上"], ["李丙", "P1000013", "", "〃"]]
    assert [row["origin"] for row in said(read(Page("一", rows)))] == ["西安市"] * 3


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_text_files_in_their_encodings_and_delimiters(encoding, delimiter):
    text = "\n".join(delimiter.join(row) for row in (HEAD, LI, WU)) + "\n"
    table = read_table(text.encode(encoding), KIND, LIMIT)
    assert [row["name"] for row in said(table)] == ["李甲", "吴乙"]


PEOPLE = st.lists(
    st.tuples(
        st.text("甲乙丙丁戊李王张", min_size=2, max_size=3),
        st.integers(1, 10**6),
        st.sampled_from(["", "13800000001"]),
        st.sampled_from(["西安市", "武汉市", "不详"]),
    ),
    min_size=1,
    max_size=8,
)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    PEOPLE,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.integers(0, 8),
)
def test_however_it_is_laid_out_a_table_says_the_same(
    people, merged, two_rows, footers, guards, cover, cut
):
    plain = [[name, f"P{number:07d}", phone, origin] for name, number, phone, origin in people]
    wanted = said(read(Page("一", [HEAD, *plain])))

    def written(rows):
        return [[*row[:1], f'="{row[1]}"' if guards else row[1], *row[2:]] for row in rows]

    def page(name, rows):
        head = (
            [["姓名", "证件", "电话", "行程"], ["", "证件号码", "联系电话", "出发地"]]
            if two_rows
            else [HEAD]
        )
        body = written(rows)
        boxes = [(0, 0, 1, 0)] if two_rows else []
        start = 0
        while merged and start < len(rows):  # runs of one origin become one merged cell
            end = start
            while end + 1 < len(rows) and rows[end + 1][3] == rows[start][3]:
                end += 1
            if end > start:
                top = len(head) + start
                boxes.append((top, 3, len(head) + end, 3))
                for row in body[start + 1 : end + 1]:
                    row[3] = ""
            start = end + 1
        foot = [["合计", f"{len(rows)} 人", "", ""], ["填表人:某某", "", "", ""]] if footers else []
        return Page(name, [*head, *body, *foot], merged=boxes)

    parts = [part for part in (plain[:cut], plain[cut:]) if part]
    pages = [page(f"表{n}", part) for n, part in enumerate(parts)]
    if cover:
        pages.insert(0, Page("填表说明", [["请如实填写"]]))
    assert said(read(*pages)) == wanted
