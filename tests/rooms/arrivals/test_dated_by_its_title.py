"""A ledger without 填报时间 was said on the day in its title, in the name of its sheet or of its file: what
is known since then stands, and somebody may say otherwise with one press."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from fangxian.ground.intake.api import day_said
from fangxian.ground.people.models import Person
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Declaration
from tests.rooms.arrivals.ledgers import as_text, as_xlsx, rows_of, take_in, wang

pytestmark = pytest.mark.django_db
TODAY = date(2022, 5, 10)
RED = {"origin": "上海市浦东新区", "leaving": "2022-05-06", "arrival": "2022-05-07"}
KNOWN = wang(**RED, filed_at="2022-05-08 09:00", village="中坝社区", phone="13891512345")
OLDER = wang(**RED, filed_at="", village="月河村", phone="13900001111")


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


def stands() -> tuple[str, str]:
    one = Declaration.objects.get()
    return one.village_text, Person.objects.get(pk=one.person_id).place


def take(title: str, name: str = "台账.csv", **choices: object) -> dict[str, object]:
    rows = [*([[title]] if title else []), *rows_of(OLDER)]
    done = arrivals.import_file(
        as_text(rows), name, by=SYSTEM, choices=arrivals.Choices(**choices), may_lower=True
    )
    return done.counts


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("5月3日台账", "台账.csv"),
        ("来返人员台账 截至2022年5月3日", "台账.csv"),
        ("", "来返人员20220503.csv"),
        ("", "台账5.3.csv"),
        ("5月1日-5月3日返乡人员台账", "台账.csv"),
    ],
)
def test_older_words_change_nothing_that_is_known_since(title, name):
    take_in(KNOWN)
    before = stands()
    counts = take(title, name)
    assert counts["told"]["filed_as_titled"] == 1
    assert "2022-05-03" in str(counts["told_of"])
    assert stands() == before
    assert before[0] == "中坝社区"


def test_the_name_of_a_sheet_says_it(tmp_path):
    take_in(KNOWN)
    import xlsxwriter

    path = tmp_path / "台账.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("5月3日", "说明"):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows_of(OLDER) if name != "说明" else []):
                sheet.write_row(number, 0, row)
    arrivals.import_file(path, path.name, by=SYSTEM, may_lower=True)
    assert stands()[0] == "中坝社区"


def test_by_receipt_on_request_and_without_a_day():
    take_in(KNOWN)
    take("5月3日台账", filed_at=datetime(2022, 5, 10, 8, tzinfo=clock.COUNTY_TIME))
    assert stands()[0] == "月河村"


@pytest.mark.parametrize(
    "title", ["来返人员台账", "5月10日台账", "5月1日以来返乡人员台账", "5月20日预计返乡"]
)
def test_today_no_day_and_a_day_to_come_are_the_receipt(title):
    take_in(KNOWN)
    counts = take(title)
    assert counts["told"]["filed_now"] == 1
    assert stands()[0] == "月河村"


def test_a_column_that_says_it_goes_before(tmp_path):
    rows = [["5月3日台账"], *rows_of(wang(**RED, filed_at="2022-05-09 09:00", village="月河村"))]
    take_in(KNOWN)
    path = as_xlsx(tmp_path / "台账.xlsx", rows)
    arrivals.import_file(path, path.name, by=SYSTEM, may_lower=True)
    assert stands()[0] == "月河村"


@pytest.mark.parametrize(
    ("text", "where", "day"),
    [
        ("5月1-3日返乡人员", "title", date(2022, 5, 3)),
        ("填报日期:2022.5.3", "footer", date(2022, 5, 3)),
        ("0503", "sheet", date(2022, 5, 3)),
        ("12月20日台账", "title", date(2021, 12, 20)),
        ("第1-3组", "title", None),
        ("台账V1.2.xlsx", "file", None),
        ("2022年台账", "title", None),
        ("预计5月9日返回", "title", None),
        ("0503", "title", None),
    ],
)
def test_which_words_are_the_day_of_a_table(text, where, day):
    assert day_said(text, TODAY, where) == day
