"""Values as people write them: every value of every shipped pack is said and read as it is."""

from __future__ import annotations

from typing import Any

import pytest

from fangxian.ground.policy import pages as policy
from fangxian.ground.policy import value_words

VALUES = [
    (key if section == "values" else f"{section}.{key}", dated["value"])
    for pack in policy.packs()
    for section, some in policy.content_of(pack.id).get("values", {}).items()
    for key, all_ in some.items()
    for dated in all_
]


@pytest.mark.parametrize(("key", "value"), VALUES)
def test_a_value_is_said_and_read_as_it_is(key: str, value: Any):
    assert value_words.value_of(key, value_words.said_of(key, value)) == value


def test_what_is_not_understood_stays_as_it_was_typed():
    assert value_words.value_of("clocks.received", "尽快") == "尽快"
    assert value_words.value_of("clocks.received", "30分钟") == {"minutes": 30}


def test_a_value_is_taken_away_by_an_empty_text():
    cite = {"clause": "一", "source": "notice", "mark": "seen"}
    said = value_words.with_value({}, "checkpoints.advice.orange", "refer", cite)
    assert said["values"]["checkpoints.advice.orange"][0]["value"] == "refer"
    assert value_words.with_value(said, "checkpoints.advice.orange", "", cite) == {}
