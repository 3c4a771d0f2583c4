"""Sentences that the product itself writes into a column of one language: why an instruction was
withdrawn, what an alarm saw. They are kept in Chinese, as they always were, and read in both.

A sentence is declared where it is made: `WHY = kept("期限已满", "its days are over")`. With `{fields}`
it is filled by `WHY.format(…)`; what fills a field is read in turn, so that a field may hold such a
sentence too."""

from __future__ import annotations

import re
from string import Formatter

from fangxian.kernel.text import Text

_WHOLE: dict[str, str] = {}
_FILLED: dict[str, tuple[re.Pattern[str], str]] = {}


def kept(zh: str, en: str) -> str:
    """Declares a sentence, with `{fields}` or without; gives back the Chinese, which is kept."""
    parts = list(Formatter().parse(zh))
    if any(name for _, name, *_ in parts):
        pattern = "".join(
            re.escape(words) + (f"(?P<{name}>.*?)" if name else "") for words, name, *_ in parts
        )
        _FILLED[zh] = re.compile(pattern, re.DOTALL), en
    else:
        _WHOLE[zh] = en
    return zh


def said(words: str) -> Text | None:
    """A kept sentence in both languages; None for what somebody typed."""
    if words in _WHOLE:
        return Text(words, _WHOLE[words])
    for pattern, en in _FILLED.values():
        if found := pattern.fullmatch(words):
            return Text(
                words, en.format(**{key: _part(one) for key, one in found.groupdict().items()})
            )
    return None


def _part(words: str) -> str:
    found = said(words)
    return found.en if found else words
