"""Words of a roster and periods, without a database."""

from __future__ import annotations

from datetime import date, datetime

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
    ("text", "day"),
    [
        ("2022-05-01", date(2022, 5, 1)),
        ("2022/5/1", date(2022, 5, 1)),
        ("2022.5.1", date(2022, 5, 1)),
        ("2022年5月1日", date(2022, 5, 1)),
        ("20220501", date(2022, 5, 1)),
        ("2022-05-01 08:00:00", date(2022, 5, 1)),
        ("2022-02-30", None),
        ("5月1日", None),
        ("44682", None),
    ],
)
def test_days_as_people_write_them(text, day):
    assert rules.read_day(text) == day


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (610921.0, "610921"),
        ("　魏　平 ", "魏 平"),
        ("１３８", "138"),
        (datetime(2022, 5, 1), "2022-05-01"),
        (date(2022, 5, 1), "2022-05-01"),
    ],
)
def test_cells_as_text(cell, text):
    assert rules.plain(cell) == text


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


def test_headings_in_any_order_with_stars_and_brackets():
    assert rules.header_of(["*姓名", "职务", "联系电话", "单位代码(12位)", "备注"]) == {
        0: "name",
        1: "title",
        2: "phone",
        3: "unit_code",
    }
    assert rules.header_of(["Unit code", "POST", "Name", "From"]) == {
        0: "unit_code", 1: "title", 2: "name", 3: "since",
    }  # fmt: skip
