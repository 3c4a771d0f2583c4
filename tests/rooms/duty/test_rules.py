"""Words of a roster and periods, without a database."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangxian.ground.duty import rules

days = st.dates(date(2021, 1, 1), date(2021, 2, 28))


@given(days, st.none() | days, days, st.none() | days)
def test_periods_meet_when_they_share_a_day(a, a_end, b, b_end):
    far = date(2021, 4, 1)

    def listed(since, until):
        end = until or far
        return {since.toordinal() + n for n in range((end - since).days + 1)}

    assert rules.meets(a, a_end, b, b_end) == bool(listed(a, a_end) & listed(b, b_end)) or (
        (a_end and a_end < a) or (b_end and b_end < b)
    )


@pytest.mark.parametrize(
    ("code", "prefix"),
    [
        ("610921000000", "610921"),
        ("610921102000", "610921102"),
        ("610921102201", "610921102201"),
        ("610000000000", "61"),
        ("610921102201003", "610921102201003"),
    ],
)
def test_padded_codes(code, prefix):
    assert rules.prefix_of(code) == prefix
