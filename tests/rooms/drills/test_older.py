"""A demo folder of an older release: it goes on as it was, and says what to do for the new one."""

from __future__ import annotations

import pytest

from fangxian.kernel import clock, outbox
from fangxian.kernel.work import unit_of_work
from fangxian.overview.drills import api as drills
from fangxian.overview.drills.demo import script


@pytest.fixture
def played(db, settings):
    """Every step of the script of today."""
    settings.FANGXIAN_DEMO = True
    with clock.at("2022-05-10T08:00"), unit_of_work():
        for step in script.STEPS:
            outbox.emit(drills.DemoPlayed(step=step.name))
        yield


def with_a_new_step(monkeypatch):
    new = script.Step("rumours", script.OLDER, lambda: pytest.fail("played into an older story"))
    monkeypatch.setattr(script, "STEPS", (*script.STEPS[:3], new, *script.STEPS[3:]))


def test_a_step_that_came_since_is_not_played_into_a_finished_story(played, monkeypatch):
    with_a_new_step(monkeypatch)
    told = []
    assert drills.load_demo(tell=told.append) == {}
    assert ["demo reset" in line.zh for line in told] == [True]


def test_the_same_release_has_nothing_to_say(played):
    told = []
    assert drills.load_demo(tell=told.append) == {}
    assert told == []
