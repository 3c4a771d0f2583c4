"""The call list goes out as a file and its answers come back: bulk work for several telephones."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals import script
from fangxian.lines.arrivals.models import CallAttempt, Declaration
from fangxian.lines.zones import pages as zones
from tests.rooms.arrivals.test_calls import BUILDING, CHIEF, TOWN, comes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_day_in_july():
    with clock.at("2022-07-20T09:00"):
        zones.add_by_hand("high", BUILDING, date(2022, 7, 10), date(2022, 7, 19), by=SYSTEM)
        zones.add_by_hand("high", f"{TOWN}碧桂园", date(2022, 7, 12), date(2022, 7, 19), by=SYSTEM)
        yield


def exported(tmp_path) -> list[list[str]]:
    file = tmp_path / "电话核实.xlsx"
    arrivals.export_calls(file, by=CHIEF, purpose="电话核查")
    return CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()


def filled(rows: list[list[str]], answers: list[str]) -> bytes:
    out = BytesIO()
    at = rows[0].index("回答")
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, rows[0])
        for n, (row, said) in enumerate(zip(rows[1:], answers, strict=True), 1):
            sheet.write_row(n, 0, [*row[:at], said, *row[at + 1 :]])
    return out.getvalue()


def test_out_and_back(tmp_path):
    people = [comes(n) for n in range(1, 7)]
    rows = exported(tmp_path)
    assert rows[0] == ["序号", "姓名", "电话", "问题", "可选地点", "回答"]
    assert len(rows) == 7
    assert rows[1][2] == "13891512345"
    assert "1. " in rows[1][4]
    assert "2. " in rows[1][4]
    at = 1 if "阳光小区" in rows[1][4].split(";")[0] else 2
    answers = ["都不是", str(at), "无人接听", "", "河南省郑州市中原区须水街道", "不记得了"]
    done = arrivals.import_calls(filled(rows, answers), by=CHIEF)
    assert (done.read, done.answered, done.attempts, done.empty) == (6, 2, 1, 1)
    why = {one.row: one.why.zh for one in done.put_back}
    assert set(why) == {6, 7}  # as the spreadsheet counts: a town that is elsewhere, and no place
    by_row = {n: Declaration.objects.get(pk=int(float(rows[n][0]))) for n in range(1, 7)}
    assert (by_row[1].uncertain, by_row[1].colour) == (False, "green")
    assert (by_row[2].uncertain, by_row[2].colour) == (False, "red")
    assert CallAttempt.objects.get().person_id == by_row[3].person_id
    assert all(by_row[n].uncertain for n in (3, 4, 5, 6))
    assert len(people) == 6


def test_a_row_of_somebody_else_or_of_another_question_changes_nothing(tmp_path):
    comes(1), comes(2)
    rows = exported(tmp_path)
    rows[1][1], rows[2][3] = "张三", "您去过哪里?"
    done = arrivals.import_calls(filled(rows, ["都不是", "都不是"]), by=CHIEF)
    assert done.answered == 0
    assert ["序号和姓名对不上" in done.put_back[0].why.zh, "问题" in done.put_back[1].why.zh] == [
        True,
        True,
    ]
    again = arrivals.import_calls(filled(exported(tmp_path), ["都不是", "都不是"]), by=CHIEF)
    assert again.answered == 2
    for number in again.answers:
        arrivals.take_back_answer(number, by=CHIEF)
    assert arrivals.calls(by=CHIEF).total == 2


def test_of_a_text_file_the_row_that_does_not_fit_is_put_back_alone(tmp_path):
    """A comma without quotes has moved the answer into a column that has no title."""
    for n in range(1, 4):
        comes(n)
    head, *rows = exported(tmp_path)
    lines = [[*map(str, row[:3]), str(row[3]), "", "都不是"] for row in rows]
    lines[1].insert(4, "阳光小区")
    text = "\n".join(",".join(line) for line in [head, *lines, []])
    done = arrivals.import_calls(text.encode(), by=CHIEF)
    assert (done.read, done.answered) == (3, 2)
    assert [(one.row, "比表头" in one.why.zh) for one in done.put_back] == [(3, True)]
    assert arrivals.calls(by=CHIEF).total == 1


@pytest.mark.parametrize(
    ("said", "kind", "at"),
    [
        ("", "nothing", -1),
        ("  ", "nothing", -1),
        ("都不是", "none", -1),
        ("不在其中", "none", -1),
        ("都不在。", "none", -1),
        ("没有", "none", -1),
        ("0", "none", -1),
        ("None of them", "none", -1),
        ("无人接听", "no_answer", -1),
        ("没接", "no_answer", -1),
        ("打不通", "no_answer", -1),
        ("关机", "no_answer", -1),
        ("1", "choice", 0),
        ("2.", "choice", 1),
        ("第2个", "choice", 1),
        ("(1)", "choice", 0),
        ("碧桂园", "choice", 1),
        ("阳光小区3号楼", "choice", 0),
        ("小区", "place", -1),
        ("9", "place", -1),
        ("城关镇", "place", -1),
    ],
)
def test_answers_are_read_as_people_write_them(said, kind, at):
    places = ("郑州市中原区阳光小区3号楼", "郑州市中原区碧桂园小区")
    found = script.read(said, places)
    assert (found.kind, found.at) == (kind, at)
