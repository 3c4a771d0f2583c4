"""What the clock calls for: how often, and what becomes of a fault."""

from __future__ import annotations

import logging

import pytest
from croniter import croniter
from hypothesis import given
from hypothesis import strategies as st

from fangxian.doors.cli.worker import by_clock
from fangxian.kernel.clockwork import Every, run
from fangxian.kernel.models import ClockRun


def nothing():
    return None


def divides(seconds):
    return 60 % seconds == 0 or (seconds % 60 == 0 and 3600 % seconds == 0)


@given(st.integers(1, 3600).filter(divides), st.integers(0, 2_000_000_000))
def test_the_queues_clock_says_the_same_seconds(seconds, start):
    due = croniter(Every("x", seconds, nothing, "y").cron, start)
    first, second = due.get_next(float), due.get_next(float)
    assert second - first == seconds


@given(st.integers(-60, 4000).filter(lambda n: n < 1 or not divides(n)))
def test_what_does_not_divide_is_refused(seconds):
    with pytest.raises(ValueError, match="divides neither"):
        Every("x", seconds, nothing, "y")


def test_each_has_a_name_of_its_own_and_says_why():
    works = by_clock()
    assert len({work.name for work in works}) == len(works)
    assert all(work.why for work in works)
    assert any(work.seconds <= 5 for work in works)  # by these the watchdog sees that it works


@pytest.mark.django_db
def test_a_fault_is_kept_and_logged_once_until_it_is_mended(caplog):
    faults = [ZeroDivisionError(), ZeroDivisionError(), None, ZeroDivisionError()]

    def do():
        if fault := faults.pop(0):
            raise fault

    work = Every("trying", 5, do, "to see")
    logged = []
    for _ in range(4):
        with caplog.at_level(logging.ERROR):
            caplog.clear()
            run(work)
        logged.append(len(caplog.records))
    assert logged == [1, 0, 0, 1]
    row = ClockRun.objects.get(name="trying")
    assert (row.every_seconds, row.fault) == (5, "ZeroDivisionError()")
