"""A moved clock is anchored once a folder."""

from __future__ import annotations

import time

from fangxian.doors.cli import anchor

DAY = "2022-05-10T08:00"


def test_a_county_has_no_anchor(tmp_path):
    assert anchor.settle("", tmp_path) == ""
    assert not list(tmp_path.iterdir())


def test_the_first_start_anchors_and_the_next_goes_on(tmp_path):
    first = anchor.settle(DAY, tmp_path)
    assert first.startswith(f"{DAY}@")
    assert abs(float(first.partition("@")[2]) - time.time()) < 5
    assert anchor.settle(DAY, tmp_path) == first


def test_every_command_on_the_folder_lives_in_its_time(tmp_path):
    first = anchor.settle(DAY, tmp_path)
    assert anchor.settle("", tmp_path) == first


def test_another_day_is_another_anchor(tmp_path):
    anchor.settle(DAY, tmp_path)
    assert anchor.settle("2022-06-01", tmp_path).startswith("2022-06-01@")
    assert anchor.settle("", tmp_path).startswith("2022-06-01@")


def test_a_clock_that_stands_or_is_anchored_is_left_alone(tmp_path):
    for asked in (f"{DAY}!", f"{DAY}@1668", "in May"):
        assert anchor.settle(asked, tmp_path) == asked
    assert not list(tmp_path.iterdir())


def test_a_folder_can_forget(tmp_path):
    anchor.settle(DAY, tmp_path)
    anchor.forget(tmp_path)
    assert anchor.settle("", tmp_path) == ""
