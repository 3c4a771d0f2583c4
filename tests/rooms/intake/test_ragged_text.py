"""Of a text file no row is lost without a word: rows read and rows told are the rows of the file."""

from __future__ import annotations

import pytest

from fangxian.ground.intake import errors
from fangxian.ground.intake.api import read_table, read_whole
from tests.rooms.intake.test_tables import HEAD, KIND, LIMIT, said

TITLES = ",".join(HEAD)
GOOD = [
    "李甲,P1000001,13800000001,西安市",
    "吴乙,P1000002,,武汉市",
    "何丙,P1000003,13800000003,郑州市",
]


def read(*lines: str, end: str = "\n"):
    return read_table(("\n".join([TITLES, *lines]) + end).encode(), KIND, LIMIT)


def odd(table) -> dict[int, str]:
    return {table.numbers[n]: one.code for n, one in table.odd.items()}


def test_cells_behind_the_last_title_are_told_and_empty_ones_are_not():
    table = read(GOOD[0], "吴乙,P1000002,,武汉市,上海市", GOOD[2] + ",,", GOOD[2] + ", ,")
    assert odd(table) == {3: "intake.row_too_long"}
    assert len(table.rows) == 4


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_last_row_that_was_cut_is_told(end):
    assert odd(read(*GOOD[:2], "何丙,P10000", end=end)) == {4: "intake.row_too_short"}


def test_a_cut_quote_is_told_although_no_cell_is_missing():
    with pytest.raises(errors.QuoteOpen) as refused:
        read(GOOD[0], '吴乙,P1000002,,"武汉市', GOOD[2])
    assert refused.value.values == {"line": 3}


def test_a_file_whose_maker_leaves_empty_ends_off_is_read():
    table = read("李甲,P1000001", "吴乙,P1000002,138", "何丙,P1000003", GOOD[0])
    assert (odd(table), len(table.rows)) == ({}, 4)


@pytest.mark.parametrize(
    ("lines", "at"),
    [
        (['"李甲,P1000001,13800000001,西安市', '"吴乙",P1000002,,武汉市', GOOD[2]], 2),
        ([GOOD[0], '吴乙,P1000002,,"武汉市', '"何丙",P1000003,1,郑州市'], 3),
        ([GOOD[0], '吴乙,"P1000002,,武汉市', '何丙,P1000003,1,"郑州市"'], 3),
    ],
)
def test_a_quote_that_swallows_rows_is_refused_with_its_line(lines, at):
    with pytest.raises(errors.QuoteOpen) as refused:
        read(*lines)
    assert refused.value.values == {"line": at}


def test_a_cell_of_several_lines_and_quotes_within_words_are_read_as_they_are():
    table = read(
        '李甲,P1000001,1,"西安市\n武汉市,""郑州"""',
        '吴乙,P1000002,,北街"3号',
        '"何丙"(小),P1000003,,郑州市',
    )
    assert odd(table) == {}
    assert [one["name"] for one in said(table)] == ["李甲", "吴乙", "何丙(小)"]


def test_a_single_row_that_ends_in_its_middle_is_told():
    assert odd(read("何丙,P10000", end="")) == {2: "intake.row_too_short"}


@pytest.mark.parametrize("row", ["吴乙,P1000002,,武汉市,上海市", "吴乙,P10"])
def test_a_list_that_nobody_looks_at_is_refused_with_the_row(row):
    data = "\n".join([TITLES, GOOD[0], row, GOOD[2], ""]).encode()
    with pytest.raises(errors.RowMisfits) as refused:
        read_whole(data, KIND, LIMIT)
    assert refused.value.values["line"] == 3


def test_a_list_whose_rows_fit_is_read_whole():
    assert len(read_whole("\n".join([TITLES, *GOOD]).encode(), KIND, LIMIT).rows) == 3
