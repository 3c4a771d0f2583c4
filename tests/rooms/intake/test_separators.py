"""Text files whose cells stand apart by what somebody's keyboard wrote; a place in the columns of
within the province and beyond it."""

from __future__ import annotations

import pytest

from fangxian.ground.intake import api as intake
from fangxian.lines.arrivals.columns import KIND
from tests.rooms.intake.sheets import Page, workbook

LIMIT = 10_000_000


@pytest.mark.parametrize("apart", [",", "，", "；", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_cells_stand_apart_by_any_of_these(apart, encoding):
    lines = ["姓名|身份证号|来源地|到达日期", "沈一凡|6109|上海市、北京市|2022-05-07"]
    data = "\n".join(lines).replace("|", apart).encode(encoding)
    table = intake.read_table(data, KIND, LIMIT)
    assert [table.cell(0, one) for one in ("name", "origin")] == ["沈一凡", "上海市、北京市"]


def test_a_full_width_comma_in_a_cell_parts_nothing():
    data = "姓名,身份证号,来源地,到达日期\n沈一凡,6109,上海，北京，天津，重庆,2022-05-07\n".encode()
    assert intake.read_table(data, KIND, LIMIT).cell(0, "origin") == "上海，北京，天津，重庆"


HEADER = (
    ["姓名", "身份证号", "省内", "", "省外", "", "到达日期"],
    ["", "", "市", "县", "省", "市", ""],
)


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        (["西安市", "雁塔区", "", ""], "西安市雁塔区"),
        (["", "", "上海市", "浦东新区"], "上海市浦东新区"),
        (["西安市", "雁塔区", "上海市", ""], "西安市雁塔区、上海市"),
        (["/", "/", "湖北省", "武汉市"], "湖北省武汉市"),
    ],
)
def test_within_the_province_or_beyond_it_is_one_place(cells, place):
    rows = [*HEADER, ["沈一凡", "6109", *cells, "2022-05-07"]]
    merged = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 5), (0, 6, 1, 6)]
    table = intake.read_table(workbook(Page("表", rows, merged=merged)), KIND, LIMIT)
    assert table.cell(0, "origin") == place
    assert table.unread == ()


@pytest.mark.parametrize(
    "footer",
    [
        "制表:张三,,13912345678,",
        "制表：张三,,13912345678,",
        "制表 张三,,13912345678,",
        "制表,张三,13912345678,",
        "填表:张三,,13912345678,",
        ",制表人:张三,13912345678,",
        "审核,李四,,",
    ],
)
def test_who_made_the_table_is_nobody_of_it(footer):
    data = f"姓名,身份证号,来源地,到达日期\n沈一凡,6109,上海市,2022-05-07\n{footer}\n".encode()
    table = intake.read_table(data, KIND, LIMIT)
    assert [row[0] for row in table.rows] == ["沈一凡"]
    assert table.seen[0].aside == 1
