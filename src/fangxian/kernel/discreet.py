"""Logs that tell what went wrong and nobody's business: identity numbers, phones, private links,
one-time passwords and the rows of a failed statement are masked, whoever wrote the line."""

from __future__ import annotations

import logging
import re

MASK = "***"
_PRIVATE = (
    # 17 digits and a check digit, or the old 15; a phone, with or without the country
    (re.compile(r"(?<![\dA-Za-z])\d{6}(?:19|20)?\d{9}[\dXx]?(?![\dA-Za-z])"), MASK),
    (re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d{9}(?!\d)"), MASK),
    # the token of a private link (kernel.ids.token), and whatever follows ? in an address
    (re.compile(r"(?<![0-9A-Za-z])[2-9A-HJKMNP-Z]{20,26}(?![0-9A-Za-z])"), MASK),
    (re.compile(r"(?<=/)[A-Za-z0-9_-]{20,}(?=[/?\s\"']|$)"), MASK),
    (re.compile(r"\?[^\s\"']+"), f"?{MASK}"),
    (re.compile(r"(验证码|password[ =:]+)\s*\d{4,8}"), rf"\1 {MASK}"),
    # PostgreSQL repeats the row or the key that it refused
    (re.compile(r"(DETAIL:|Failing row contains|CONTEXT:).*"), rf"\1 {MASK}"),
)


def without_numbers(text: str) -> str:
    """What an official typed, with identity numbers and phones masked."""
    for private, mask in _PRIVATE[:2]:
        text = private.sub(mask, text)
    return text


def masked(text: str) -> str:
    """A log line with what is private in it masked."""
    for private, mask in _PRIVATE:
        text = private.sub(mask, text)
    return text


class Formatter(logging.Formatter):
    """Formats as told, then masks: the message, its arguments and the trace alike."""

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))
