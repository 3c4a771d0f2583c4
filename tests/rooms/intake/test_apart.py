"""A file made to fill the memory ends its reader, and the upload is refused; nothing else ends."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile

import pytest
import xlsxwriter

from fangxian.ground.intake import errors, opening, reader_process

MB = 1024 * 1024


@pytest.fixture(autouse=True)
def _as_in_a_county(monkeypatch):
    """Started anew for each file; elsewhere in the tests it is forked (tests/reading_apart.py)."""
    monkeypatch.setattr(reader_process, "subprocess", subprocess)


def workbook(cell: str) -> bytes:
    """An ordinary sheet with one stray cell at `cell`."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for n, row in enumerate(
            (["姓名", "电话"], ["张三", "13891501234"], ["李四", "13891501235"])
        ):
            sheet.write_row(n, 0, row)
        sheet.write("C3", "远")
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(made := io.BytesIO(), "w") as new:
        for entry in old.infolist():
            said = old.read(entry)
            if entry.filename.endswith("sheet1.xml"):
                said = re.sub(rb'r="C3"', b'r="%s"' % cell.encode(), said)
            new.writestr(entry.filename, said)
    return made.getvalue()


def repeated(row: str) -> bytes:
    """An OpenDocument sheet whose one row is `row`."""
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
        '<office:body><office:spreadsheet><table:table table:name="一">'
        f"{row}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(made := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        new.writestr("content.xml", content)
        new.writestr("META-INF/manifest.xml", "<manifest/>")
    return made.getvalue()


CELL = '<table:table-cell office:value-type="string" {repeat}><text:p>{said}</text:p></table:table-cell>'
WIDE = (
    "<table:table-row>"
    + CELL.format(repeat='table:number-columns-repeated="16384"', said="某")
    + "</table:table-row>"
)


def test_an_ordinary_sheet_comes_back_as_it_was():
    [sheet] = opening.sheets(workbook("C3"), MB)
    assert sheet.rows[1] == ["张三", "13891501234", ""]
    assert sheet.rows[2] == ["李四", "13891501235", "远"]


@pytest.mark.parametrize(
    "data",
    [
        workbook("XFD1048576"),
        workbook("ZZZZZZ99999999999"),
        repeated(WIDE * 3000),
        repeated(
            "<table:table-row>"
            + CELL.format(repeat="", said='<text:s text:c="2000000000"/>')
            + "</table:table-row>"
        ),
    ],
    ids=["a far cell", "a cell beyond any sheet", "columns repeated", "a run of blanks"],
)
def test_what_would_fill_the_memory_is_refused_with_a_sentence(data):
    assert len(data) < 64 * 1024
    with pytest.raises(errors.FileUnreadable) as refused:
        opening.sheets(data, MB)
    assert refused.value.said.zh
    assert refused.value.next_step.zh


def test_a_refusal_comes_across_with_its_values():
    with zipfile.ZipFile(made := io.BytesIO(), "w") as new:
        new.writestr("word/document.xml", "<w/>")
    with pytest.raises(errors.FileTypeWrong) as refused:
        opening.sheets(made.getvalue(), MB)
    assert "Word" in refused.value.said.zh
