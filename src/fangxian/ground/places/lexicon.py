"""The words by which people write of places and journeys in cells and remarks: verbs of travel, stays,
denials, what is grave, what nobody knows, what means nothing. One dated table (china/cell_words.csv),
by kind; whoever reads a text takes its words from here. Pure."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).parent / "china" / "cell_words.csv"


class Row(NamedTuple):
    """Words of one kind, and the day as of which they were looked through."""

    kind: str
    as_of: date
    words: tuple[str, ...]


@cache
def rows() -> tuple[Row, ...]:
    with TABLE.open(encoding="utf-8") as file:
        return tuple(
            Row(row["kind"], date.fromisoformat(row["as_of"]), tuple(row["words"].split()))
            for row in csv.DictReader(file)
        )


@cache
def cell_words(kind: str) -> tuple[str, ...]:
    """The words of one kind; KeyError for a kind that the table does not have."""
    found = [row.words for row in rows() if row.kind == kind]
    if not found:
        raise KeyError(kind)
    return tuple(word for words in found for word in words)


def any_of(words: Iterable[str]) -> str:
    """A pattern of these words, the longest first."""
    return "|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word))))


def any_word(*kinds: str) -> str:
    """A pattern of all words of some kinds, the longest first."""
    return any_of(word for kind in kinds for word in cell_words(kind))
