"""Who is called first: what makes it likelier never puts somebody further back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangxian.lines.arrivals.likelihood import (
    days_of,
    left_of,
    likelihood,
    overlap_of,
    share_of,
    urgency,
)

shares = st.floats(0, 1)
numbers = st.integers(0, 60)
DAY = date(2022, 7, 1)


@given(shares, shares, numbers, numbers, numbers)
def test_it_grows_with_the_share_of_the_people(one, other, overlap, days, visits):
    less, more = sorted((one, other))
    assert likelihood(less, overlap, days, visits) <= likelihood(more, overlap, days, visits)


@given(shares, numbers, numbers, numbers, numbers)
def test_it_grows_with_the_days_that_were_listed(share, one, other, days, visits):
    less, more = sorted((one, other))
    assert likelihood(share, less, days, visits) <= likelihood(share, more, days, visits)


@given(shares, numbers, numbers, numbers, numbers)
def test_it_shrinks_with_the_days_that_were_not(share, overlap, one, other, visits):
    short, long = sorted((one, other))
    assert likelihood(share, overlap, long, visits) <= likelihood(share, overlap, short, visits)


@given(shares, numbers, numbers, numbers, numbers)
def test_it_grows_with_every_visit(share, overlap, days, one, other):
    less, more = sorted((one, other))
    assert likelihood(share, overlap, days, less) <= likelihood(share, overlap, days, more)


@given(st.floats(0, 9), numbers, numbers)
def test_the_graver_row_comes_first_where_all_else_is_alike(likely, one, other):
    grave, mild = sorted((one, other))
    assert urgency(likely, mild) <= urgency(likely, grave)


def test_in_figures():
    assert likelihood(0.1, 3, 6, 2) == pytest.approx(0.1)
    assert likelihood(0.1, 3, 6, 1) == pytest.approx(0.05)
    assert likelihood(0.0, 6, 6, 9) == 0
    assert urgency(0.3, 0) == 0.3
    assert urgency(0.3, 2) == pytest.approx(0.1)
    assert share_of(50, 200) == 0.25
    assert share_of(500, 200) == 1.0


def test_a_stay_without_a_first_day_had_a_fortnight():
    assert days_of(None, DAY) == (DAY - timedelta(days=13), 14)
    assert overlap_of(None, DAY, DAY - timedelta(days=2), date(9999, 12, 31)) == 3
    assert overlap_of(DAY, DAY, DAY + timedelta(days=1), DAY + timedelta(days=9)) == 0


def test_of_a_course_only_what_is_left_counts():
    assert left_of(DAY, 7, DAY - timedelta(days=3)) == 1.0
    assert left_of(DAY, 7, DAY) == 1.0
    assert left_of(DAY, 7, DAY + timedelta(days=7)) == pytest.approx(1 / 8)
    assert left_of(DAY, 7, DAY + timedelta(days=8)) == 0.0
    assert left_of(DAY, None, DAY + timedelta(days=900)) == 1.0
    assert urgency(0.5, 0, left_of(DAY, 7, DAY + timedelta(days=8))) == 0
