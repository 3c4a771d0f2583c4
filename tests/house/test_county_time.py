"""A moment is told in the county's time, with its year when that is another: by `clock.said`."""

from __future__ import annotations

import ast
from datetime import UTC, date, datetime

import pytest
from django.template import engines

from fangxian.kernel import clock
from tests.house.tree import PACKAGE, parse

HOURS = ("%H", "%m-%d")
# Where a clock face is written out by hand, and whose it is.
KNOWN = {
    "kernel/clock.py": "the one place",
    "overview/drills": "made-up papers, on county time without a zone",
    "lines/arrivals/date_checks.py": "a filing time as written in the county, always with its year",
    "lines/codes/senders.py": "clock.now(), for a file",
    "doors/command/arrivals/notices.py": "clock.now(), in a file's name",
    "doors/command/arrivals/ledger.py": "clock.now(), in a file's name",
    "doors/command/pushed/answers.py": "clock.now(), in a file's name",
    "doors/command/tasks/batch.py": "clock.now(), into a field of a form",
    "doors/command/instructions/views.py": "clock.now() and a deadline, into a field of a form",
    "doors/command/tasks/instruction.py": "clock.now(), into a field of a form",
}


def _formats(tree: ast.AST) -> list[int]:
    """Lines with a format of hours or days: f"{at:%H:%M}", at.strftime("%m-%d")."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            said = ast.unparse(node.format_spec)
        elif isinstance(node, ast.Attribute) and node.attr == "strftime":
            said = HOURS[0]
        else:
            continue
        if any(mark in said for mark in HOURS):
            found.append(node.lineno)
    return found


def test_nobody_writes_out_a_moment_but_the_clock():
    told = {
        str(path.relative_to(PACKAGE)): lines
        for path in sorted(PACKAGE.rglob("*.py"))
        if (lines := _formats(parse(path)))
    }
    assert {name: lines for name, lines in told.items() if not name.startswith(tuple(KNOWN))} == {}


def test_the_test_sees_a_format():
    assert _formats(ast.parse('f"{row.at:%m-%d %H:%M}"; row.at.strftime("%H")')) == [1, 1]


@pytest.fixture(autouse=True)
def _may():
    with clock.at("2022-05-10T08:00"):
        yield


def test_an_hour_from_the_database_is_told_as_the_county_has_it():
    assert clock.said(datetime(2022, 5, 9, 22, tzinfo=UTC)) == "05-10 06:00"
    assert clock.said(datetime(2022, 5, 9, 16, 20, 5, tzinfo=UTC), seconds=True) == "05-10 00:20:05"


def test_the_year_is_told_when_it_is_not_this_one_by_the_countys_clock():
    assert clock.said(datetime(2021, 12, 31, 16, tzinfo=UTC)) == "01-01 00:00"
    assert clock.said(datetime(2021, 12, 31, 15, tzinfo=UTC)) == "2021-12-31 23:00"
    assert clock.said(date(2022, 5, 9)) == "05-09"
    assert clock.said(date(2023, 5, 9)) == "2023-05-09"


def test_a_moment_that_names_no_clock_is_not_told():
    with pytest.raises(ValueError, match="whose clock"):
        clock.said(datetime(2022, 5, 9, 22))  # noqa: DTZ001 that is the point


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (datetime(2022, 5, 9, 22, tzinfo=UTC), "m-d H:i", "05-10 06:00"),
        (datetime(2021, 5, 9, 22, tzinfo=UTC), "m-d H:i", "2021-05-10 06:00"),
        (date(2023, 5, 9), "m-d", "2023-05-09"),
        (date(2022, 5, 9), "Y-m-d", "2022-05-09"),
        (None, "m-d", ""),
    ],
)
def test_every_page_says_it_the_same(value, form, shown):
    page = engines["django"].from_string(f'{{{{ at|date:"{form}" }}}}')
    assert page.render({"at": value}) == shown
