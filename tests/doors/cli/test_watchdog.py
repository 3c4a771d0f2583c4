"""When the watchdog says that the worker hangs. That it is then started again: test_kill.py."""

from __future__ import annotations

import pytest

from fangxian.doors.cli import watchdog
from fangxian.doors.cli.watchdog import Watchdog
from fangxian.kernel.clockwork import Every, run
from fangxian.kernel.models import ClockRun

PATIENCE, STEP = 60, int(watchdog.LOOK_SECONDS) + 1


def told(monkeypatch, silences, since=0.0):
    """At which looks it says so, of one every few seconds."""
    dog, now = Watchdog(PATIENCE), 1000.0
    found = []
    for at, silent in enumerate(silences):
        now += STEP
        monkeypatch.setattr(watchdog.time, "monotonic", lambda now=now: now)
        monkeypatch.setattr(watchdog, "silent_seconds", lambda silent=silent: silent)
        if dog.hangs(since):
            found.append(at)
    return found


def test_one_that_works_is_left_alone(monkeypatch):
    assert not told(monkeypatch, [5.0] * 100)


def test_one_that_does_nothing_is_told_after_its_time(monkeypatch):
    first, *_ = told(monkeypatch, [at * STEP for at in range(40)])
    assert PATIENCE < (first * STEP) <= PATIENCE + 2 * STEP


def test_a_database_that_was_away_gives_the_worker_its_time_anew(monkeypatch):
    away = [5.0, *[None] * 60]
    back = [float(60 * STEP)] * 5
    assert not told(monkeypatch, [*away, *back, 5.0, 5.0])


def test_one_that_was_just_started_has_its_time(monkeypatch):
    few = PATIENCE // STEP - 1
    assert not told(monkeypatch, [1e9] * few, since=1000.0)


@pytest.mark.django_db(transaction=True)
def test_what_was_done_last_is_asked_of_the_database():
    ClockRun.objects.all().delete()
    assert watchdog.silent_seconds() == float("inf")
    run(Every("climb", 5, lambda: None, "now"))
    assert watchdog.silent_seconds() < 30
