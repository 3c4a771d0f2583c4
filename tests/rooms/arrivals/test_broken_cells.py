"""A cell that the spreadsheet did not work out puts its row back, with the column and what stands there;
in a column that nobody understood the person is to be verified."""

from __future__ import annotations

import pytest

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.columns import BY_FIELD
from fangxian.lines.arrivals.models import Declaration
from tests.rooms.arrivals.ledgers import as_csv, take_in
from tests.rooms.arrivals.test_every_column import take, unverified, wang

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


@pytest.mark.parametrize(
    "field",
    [
        "name",
        "document_number",
        "phone",
        "origin",
        "leaving",
        "arrival",
        "via",
        "overseas",
        "entry",
        "town",
        "address",
        "filed_at",
        "remark",
    ],
)
@pytest.mark.parametrize("fault", ["#N/A", "#REF!", "=VLOOKUP(A2,B:C,2,0)"])
def test_no_known_column_takes_an_error_for_nothing(field, fault):
    counts = take_in(wang(**{field: fault}))
    assert (counts["new"], counts["rejected"], counts["reasons"]) == (
        0,
        1,
        {"intake.cell_broken": 1},
    )
    [reason] = counts["rejected_for"]
    assert BY_FIELD[field].title.zh in reason["sentence"]["zh"]
    assert reason["rows"] == ["2"]


def test_what_people_write_for_nothing_is_still_nothing():
    assert take_in(wang(phone="N/A", via="无", remark="/"))["new"] == 1


def test_an_error_in_a_column_that_nobody_understood_is_to_be_verified():
    take({"涉疫情况": "#N/A"})
    assert unverified()


def test_an_error_in_a_column_that_says_nothing_of_a_journey_is_let_be():
    assert take({"年龄": "#VALUE!", "性别": "#N/A"})["new"] == 1
    assert not unverified()


def test_the_row_is_taken_once_the_cell_is_put_right():
    file = as_csv(wang(origin="#N/A"))
    batch = arrivals.import_file(file, "台账.csv", by=SYSTEM).batch_id
    (row,) = arrivals.rejected_rows(batch, by=SYSTEM).rows
    arrivals.correct_rejected(row.id, {"origin": "上海市浦东新区"}, by=SYSTEM)
    assert Declaration.objects.get().origin == "310115"
