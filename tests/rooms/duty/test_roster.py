"""A list of holders: good rows are seated, the others come back with a sentence."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest
import xlsxwriter
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fangxian.ground.duty import api as duty
from fangxian.ground.duty.models import Holding, Post
from fangxian.ground.intake import errors as intake
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.models import AuditLine

from .cast import HOME, holding

HEADINGS = ["单位代码", "单位名称", "岗位", "姓名", "联系电话", "起", "止"]


def sheet(*rows, headings=HEADINGS, title="") -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"default_date_format": "yyyy/m/d"}) as book:
        page = book.add_worksheet("值守")
        start = 0
        if title:
            page.merge_range(0, 0, 0, len(headings) - 1, title)
            start = 1
        for number, row in enumerate([headings, *rows], start=start):
            for column, cell in enumerate(row):
                if isinstance(cell, datetime):
                    page.write_datetime(number, column, cell)
                else:
                    page.write(number, column, cell)
    return made.getvalue()


def test_a_roster_seats_its_people_and_repeating_it_changes_nothing(county):
    village = county.village()
    content = sheet(
        [f"{village}", "", "村干部", "魏　平", "１３８0000 1234", datetime(2022, 3, 1), ""],
        [village[:9], "", "包村领导", "李", "", "2022年4月1日", "2022/12/31"],
        [int(HOME), "", "指挥长", "陈", 13900001111.0, "", ""],
        title="汉阴县值守人员名册",
    )
    preview = duty.preview_roster(content, "名册.xlsx", by=SYSTEM)
    assert (
        preview.new,
        Holding.objects.count(),
        Post.objects.filter(title="包村领导").count(),
    ) == (3, 0, 0)
    done = duty.import_roster(content, "名册.xlsx", by=SYSTEM)
    assert (done.read, done.new, done.unchanged, done.rejected) == (3, 3, 0, ())
    (wei,) = duty.members(duty.units_for(village)["village"])
    assert (wei.name, wei.phone, wei.since) == ("魏 平", "138****1234", date(2022, 3, 1))
    again = duty.import_roster(content, "名册.xlsx", by=SYSTEM)
    assert (again.new, again.unchanged) == (0, 3)


def test_rows_that_cannot_be_taken_come_back_with_a_sentence_and_the_others_stand(county):
    village = county.village()
    done = duty.import_roster(
        sheet(
            [village, "", "党支部书记", "甲", "", "2022-01-01", ""],
            [village, "", "党支部书记", "乙", "", "2022-02-01", ""],
            ["610921999", "", "村干部", "丙", "", "", ""],
            [village, "", "村干部", "", "", "", ""],
            [village, "", "村干部", "丁", "12", "", ""],
            [village, "", "村干部", "戊", "", "2022-02-30", ""],
            [village, "", "村干部", "己", "", "2022-02-03", "2022-02-02"],
            ["", "", "", "", "", "", ""],
            [f"{village[:9]}000", "", "值班员", "庚", "", "", ""],
        ),
        "名册.xlsx",
        by=SYSTEM,
    )
    assert [(line.row, line.code) for line in done.rejected] == [
        (3, "duty.seat_taken"),
        (4, "duty.unknown_unit"),
        (5, "duty.name_missing"),
        (6, "access.phone_unusable"),
        (7, "duty.day_unreadable"),
        (8, "duty.period_reversed"),
    ]
    assert "甲" in done.rejected[0].sentence.zh
    assert all(line.way_out.zh and line.way_out.en for line in done.rejected)
    assert (done.read, done.new) == (8, 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_in_either_encoding_by_name_and_in_any_order(county, encoding):
    town = duty.unit_for(county.village(), "township")
    assert town is not None
    text = f"姓名,职务,单位\n魏平,值班员,{town.name}\n"
    assert duty.import_roster(text.encode(encoding), "r.csv", by=SYSTEM).new == 1


def test_only_units_of_ones_own_area_are_known(county):
    village = county.village()
    content = sheet(
        [village, "", "村干部", "甲", "", "", ""], [HOME, "", "值班员", "乙", "", "", ""]
    )
    done = duty.import_roster(content, "r.xlsx", by=holding("duty.edit", village[:9]))
    assert (done.new, [line.code for line in done.rejected]) == (1, ["duty.unknown_unit"])
    with pytest.raises(NotAllowed):
        duty.import_roster(content, "r.xlsx", by=holding("duty.read", HOME))


def _bomb() -> bytes:
    """24 MB of zeros in a few KB."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 24 * 1024 * 1024)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (lambda: b"%PDF-1.4\n\x00\x01\x02", intake.FileTypeWrong),
        (lambda: b"PK\x03\x04 not a workbook", intake.FileDamaged),
        (lambda: b"", intake.NoRows),
        (lambda: "姓名,电话\n魏,1\n".encode(), intake.HeaderUnknown),
        (lambda: sheet(), intake.NoRows),
        (lambda: sheet(["", " ", "", "", "", "", ""]), intake.NoRows),
        (lambda: b"x" * (2 * 1024 * 1024), intake.FileTooLarge),
        (_bomb, intake.FileInflates),
    ],
    ids=["pdf", "broken", "empty", "headings", "no rows", "blank rows", "large", "bomb"],
)
def test_a_file_that_is_no_roster_is_refused_whole(county, content, refusal, settings):
    settings.FANGXIAN_UPLOAD_BYTES = 1024 * 1024
    with pytest.raises(refusal):
        duty.import_roster(content(), "名册.xlsx", by=SYSTEM)
    assert not Holding.objects.exists()


def test_a_thousand_members_are_seated_by_a_bounded_number_of_queries_and_leave_one_line(county):
    village = county.village()
    rows = [[village, "", "志愿者", f"员{n}", f"138{n:08}", "", ""] for n in range(1000)]
    content = sheet(*rows)
    before = AuditLine.objects.count()
    with CaptureQueriesContext(connection) as asked:
        assert duty.import_roster(content, "名册.xlsx", by=SYSTEM).new == 1000
    assert len(asked) <= 40
    assert AuditLine.objects.count() == before + 1
