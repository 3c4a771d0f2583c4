"""An end is said in one way: that of a code and that of its measure name the same day."""

from __future__ import annotations

from fangxian.kernel import clock


def test_an_end_at_midnight_is_said_by_its_last_day_and_another_by_the_minute():
    with clock.at("2022-05-10T08:00"):
        assert clock.end_said(clock.parse("2022-05-24T00:00!").shown) == "05-23"
        assert clock.end_said(clock.parse("2022-05-24T14:00!").shown) == "05-24 14:00"
        assert clock.end_said(clock.parse("2023-01-01T00:00!").shown) == "12-31"
