"""Logs that tell what went wrong and nobody's business: identity numbers, phones, private links,
one-time passwords and the rows of a failed statement are masked, whoever wrote the line. What a number is,
`masking` knows."""

from __future__ import annotations

import logging
import re
from copy import copy

from fangxian.kernel import masking

MASK = "***"
BROKEN = 500  # the least status of a fault of ours
_LETTER = r"(?:[2-9A-HJKMNP-Za-hjkmnp-z]|%(?:25)*[3-7][0-9A-Fa-f])"  # of kernel.ids, or encoded
_PRIVATE = (
    # what an address of ours says after the door of a private link, however it was written: a
    # receipt, an application, a card, a code (doors/public)
    (
        re.compile(r"(?i)(/(?:p|%70)/(?:r|%72|v|%76|c|%63|venues|code/at)/)[^/?\s\"']+"),
        rf"\1{MASK}",
    ),
    # a token of ours (kernel.ids.token; hardly a word does without i, l and o) wherever else: in
    # small letters, percent-encoded, cut by dashes; and whatever follows ? in an address
    (re.compile(rf"(?<![0-9A-Za-z%])(?:{_LETTER}[-+]?){{19,}}{_LETTER}(?![0-9A-Za-z])"), MASK),
    (re.compile(r"(?<=/)(?:[A-Za-z0-9_+-]|%[0-9A-Fa-f]{2}){20,}(?=[/?\s\"']|$)"), MASK),
    (re.compile(r"\?[^\s\"']+"), f"?{MASK}"),
    (re.compile(r"(?i)(验证码|password)[^\w\n]*\d(?:[^\w\n]{0,2}\d){3,11}"), rf"\1 {MASK}"),
    # PostgreSQL repeats the row or the key that it refused
    (re.compile(r"(DETAIL:|Failing row contains|CONTEXT:).*"), rf"\1 {MASK}"),
)


def masked(text: str) -> str:
    """A log line with what is private in it masked."""
    for private, mask in _PRIVATE:
        text = private.sub(mask, text)
    return masking.masked(text)


class Formatter(logging.Formatter):
    """Formats as told, then masks: the message, its arguments and the trace alike. A request that was
    refused is one line, with the kind of its fault: anybody can send such, and its trace tells nothing."""

    def format(self, record: logging.LogRecord) -> str:
        fault = record.exc_info[0] if record.exc_info else None
        if fault is None or getattr(record, "status_code", BROKEN) >= BROKEN:
            return masked(super().format(record))
        line = copy(record)
        line.exc_info = line.exc_text = line.stack_info = None
        return masked(f"{super().format(line)} ({fault.__name__})")
