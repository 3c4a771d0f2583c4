"""The public form reads days and documents as files are read, and refuses no journey for its age."""

from __future__ import annotations

from datetime import date

import pytest

from fangxian.doors.public import cells, checks
from fangxian.doors.public.drafts import Draft
from fangxian.kernel import clock
from tests.doors.field.barrier import number_of

TODAY = date(2022, 5, 10)


@pytest.mark.parametrize(
    "typed",
    [
        "2022-05-07",
        "2022.5.7",
        "20220507",
        "2022年5月7日",
        "5月7日",
        "5.7",
        "22.5.7",
        "2022/5/7",
        "５月７日",
    ],
)
def test_a_day_in_any_writing_is_the_day(typed):
    with clock.at("2022-05-10T08:00"):
        assert cells.date_of(typed) == date(2022, 5, 7)


@pytest.mark.parametrize("typed", ["", "昨天", "2022-02-30", "13月1日", "5"])
def test_what_is_no_day_is_none(typed):
    with clock.at("2022-05-10T08:00"):
        assert cells.date_of(typed) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arrival", "taken"),
    [("2022-01-03", True), ("2021-05-01", True), ("2022-05-20", True), ("2023-05-10", False)],
)
def test_an_arrival_of_long_ago_is_taken_as_it_is_from_a_file(arrival, taken):
    with clock.at("2022-05-10T08:00"):
        found = checks.of_step("arrive", Draft({"arrival": arrival}), TODAY)
    assert ("arrival" not in found) == taken, found


def test_one_document_in_two_writings_is_one_person():
    number = number_of(1)
    draft = Draft(
        {
            "p0_name": "张三",
            "p0_type": "resident_id",
            "p0_number": number,
            "p1_name": "李四",
            "p1_type": "",
            "p1_number": f" {number[:6]} {number[6:14]} {number[14:]} ",
        }
    )
    assert checks.of_step("person-1", draft, TODAY)["p1_number"] == checks.NUMBER_TWICE
