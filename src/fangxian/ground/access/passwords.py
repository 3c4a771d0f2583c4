"""Passwords that would be tried first are refused when they are chosen."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from fangxian.kernel.text import Text

ROWS = ("01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
IN_A_ROW = 5
GUESSED = Text(
    "这个密码太容易猜:不能是连续或重复的字符,也不能是日期加几个字。",
    "This password is guessed first: no characters in a row, repeated ones, or a date and little else.",
)
DAY = re.compile(r"(19|20)\d{2}[-./]?(0[1-9]|1[0-2])[-./]?(0[1-9]|[12]\d|3[01])")
BESIDE_A_DAY = 4  # letters that a date stands beside at least


class NotGuessedFirst:
    """For AUTH_PASSWORD_VALIDATORS."""

    def validate(self, password: str, user: object = None) -> None:
        if is_guessed(password):
            raise ValidationError(GUESSED.speak(_language()), code="password_guessed")

    def get_help_text(self) -> str:
        return GUESSED.speak(_language())


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "zh"


def is_guessed(password: str) -> bool:
    """Whether little is left of it without what people type first: a row of keys or numbers, up
    or down, one character or a piece again and again, a day."""
    plain = password.casefold()
    repeats = re.fullmatch(r"(.{1,4}?)\1+.?", plain)
    left = DAY.sub("", plain)
    return bool(repeats) or (left != plain and len(left) < BESIDE_A_DAY) or _mostly_a_row(plain)


def _mostly_a_row(plain: str) -> bool:
    left = plain
    for row in (*ROWS, *(one[::-1] for one in ROWS)):
        for length in range(len(row), IN_A_ROW - 1, -1):
            for start in range(len(row) - length + 1):
                left = left.replace(row[start : start + length], "")
    return len(left) < BESIDE_A_DAY and left != plain
