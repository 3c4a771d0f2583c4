"""From which to which day the lists are in, and of which days none tells."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangxian.kernel.actor import SYSTEM
from fangxian.lines.zones import pages as zones
from fangxian.lines.zones.coverage import covered
from tests.rooms.zones.test_importing import snapshot, take

YANTA = ("陕西省", "西安市", "雁塔区")


def may(day: int) -> date:
    return date(2022, 5, day)


@pytest.mark.django_db
def test_without_any_list_no_day_is_told():
    zones.add_by_hand("高", "西安市雁塔区", may(1), by=SYSTEM)  # an area is no list
    found = zones.days_covered(may(9))
    assert (found.first, found.until, found.behind, found.gaps) == (None, None, None, ())
    assert not found.has(may(1))
    assert found.without((may(1), may(3))) == ((may(1), may(3)),)


@pytest.mark.django_db
def test_days_between_two_lists_without_one_are_a_gap():
    for day in (1, 2, 5):
        take(snapshot(f"2022-05-0{day} 9时", high=[(YANTA, "小寨路街道")]))
    found = zones.days_covered(may(7))
    assert (found.first, found.until, found.behind) == (may(1), may(5), 2)
    assert found.gaps == ((may(3), may(4)),)
    assert [found.has(may(day)) for day in (1, 3, 5, 6)] == [True, False, True, False]
    assert found.without((may(4), may(7))) == ((may(4), may(4)), (may(6), may(7)))


@pytest.mark.django_db
def test_an_empty_list_tells_that_nobody_is_listed_and_tomorrows_list_is_not_in_yet():
    take(snapshot("2022-05-01 9时", high=[(YANTA, "小寨路街道")]))
    take(snapshot("2022-05-02 9时"), document="公告")
    take(snapshot("2022-05-03 9时"), document="公告")
    assert zones.days_covered(may(2)).until == may(2)
    assert zones.days_covered(may(2)).gaps == ()


@pytest.mark.django_db
def test_a_simple_list_tells_of_the_days_from_its_first_row_to_its_last():
    simple = "级别,地区,起,止\n高,西安市雁塔区,2022-05-01,2022-05-04\n高,西安市长安区,2022-05-03,2022-05-06\n"
    zones.import_file(simple.encode(), "简表.csv", by=SYSTEM)
    found = zones.days_covered(may(9))
    assert (found.first, found.until, found.gaps) == (may(1), may(6), ())


days = st.integers(0, 60).map(lambda number: may(1) + timedelta(number))
spans = st.tuples(days, st.integers(0, 9)).map(lambda one: (one[0], one[0] + timedelta(one[1])))


@given(st.lists(spans, max_size=12), days)
def test_a_day_has_a_list_when_a_span_holds_it(told, day):
    last = may(1) + timedelta(90)
    found = covered(sorted(told), last)
    assert found.has(day) == any(begin <= day <= end for begin, end in told)
    assert found.gaps == tuple(
        gap for gap in found.without((found.first or day, found.until or day)) if told
    )
