"""When a phone hears of something: the county's quiet, an account's own, alarms, clocks that run on."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from fangxian.ground.notices.rules import (
    MOST_ATTEMPTS,
    Hours,
    digest_of,
    heard_at,
    is_quiet,
    wait_before,
)
from fangxian.kernel.clock import COUNTY_TIME

NIGHT = Hours(22 * 60 + 30, 6 * 60)
NEVER = Hours(0, 0)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=COUNTY_TIME)


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        ("2022-05-10T22:29", False),
        ("2022-05-10T22:30", True),
        ("2022-05-11T00:00", True),
        ("2022-05-11T05:59", True),
        ("2022-05-11T06:00", False),
    ],
)
def test_the_night_begins_and_ends_by_the_minute(moment, quiet):
    assert is_quiet(at(moment), NIGHT) is quiet
    assert not is_quiet(at(moment), NEVER)


def test_quiet_by_day_does_not_run_over_midnight():
    noon = Hours(12 * 60, 14 * 60)
    assert is_quiet(at("2022-05-10T13:00"), noon)
    assert not is_quiet(at("2022-05-10T23:00"), noon)


def test_what_comes_by_day_is_heard_at_once():
    assert heard_at(at("2022-05-10T20:14"), NIGHT, red=False) == at("2022-05-10T20:14")


@pytest.mark.parametrize("moment", ["2022-05-10T23:10", "2022-05-11T02:00"])
def test_what_comes_by_night_is_heard_in_the_morning(moment):
    assert heard_at(at(moment), NIGHT, red=False) == at("2022-05-11T06:00")


def test_an_alarm_breaks_the_quiet_and_waits_for_no_digest():
    for hours in (NIGHT, Hours(22 * 60, 6 * 60, "daily", 8 * 60)):
        assert heard_at(at("2022-05-11T02:00"), hours, red=True) == at("2022-05-11T02:00")


def test_a_clock_that_runs_out_before_the_morning_is_not_slept_through():
    night = at("2022-05-11T02:00")
    assert heard_at(night, NIGHT, red=False, due=at("2022-05-11T04:00")) == night
    assert heard_at(night, NIGHT, red=False, due=at("2022-05-11T06:01")) == at("2022-05-11T06:00")


def test_an_hourly_digest_goes_at_the_full_hour_and_a_daily_one_at_its_time():
    hourly, daily = Hours(0, 0, "hourly"), Hours(0, 0, "daily", 8 * 60)
    assert heard_at(at("2022-05-10T20:14"), hourly, red=False) == at("2022-05-10T21:00")
    assert heard_at(at("2022-05-10T20:14"), daily, red=False) == at("2022-05-11T08:00")
    assert heard_at(at("2022-05-10T07:14"), daily, red=False) == at("2022-05-10T08:00")


def test_a_digest_that_falls_into_the_quiet_waits_for_its_end():
    hours = Hours(22 * 60, 6 * 60, "daily", 5 * 60)
    assert heard_at(at("2022-05-10T20:14"), hours, red=False) == at("2022-05-11T06:00")


def test_a_try_waits_longer_each_time_and_ends():
    waits = [wait_before(n) for n in range(1, MOST_ATTEMPTS)]
    assert waits[0] == timedelta(seconds=30)
    assert all(first <= then for first, then in zip(waits, waits[1:], strict=False))
    assert max(waits) <= timedelta(hours=1)
    assert wait_before(MOST_ATTEMPTS) is None


def test_a_county_gathers_by_hours():
    assert [digest_of(n) for n in (0, 1, 12, 24)] == ["at_once", "hourly", "hourly", "daily"]
