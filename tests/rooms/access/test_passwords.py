"""What would be tried first is no password."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from fangxian.ground.access import api as access


@pytest.mark.parametrize(
    "weak",
    [
        "12345678",
        "87654321",
        "00000000",
        "11111111",
        "123456789a",
        "abcdefgh",
        "qwertyui",
        "qwertyuiop1",
        "19900101",
        "1990-01-01",
        "wei19900101",
        "aaaaaaaa",
        "abababab",
        "abcabcabc",
        "password",
        "Zxcvbnm1",
        "zhanghao01",
        "4938201756",
    ],
)
def test_what_is_tried_first_is_refused_with_a_sentence(weak):
    with pytest.raises(ValidationError) as refused:
        validate_password(weak, access.Account(username="zhanghao01", name="魏平"))
    assert all(refused.value.messages)


@pytest.mark.parametrize(
    "sound",
    [
        "long-enough-8610",
        "河边第三棵柳树下",
        "kaoyu-2-tiao-wei",
        "9Q4z-77kW-abce",
        "x7-19900101-lamp",
    ],
)
def test_what_nobody_would_try_is_taken(sound):
    validate_password(sound, access.Account(username="zhanghao01", name="魏平"))
