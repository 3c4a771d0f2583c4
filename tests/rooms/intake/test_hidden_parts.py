"""What a clerk has hidden is told of, counted, and read when it is asked for: rows and columns as
sheets are, in every format that says what is hidden."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from fangxian.ground.intake import api as intake
from fangxian.ground.intake import hiding
from fangxian.ground.intake.api import read_table, sheets
from tests.rooms.intake.sheets import Page, workbook
from tests.rooms.intake.test_formats import cell, ods_of, record, row
from tests.rooms.intake.test_tables import HE, HEAD, KIND, LI, LIMIT, WU, read, said, states

LEDGER = Path(__file__).parents[1] / "arrivals" / "files" / "ledger.xls"
ROWS, COLUMNS = "名册·隐藏的行", "名册·隐藏的列"


def names(table: intake.Table) -> list[str]:
    return [row["name"] for row in said(table)]


@pytest.mark.parametrize(
    "options", [{"hidden": True}, {"hidden": True, "level": 1}, {"collapsed": True, "hidden": True}]
)
def test_hidden_filtered_and_folded_rows_are_told_of_and_read_when_asked_for(options):
    page = Page("名册", [HEAD, LI, WU, HE], hidden_rows=[2], options=options)
    table = read(page)
    assert names(table) == ["李甲", "何丙"]
    assert table.numbers == [2, 4]
    assert states(table) == [("名册", "read", 2), (ROWS, "hidden", 1)]
    both = read(page, only=("名册", ROWS))
    assert names(both) == ["李甲", "何丙", "吴乙"]
    assert (both.name_of(2), both.numbers[2]) == (ROWS, 3)
    assert names(read(page, only=(ROWS,))) == ["吴乙"]


def test_rows_that_are_all_hidden_are_a_refusal_that_says_so():
    page = Page("名册", [HEAD, LI, WU], hidden_rows=[1, 2])
    with pytest.raises(intake.RowsHidden) as refused:
        read(page)
    assert refused.value.values == {"sheet": ROWS, "rows": 2}
    assert names(read(page, only=(ROWS,))) == ["李甲", "吴乙"]


def test_a_hidden_old_header_does_not_stand_for_the_new_one():
    old = ["姓名", "证件号码", "出发地", "联系电话"]
    table = read(Page("名册", [old, HEAD, LI], hidden_rows=[0]))
    assert said(table)[0]["origin"] == "西安市"


def test_a_hidden_column_is_told_of_and_means_nothing_until_it_is_asked_for():
    head = ["姓名", "证件号码", "出发地", "手机号"]
    page = Page("名册", [head, ["李甲", "P1000001", "西安市", "138"]], hidden_columns=[2, 3])
    table = read(page)
    assert said(table) == [{"name": "李甲", "number": "P1000001"}]
    assert states(table) == [("名册", "read", 1), (COLUMNS, "hidden", 2)]
    assert table.seen[1].lines == ("出发地", "手机号")
    asked = read(page, only=(COLUMNS,))
    assert said(asked)[0]["origin"] == "西安市"
    assert states(asked)[1] == (COLUMNS, "read", 2)


def test_of_a_hidden_column_and_one_that_is_seen_the_seen_one_counts_whatever_is_asked_for():
    head = ["姓名", "证件号码", "出发地", "出发地"]
    page = Page("名册", [head, ["李甲", "P1000001", "安康市", "上海市"]], hidden_columns=[2])
    for only in ((), (COLUMNS,), ("名册", COLUMNS)):
        assert said(read(page, only=only))[0]["origin"] == "上海市"


def test_the_number_of_everybody_in_a_hidden_column_is_asked_for_and_then_read():
    page = Page("名册", [HEAD, LI, WU], hidden_columns=[1])
    assert "number" not in said(read(page))[0]
    before = dict.fromkeys(read(page).titles, "") | {"姓名": "name"}
    again = read_table(workbook(page), KIND, LIMIT, given=before, only=("名册", COLUMNS))
    assert [one["number"] for one in said(again)] == ["P1000001", "P1000002"]


def test_somebody_may_say_by_hand_what_a_hidden_column_is():
    page = Page("名册", [HEAD, LI], hidden_columns=[3])
    table = read_table(workbook(page), KIND, LIMIT, given={"出发地": "origin"}, hidden="look")
    assert said(table)[0]["origin"] == "西安市"


def test_hidden_columns_that_hold_nothing_are_not_told_of():
    page = Page("名册", [HEAD, LI], hidden_columns=[4, 5, 9])
    assert states(read(page)) == [("名册", "read", 1)]


def with_tags(data: bytes, old: bytes, new: bytes) -> bytes:
    """A workbook whose first sheet says something else."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert old in part
                part = part.replace(old, new)
            target.writestr(name, part)
    return made.getvalue()


def test_rows_without_height_and_columns_without_width_are_hidden():
    data = workbook(Page("名册", [HEAD, LI, WU]))
    flat = with_tags(data, b'<row r="3"', b'<row r="3" ht="0" customHeight="1"')
    assert states(read_table(flat, KIND, LIMIT, hidden="look")) == [
        ("名册", "read", 1),
        (ROWS, "hidden", 1),
    ]
    cols = b'<cols><col min="4" max="16384" width="0" customWidth="1"/></cols><sheetData>'
    narrow = with_tags(data, b"<sheetData>", cols)
    assert states(read_table(narrow, KIND, LIMIT, hidden="look"))[1] == (COLUMNS, "hidden", 1)


