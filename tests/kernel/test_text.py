"""A number that somebody typed."""

from __future__ import annotations

import pytest

from fangxian.kernel.text import number_in


@pytest.mark.parametrize("typed", ["²", "٣", "", "1.5", "-1", "9" * 19, "1\n"])
def test_what_is_no_whole_number_is_none(typed):
    assert number_in(typed) is None


def test_a_whole_number():
    assert number_in("007") == 7
