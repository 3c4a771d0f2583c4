"""The words by which people write of places and journeys in cells and remarks: verbs of travel, stays,
denials, what is grave, what nobody knows, what means nothing, titles that say nothing. One dated table
(china/cell_words.csv), by kind; whoever reads a text takes its words from here. A row holds words, or
patterns (regular expressions, apart by blanks) in which {not} and {grave+symptom} stand for all words of
these kinds. Pure."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).parent / "china" / "cell_words.csv"
WORD, PATTERN = "word", "pattern"
OF_KINDS = re.compile(r"\{([a-z_]+(?:\+[a-z_]+)*)\}")


class Row(NamedTuple):
    """Words of one kind: what they are for, where they are from, and the day as of which they were
    looked through."""

    kind: str
    form: str
    use: str
    source: str
    as_of: date
    words: tuple[str, ...]


@cache
def rows() -> tuple[Row, ...]:
    with TABLE.open(encoding="utf-8") as file:
        return tuple(
            Row(kind, form, use, source, date.fromisoformat(as_of), tuple(words.split()))
            for kind, form, use, source, as_of, words in list(csv.reader(file))[1:]
        )


def cell_words(kind: str) -> tuple[str, ...]:
    """The words of one kind; KeyError for a kind of which the table has none."""
    found = _said(kind, WORD)
    if not found:
        raise KeyError(kind)
    return found


def any_of(words: Iterable[str]) -> str:
    """A pattern of these words, the longest first."""
    return "|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word))))


def any_word(*kinds: str) -> str:
    """A pattern of all that the table has of some kinds: its patterns in their order, then its words,
    the longest first. KeyError for a kind that it does not have."""
    patterns = [OF_KINDS.sub(_whole, one) for kind in kinds for one in _said(kind, PATTERN)]
    words = any_of(word for kind in kinds for word in _said(kind, WORD))
    return "|".join(filter(None, (*patterns, words)))


def _whole(kinds: re.Match[str]) -> str:
    return f"(?:{any_word(*kinds[1].split('+'))})"


@cache
def _said(kind: str, form: str) -> tuple[str, ...]:
    found = [row for row in rows() if row.kind == kind]
    if not found:
        raise KeyError(kind)
    return tuple(word for row in found if row.form == form for word in row.words)