def test_rows_that_do_not_say_their_number_are_counted():
    data = workbook(Page("名册", [HEAD, LI, WU]))
    plain = with_tags(with_tags(data, b' r="3"', b' hidden="true"'), b' r="2"', b"")
    assert hiding.in_file(plain)["名册"].rows == {2}


def test_an_open_document_tells_its_hidden_and_filtered_rows_and_columns():
    head = row(*[cell(text) for text in ("姓名", "证件号码", "出发地")])
    body = [
        row(cell(name), cell(number), cell("西安市"))
        for name, number in (("李甲", "P1000001"), ("吴乙", "P1000002"), ("何丙", "P1000003"))
    ]
    columns = '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
    mark = "<table:table-row"
    content = (
        columns
        + head
        + body[0]
        + body[1].replace(mark, f'{mark} table:visibility="filter"')
        + body[2].replace(mark, f'{mark} table:visibility="collapse"')
    )
    table = read_table(
        ods_of(f'<table:table table:name="名册">{content}</table:table>'),
        KIND,
        LIMIT,
        hidden="look",
    )
    assert said(table) == [{"name": "李甲", "number": "P1000001"}]
    assert states(table) == [("名册", "read", 1), (ROWS, "hidden", 2), (COLUMNS, "hidden", 1)]


def test_hidden_rows_and_columns_of_excel_97_are_found_among_its_records():
    data = bytearray(LEDGER.read_bytes())
    (name,) = hiding.in_file(bytes(data))
    assert hiding.in_file(bytes(data))[name] == hiding.Hidden(frozenset(), ())
    at = data.index(b"\x08\x02\x10\x00\x04\x00")  # the record of the fifth row
    data[at + 4 + 12] |= 0x20
    assert hiding.in_file(bytes(data))[name].rows == {4}
    (sheet,) = sheets(bytes(data), LIMIT)
    assert {sheet.first + n for n in sheet.hidden_rows} == {5}


def test_hidden_rows_and_columns_of_the_binary_format_are_found_among_its_records():
    def numbers(*some: int) -> bytes:
        return b"".join(n.to_bytes(4, "little") for n in some)

    shown = numbers(1, 0) + (300).to_bytes(2, "little") + b"\0\0"
    hidden = numbers(2, 0) + (300).to_bytes(2, "little") + b"\0\x10"
    column = numbers(3, 4, 2000, 0) + b"\x01\0"
    book = record(
        156,
        b"\0" * 8 + numbers(4) + "rId1".encode("utf-16-le") + numbers(1) + "新".encode("utf-16-le"),
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/workbook.bin", book)
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            '<Relationships><Relationship Id="rId1" Type="x" Target="worksheets/sheet1.bin"/></Relationships>',
        )
        sheet = record(60, column) + record(0, shown) + record(0, hidden)
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    assert hiding.in_file(made.getvalue()) == {"新": hiding.Hidden(frozenset({2}), ((3, 4),))}


def test_a_list_that_nobody_looks_at_first_is_refused_while_something_is_hidden():
    for page in (
        Page("名册", [HEAD, LI, WU], hidden_rows=[2]),
        Page("名册", [HEAD, LI], hidden_columns=[3]),
    ):
        with pytest.raises(intake.PartsHidden):
            intake.read_whole(workbook(page), KIND, LIMIT)
    assert len(intake.read_whole(workbook(Page("名册", [HEAD, LI])), KIND, LIMIT).rows) == 1


def hiding_all_ways():
    """A sheet, rows and a column that are hidden."""
    shown = Page("名册", [HEAD, LI, WU], hidden_rows=[2], hidden_columns=[3])
    return workbook(shown, Page("旧", [HEAD, HE], hidden=True))


def test_nothing_hidden_is_passed_over_before_somebody_says_what_of_it():
    with pytest.raises(intake.PartsHidden) as refused:
        read_table(hiding_all_ways(), KIND, LIMIT)
    for name in (ROWS, COLUMNS, "旧"):
        assert f"“{name}”" in refused.value.said.zh
    assert "--with-hidden" in refused.value.next_command.zh


@pytest.mark.parametrize(("hidden", "read"), [("leave", 1), ("look", 1), ("read", 3)])
def test_what_is_hidden_is_left_out_or_read_as_somebody_says(hidden, read):
    table = read_table(hiding_all_ways(), KIND, LIMIT, hidden=hidden)
    assert len(table.rows) == read
    assert {one.state for one in table.seen if one.name in (ROWS, COLUMNS, "旧")} == {
        "read" if hidden == "read" else "hidden"
    }
    assert bool(table.cell(0, "origin")) == (hidden == "read")


def test_rows_that_are_all_hidden_are_asked_about_and_read():
    page = workbook(Page("名册", [HEAD, LI, WU], hidden_rows=[1, 2]))
    with pytest.raises(intake.PartsHidden):
        read_table(page, KIND, LIMIT)
    assert len(read_table(page, KIND, LIMIT, hidden="read").rows) == 2


def test_nobody_is_asked_about_a_file_that_hides_nothing():
    plain = workbook(Page("名册", [HEAD, LI]))
    assert len(read_table(plain, KIND, LIMIT, hidden="read").rows) == 1
