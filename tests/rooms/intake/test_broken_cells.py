"""What a spreadsheet could not work out is content that nobody can read, and not nothing."""

from __future__ import annotations

import io
import struct

import pytest
import xlsxwriter

from fangxian.ground.intake import broken, broken_binary
from fangxian.ground.intake.api import read_table, said_in, sheets
from tests.rooms.intake.test_formats import cell, ods_of, record, row
from tests.rooms.intake.test_tables import HEAD, KIND, LIMIT, said


def of_formulas(*cells: tuple[str, object]) -> bytes:
    """One row: the name and number, then formulas with the results that were kept beside them."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        page = book.add_worksheet("名册")
        page.write_row(0, 0, HEAD)
        page.write_row(1, 0, ["李甲", "P1000001"])
        for n, (formula, result) in enumerate(cells, 2):
            page.write_formula(1, n, formula, None, result)
    return made.getvalue()


@pytest.mark.parametrize(
    "fault", ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"]
)
def test_an_error_of_a_workbook_stands_in_its_cell(fault):
    table = read_table(of_formulas(("=NA()", "13800000001"), ("=NA()", fault)), KIND, LIMIT)
    [one] = said(table)
    assert (one["phone"], one["origin"]) == ("13800000001", fault)
    assert broken.broken(one["origin"]) == fault


def test_a_formula_nobody_computed_is_told_and_one_whose_result_is_a_text_is_read():
    table = read_table(of_formulas(("=B9", ""), ("=A9", "西安市")), KIND, LIMIT)
    [one] = said(table)
    assert (one["phone"], one["origin"]) == (broken.UNCOMPUTED, "西安市")


def test_rows_of_nothing_but_formulas_below_the_last_that_was_computed_are_not_lost():
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        page = book.add_worksheet("名册")
        page.write_row(0, 0, HEAD)
        for number in (1, 2):
            for column in range(4):
                page.write_formula(number, column, f"=旧!A{number}", None, "")
    table = read_table(made.getvalue(), KIND, LIMIT)
    assert [text["name"] for text in said(table)] == [broken.UNCOMPUTED] * 2


def test_an_error_of_an_open_document_stands_in_its_cell():
    calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    head = row(*[cell(text) for text in HEAD])
    fault = (
        f'<table:table-cell {calc} table:formula="of:=NA()" office:value-type="string" '
        'office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
    )
    unread = '<table:table-cell table:formula="of:=A9"/>'
    body = row(cell("李甲"), cell("P1000001"), unread, fault)
    [one] = said(
        read_table(ods_of(f'<table:table table:name="新">{head}{body}</table:table>'), KIND, LIMIT)
    )
    assert (one["phone"], one["origin"]) == (broken.UNCOMPUTED, "#N/A")


def test_errors_of_the_binary_formats_are_found_among_their_records():
    typed = struct.pack("<3HBB", 4, 2, 0, 42, 1)
    truth = struct.pack("<3HBB", 4, 3, 0, 1, 0)
    formula = struct.pack("<3H", 5, 1, 0) + bytes([2, 0, 23, 0, 0, 0, 0xFF, 0xFF]) + b"\0" * 8
    text = struct.pack("<3H", 5, 2, 0) + bytes([0, 0, 0, 0, 0, 0, 0xFF, 0xFF]) + b"\0" * 8
    old = [(0x205, typed), (0x205, truth), (0x06, formula), (0x06, text)]
    assert dict(broken_binary.old(iter(old))) == {(4, 2): "#N/A", (5, 1): "#REF!"}
    new = (
        record(0, struct.pack("<I", 7) + b"\0" * 13)
        + record(3, struct.pack("<2IB", 2, 0, 15))
        + record(11, struct.pack("<2IB", 3, 0, 7) + b"\0" * 4)
        + record(2, struct.pack("<3I", 4, 0, 7))
    )
    assert dict(broken_binary.new(new)) == {(7, 2): "#VALUE!", (7, 3): "#DIV/0!"}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("#N/A", "#N/A"),
        ("＃REF！", "＃REF!"),
        ("陕西省#N/A", "#N/A"),
        ("Err:508", "Err:508"),
        ("########", "########"),
        ("#名称?", "#名称?"),
        ("=VLOOKUP(A2,旧!A:C,3,0)", broken.UNCOMPUTED),
        ("=Sheet2!B3", broken.UNCOMPUTED),
        ('="612423"', ""),
        ("#5号楼", ""),
        ("3#楼", ""),
        ("N/A", ""),
        ("无", ""),
        ("'=1+1", ""),
        ("==", ""),
        ("C#", ""),
        ("#NASA路", ""),
    ],
)
def test_in_a_text_file_errors_and_formulas_are_told_from_what_people_write(text, fault):
    assert broken.broken(text).replace("！", "!") == fault


def test_people_may_still_say_nothing_and_a_program_may_not():
    assert (said_in("N/A"), said_in("null"), said_in("#N/A")) == ("", "", "#N/A")


def test_a_workbook_without_formulas_is_as_it_was():
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet("名册").write_row(0, 0, [*HEAD, "", "x"])
    assert sheets(made.getvalue(), LIMIT)[0].rows == [[*HEAD, "", "x"]]
