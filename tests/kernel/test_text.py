"""A sentence as it is shown, and a number that somebody typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fangxian.kernel.text import Text, number_in, wide

VECTORS = Path(__file__).parents[2] / "contracts" / "vectors" / "punctuation.json"


def test_chinese_is_shown_with_its_own_punctuation():
    """The phone's rule is held to the same vectors (web/tests/ordered.test.ts)."""
    for one in json.loads(VECTORS.read_text("utf-8"))["vectors"]:
        assert wide(one["written"]) == one["shown"]
        assert wide(one["shown"]) == one["shown"]
    said = Text("先问:去过没有", "Ask first: were you there")
    assert (said.speak("zh"), said.speak("en")) == ("先问：去过没有", "Ask first: were you there")


@pytest.mark.parametrize("typed", ["²", "٣", "", "1.5", "-1", "9" * 19, "1\n"])
def test_what_is_no_whole_number_is_none(typed):
    assert number_in(typed) is None


def test_a_whole_number():
    assert number_in("007") == 7
