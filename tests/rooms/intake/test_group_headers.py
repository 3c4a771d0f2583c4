"""A header on two rows whose upper one holds groups is read with the row below it."""

from __future__ import annotations

import pytest

from fangxian.ground.intake.api import read_whole
from fangxian.lines.arrivals.columns import KIND
from tests.rooms.intake.sheets import Page, workbook

LIMIT = 10_000_000
PERSON = ["姓名", "身份证号", "电话"]
WHO = ["白一", "61242319850615222X", "13891512345"]
CASES = [
    (
        ["来源地", "返汉信息", "", "居住地址", ""],
        ["", "时间", "方式", "镇", "村"],
        ["成都市", "5.8", "火车", "涧池镇", "军坝村"],
        {
            "origin": "成都市",
            "arrival": "5.8",
            "transport": "火车",
            "town": "涧池镇",
            "village": "军坝村",
        },
    ),
    (
        ["来源地", "", "", "返汉信息", "", "居住地址", ""],
        ["省", "市", "县（区）", "时间", "方式", "镇", "村"],
        ["四川省", "成都市", "武侯区", "5.8", "火车", "涧池镇", "军坝村"],
        {
            "origin": "四川省成都市武侯区",
            "arrival": "5.8",
            "transport": "火车",
            "town": "涧池镇",
            "village": "军坝村",
        },
    ),
    (
        ["来源地", "", "", "返汉信息", "", ""],
        ["省", "市", "县（区）", "时间", "方式", "车次"],
        ["四川省", "成都市", "武侯区", "5.8", "火车", "K1"],
        {"origin": "四川省成都市武侯区", "arrival": "5.8", "transport": "火车", "vehicle": "K1"},
    ),
    (
        ["来源地", "抵达情况", "", "居住地址", ""],
        ["", "车次", "日期", "乡镇", "详细地址"],
        ["成都市", "K1", "5.8", "涧池镇", "军坝村三组"],
        {
            "origin": "成都市",
            "arrival": "5.8",
            "vehicle": "K1",
            "town": "涧池镇",
            "address": "军坝村三组",
        },
    ),
]


def boxes(top: list[str], low: list[str]) -> list[tuple[int, int, int, int]]:
    found = []
    for n, title in enumerate(top):
        end = n
        while title and end + 1 < len(top) and not top[end + 1]:
            end += 1
        if title and not low[n]:
            found.append((0, n, 1, n))
        elif end > n:
            found.append((0, n, 0, end))
    return found


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize(("top", "low", "row", "meant"), CASES)
def test_groups_are_read_with_what_stands_below_them(merged, top, low, row, meant):
    top, low = [*PERSON, *top], ["", "", "", *low]
    page = Page("一", [top, low, [*WHO, *row]], boxes(top, low) if merged else ())
    table = read_whole(workbook(page), KIND, LIMIT)
    assert len(table.rows) == 1
    assert {field: str(table.cell(0, field)) for field in meant} == meant


def test_a_way_of_something_else_is_no_way_of_travelling():
    rows = [
        [*PERSON, "返汉日期", "隔离措施", ""],
        ["", "", "", "", "方式", "天数"],
        [*WHO, "5.8", "居家", "7"],
    ]
    table = read_whole(workbook(Page("一", rows)), KIND, LIMIT)
    assert "transport" not in table.mapped.values()


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        (["上海市"], "origin"),
        (["镇村录入", "推送"], "method"),
        (["推送", "上海"], "origin"),
        ([""], "method"),
    ],
)
def test_a_source_is_the_departure_where_places_stand_below_it(cells, field):
    rows = [[*PERSON, "返汉日期", "来源"], *([*WHO, "5.8", cell] for cell in cells)]
    table = read_whole(workbook(Page("一", rows)), KIND, LIMIT)
    assert {table.titles[n]: one for n, one in table.mapped.items()}["来源"] == field
