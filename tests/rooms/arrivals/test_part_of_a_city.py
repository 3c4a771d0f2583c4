"""Who says more than the city where they were is not asked more than who names the city alone; and a
change of trains is no stay of a fortnight."""

from __future__ import annotations

from datetime import date

import pytest

from fangxian.kernel import clock
from fangxian.lines.arrivals.filing import stays_on_the_way
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.arrivals.rules import ARRIVAL, FIELDS, LEAVING, VIA
from fangxian.lines.arrivals.where import Places, Vias, where_named
from tests.rooms.arrivals.ledgers import take_in, wang

pytestmark = pytest.mark.django_db
HOME = {"origin": "陕西省汉中市汉台区", "leaving": ""}


@pytest.mark.parametrize(
    "said",
    [
        "武汉站换乘", "成都东站转车", "安康站下车", "广州南站", "成都高新区", "合肥经开区", "宝鸡高新区", "安康学院",
        "深圳富士康", "上海天通苑",
    ],
)  # fmt: skip
def test_an_address_inside_a_city_is_in_that_city(said):
    where = where_named(said)
    assert (where.found, where.candidates, len(where.code) <= 4) == (True, (), True)


@pytest.mark.parametrize("said", ["武汉某某", "成都妙处", "上海转地方"])
def test_what_is_no_address_may_be_elsewhere(said):
    assert not where_named(said).found or where_named(said).further


@pytest.mark.parametrize("said", ["武汉", "武汉站换乘", "武汉高新区"])
def test_who_says_more_is_not_asked_more(said):
    with clock.at("2022-05-10T08:00"):
        take_in(wang(via=said, **HOME))
    assert not Declaration.objects.get().uncertain


def _stays(via: str, leaving: date | None):
    journey: list = [None] * len(FIELDS)
    journey[LEAVING], journey[ARRIVAL] = leaving, date(2022, 5, 4)
    journey[VIA] = Vias(Places(), date(2022, 5, 4))[via]
    return [(start, end) for _, start, end in stays_on_the_way(journey)]


@pytest.mark.parametrize(
    ("via", "leaving", "start"),
    [
        ("西安北站换乘", None, date(2022, 5, 1)), ("西安转机", None, date(2022, 5, 1)),
        ("西安北站换乘", date(2022, 4, 20), date(2022, 4, 20)), ("西安", None, None),
        ("西安居住", None, None),
    ],
)  # fmt: skip
def test_a_change_of_trains_lies_in_the_last_days_of_the_journey(via, leaving, start):
    assert _stays(via, leaving) == [(start, date(2022, 5, 4))]
