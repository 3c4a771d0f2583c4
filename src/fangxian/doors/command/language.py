"""The two languages of the house, and the cookie that remembers one."""

from __future__ import annotations

COOKIE = "language"
DJANGO_NAMES = {"zh": "zh-hans", "en": "en"}


def chosen(cookies: dict[str, str]) -> str:
    """`zh` unless the person chose `en`; a browser's own setting decides nothing."""
    return "en" if cookies.get(COOKIE) == "en" else "zh"
