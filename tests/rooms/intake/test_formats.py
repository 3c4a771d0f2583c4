"""Merged cells, hidden sheets and days in the formats besides .xlsx and .csv."""

from __future__ import annotations

import io
import zipfile

import pytest

from fangxian.ground.intake import merges
from fangxian.ground.intake.api import read_table, sheets
from tests.rooms.intake.test_tables import KIND, LIMIT, said

NS = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def cell(text: str, spans: str = "") -> str:
    inner = f"<text:p>{text}</text:p>" if text else ""
    return f'<table:table-cell office:value-type="string" {spans}>{inner}</table:table-cell>'


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def ods() -> bytes:
    """A hidden sheet, and one whose origin is a merged cell down three rows."""
    head = row(*[cell(text) for text in ("姓名", "证件号码", "出发地")])
    covered = "<table:covered-table-cell/>"
    body = (
        row(cell("李甲"), cell("P1000001"), cell("西安市", 'table:number-rows-spanned="3"'))
        + row(cell("李乙"), cell("P1000002"), covered)
        + row(cell("李丙"), cell("P1000003"), covered)
    )
    return ods_of(
        f'<table:table table:name="旧" table:style-name="hid">{head}{row(cell("旧一"), cell("P9000001"))}</table:table>'
        f'<table:table table:name="新">{head}{body}</table:table>'
    )


def ods_of(tables: str) -> bytes:
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NS}><office:automatic-styles>'
        '<style:style style:name="hid" style:family="table"><style:table-properties table:display="false"/>'
        "</style:style></office:automatic-styles><office:body><office:spreadsheet>"
        f"{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return made.getvalue()


def test_an_open_document_sheet_is_read_like_any_other():
    table = read_table(ods(), KIND, LIMIT, hidden="leave")
    assert [(one["name"], one["origin"]) for one in said(table)] == [
        ("李甲", "西安市"),
        ("李乙", "西安市"),
        ("李丙", "西安市"),
    ]
    assert [(sheet.name, sheet.state) for sheet in table.seen] == [("旧", "hidden"), ("新", "read")]


def record(kind: int, body: bytes) -> bytes:
    number = bytes([kind & 0x7F | 0x80, kind >> 7]) if kind > 0x7F else bytes([kind])
    return number + bytes([len(body)]) + body


def test_merged_cells_of_the_binary_format_are_found_among_its_records():
    def wide(text: str) -> bytes:
        return len(text).to_bytes(4, "little") + text.encode("utf-16-le")

    book = record(156, b"\0" * 8 + wide("rId1") + wide("新"))
    box = b"".join(n.to_bytes(4, "little") for n in (1, 3, 2, 2))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/workbook.bin", book)
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            '<Relationships><Relationship Id="rId1" Type="x" Target="worksheets/sheet1.bin"/></Relationships>',
        )
        archive.writestr("xl/worksheets/sheet1.bin", record(0, b"ab") + record(176, box))
    assert merges.in_file(made.getvalue()) == {"新": [((1, 2), (3, 2))]}


@pytest.mark.parametrize("encoding", ["big5", "gb2312"])
def test_other_chinese_encodings_are_read_or_refused_never_garbled(encoding):
    from fangxian.kernel.errors import Refusal

    text = (
        "姓名,證件號碼,出發地\n李甲,P1000001,西安市\n"
        if encoding == "big5"
        else ("姓名,证件号码,出发地\n李甲,P1000001,西安市\n")
    )
    try:
        table = read_table(text.encode(encoding), KIND, LIMIT)
    except Refusal:
        assert encoding == "big5"
    else:
        assert said(table)[0]["name"] == "李甲"


def test_a_workbook_from_an_old_mac_keeps_its_days():
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"date_1904": True}) as book:
        page = book.add_worksheet("一")
        page.write_row(0, 0, ["姓名", "证件号码", "离开日期"])
        page.write_row(1, 0, ["李甲", "P1000001", 44688 - 1462])
    assert sheets(made.getvalue(), LIMIT)[0].shift == 1462
    assert read_table(made.getvalue(), KIND, LIMIT).shift == 1462
