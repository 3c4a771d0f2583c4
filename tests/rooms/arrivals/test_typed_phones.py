"""A phone that stands among words or beside another is found, and told."""

from __future__ import annotations

import pytest

from fangxian.lines.arrivals.parsing import phone_of
from tests.rooms.arrivals.ledgers import take_in, wang

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("written", "phone"),
    [
        ("13800138000(本人)", "13800138000"),
        ("父亲13800138000", "13800138000"),
        ("13800138000 或 13900139000", "13800138000"),
        ("13800138000/13900139000", "13800138000"),
        ("13800138000、0915-5211234", "13800138000"),
        ("0915-5211234/13800138000", "13800138000"),
        ("0915-5211234(家)", "09155211234"),
        ("+86 138 0013 8000", "13800138000"),
        ("8613800138000", "13800138000"),
        ("\u202d13800138000\u202c", "13800138000"),
        ("１３８００１３８０００；", "13800138000"),
        ("1.39E+10", "1.39E+10"),
        ("138001380001", "138001380001"),
        ("13800138000张三", "13800138000"),
    ],
)
def test_a_phone_among_words_is_that_phone(written, phone):
    assert phone_of(written) == phone


def test_which_of_two_was_taken_is_told():
    counts = take_in(wang(phone="13891512345、0915-5211234"))
    told = {one["code"] for one in counts["told_of"]}
    assert "phone_among" in told
