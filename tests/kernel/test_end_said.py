"""An end is said in one way: that of a code and that of its measure name the same day, here and on the
phones (web/tests/time.test.ts runs the same vectors)."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from fangxian.kernel import clock

VECTORS = json.loads(
    (Path(__file__).parents[2] / "contracts/vectors/ends.json").read_text("utf-8")
)["vectors"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: one["until"])
def test_an_end_at_midnight_is_said_by_its_last_day_and_another_by_the_minute(vector):
    with clock.at(datetime.fromisoformat(vector["now"])):
        assert clock.end_said(datetime.fromisoformat(vector["until"])) == vector["said"]
