"""Quarters that everybody knows by name: where they lie, and the towns of a name that says no more."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from fangxian.ground.places import api as places
from fangxian.ground.places.sources import CHINA

pytestmark = pytest.mark.django_db
with (CHINA / "quarters.csv").open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_a_quarter_lies_in_divisions_that_there_are_and_has_no_namesake(row):
    codes = row["codes"].split()
    assert all(places.division(code) for code in codes)
    assert row["source"]
    assert date.fromisoformat(row["as_of"])
    if len(codes) == 1:  # it decides
        assert all(code.startswith(codes[0]) for code in places.towns_named(row["name"]))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("回龙观", ("110114",)),
        ("在回龙观打工", ("110114",)),
        ("中关村大街1号", ("110108",)),
        ("天府新区", ("5101", "5114")),
        ("河北雄安新区容城县", ("130629",)),
        ("河北省雄安新区雄县昝岗镇", ("130638",)),
        ("雄安新区安新县", ("130632",)),
        ("回龙观密接", ()),
        ("虹桥", ()),
        ("", ()),
    ],
)
def test_a_text_that_names_one_with_nothing_but_an_address_behind_it_is_placed(text, codes):
    assert places.quarter(text) == codes


def test_a_name_of_towns_in_several_counties_is_each_of_them():
    assert {"310105009", "310112107"} < set(places.towns_named("虹桥"))
    assert places.towns_named("回龙观街道") == places.towns_named("回龙观")
    assert places.towns_named("城关") == ()  # of hundreds: nobody is helped by them
    assert places.towns_named("某某") == ()
