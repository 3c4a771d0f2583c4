"""Names, days, sections and columns as a county's desk writes them, and that its ordinary ledgers are asked
of nobody."""

from __future__ import annotations

import csv
import io
import re

import pytest

from fangxian.ground.people import api as people
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import api as arrivals
from fangxian.lines.arrivals.models import Declaration
from tests.rooms.arrivals.desk import ORDINARY
from tests.rooms.arrivals.ledgers import as_csv, as_text, rows_of, take_in, wang

pytestmark = pytest.mark.django_db
COUNTY = "陕西省安康市石泉县"
# what nobody can know from the words: a university of a province, one without a city, a test that is not back
TO_BE_ASKED = {"西北农林科技大学", "四川大学", "安康站"}


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


def text_of(ledger: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(ledger)
    return out.getvalue().encode("utf-8-sig")


@pytest.mark.parametrize("n", range(len(ORDINARY)), ids=lambda n: ORDINARY[n].name)
def test_nobody_of_an_ordinary_ledger_is_asked_needlessly(n):
    ledger = ORDINARY[n]
    done = arrivals.import_file(text_of(ledger.cells(n)), f"{ledger.name}.csv", by=SYSTEM)
    assert (done.counts["new"], done.counts["rejected"]) == (len(ledger.rows), 0)
    asked = Declaration.objects.filter(class_code="unverified").values_list(
        "origin_text", flat=True
    )
    assert set(asked) <= TO_BE_ASKED


def name_in(cell: str, **more: object) -> str:
    take_in(wang(name=cell, origin=COUNTY, **more))
    one = Declaration.objects.get()
    return (
        people.states_of([people.normalise_document("身份证", str(wang()["document_number"]))])
        .popitem()[1]
        .name
        if one
        else ""
    )


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("郑伟 男", "郑伟"),
        ("郑伟(户主)", "郑伟"),
        ("郑伟，女", "郑伟"),
        ("李四之妻", "李四之妻"),
        ("王*", "王*"),
        ("郑 伟", "郑伟"),
        ("郑伟 13912345678", "郑伟"),
    ],
)
def test_a_name_is_the_name(cell, name):
    assert name_in(cell) == name


def test_a_phone_beside_the_name_is_taken_where_there_is_no_other():
    take_in(wang(name="郑伟 13912345678", phone="", origin=COUNTY))
    [state] = people.states_of(
        [people.normalise_document("身份证", str(wang()["document_number"]))]
    ).values()
    assert state.phone == "13912345678"


@pytest.mark.parametrize(("cell", "code"), [("王*", "name_masked"), ("李四之妻", "name_of_kin")])
def test_half_a_name_is_told_and_never_stands_against_a_whole_one(cell, code):
    take_in(wang(origin=COUNTY))
    counts = take_in(
        wang(origin=COUNTY, name=cell, filed_at="2022-05-09 09:00", phone="13900001111")
    )
    assert counts["told"][code] == 1
    assert "two_names" not in counts["told"]
    [state] = people.states_of(
        [people.normalise_document("身份证", str(wang()["document_number"]))]
    ).values()
    assert state.name == "王秀英"


@pytest.mark.parametrize(
    "day",
    ["2022-05-09（已到）", "2022，5，9", "5、9", "5月9日晚", "9号", "5月9日到", "2022/5/9 已返回"],
)
def test_a_day_as_people_write_it(day):
    take_in(wang(origin=COUNTY, leaving="", arrival=day, filed_at="2022-05-09 20:00"))
    assert str(Declaration.objects.get().arrival) == "2022-05-09"


@pytest.mark.parametrize("day", ["2022-05-09（未到）", "2022-05-09（已离开）"])
def test_a_day_on_which_they_did_not_come_is_no_arrival(day):
    counts = arrivals.import_file(as_csv(wang(arrival=day)), "台账.csv", by=SYSTEM).counts
    assert counts["rejected"] == 1


@pytest.mark.parametrize("heading", ["中坝社区", "一、中坝社区(1人)", "中坝社区:"])
def test_a_village_over_rows_is_theirs_where_they_name_none(heading):
    person = wang(origin=COUNTY, town="城关镇", village="", address="")
    head, row = rows_of(person)
    done = arrivals.import_file(as_text([head, [heading], row]), "台账.csv", by=SYSTEM)
    assert done.counts["told"]["place_above"] == 1
    one = Declaration.objects.get()
    assert re.fullmatch("610921100...", one.place)


def test_a_village_that_the_row_names_goes_before():
    person = wang(origin=COUNTY, village="月河村", address="")
    head, row = rows_of(person)
    done = arrivals.import_file(as_text([head, ["中坝社区"], row]), "台账.csv", by=SYSTEM)
    assert "place_above" not in done.counts["told"]
    assert Declaration.objects.get().village_text == "月河村"


def test_a_train_or_a_plate_each_in_its_column():
    person = wang(origin=COUNTY, vehicle="")
    head, row = rows_of(person)
    lines = [[*head, "车牌号(自驾)"], [*row, "陕A12345"]]
    arrivals.import_file(as_text(lines), "台账.csv", by=SYSTEM)
    assert Declaration.objects.get().vehicle == "陕A12345"


def test_titles_of_parts_below_one_that_runs_across_are_no_row(tmp_path):
    import xlsxwriter

    path = tmp_path / "台账.xlsx"
    number = str(wang()["document_number"])
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("台账")
        for n, title in ((0, "姓名"), (1, "身份证号"), (4, "返汉时间")):
            sheet.merge_range(0, n, 1, n, title)
        sheet.merge_range(0, 2, 0, 3, "来源地")
        sheet.write_row(1, 2, ["省内", "省外"])
        sheet.write_row(2, 0, ["王秀英", number, "", "上海市浦东新区", "2022-05-08"])
    done = arrivals.import_file(path, path.name, by=SYSTEM)
    assert (done.counts["read"], done.counts["new"]) == (1, 1)
    assert Declaration.objects.get().origin == "310115"
