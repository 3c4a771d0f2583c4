"""The rows of a text file, read line by line: beside them the text is never whole in memory, and a word
that many cells say is kept once. A quote that swallows rows is a refusal with its line."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fangxian.ground.intake import errors, limits

Row = list[str]
ENDS = ("\n", "\r")


class Read(NamedTuple):
    """The rows, and whether the last of them was cut off."""

    rows: list[Row]
    cut: bool


class _Lines:
    """The lines of a text; `since`: those read since somebody took them."""

    def __init__(self, text: Iterator[str]) -> None:
        self.text, self.since = text, list[str]()

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self.text)
        self.since.append(line)
        return line


def read(text: Iterator[str], delimiter: str, first: int, most: limits.Limits) -> Read:
    """`first`: the number of the first line. QuoteOpen, TableTooLarge."""
    lines, words, counted = _Lines(text), dict[str, str](), limits.Counted(most)
    reader = csv.reader(lines, delimiter=delimiter)
    rows: list[Row] = []
    number, last = first, list[str]()
    try:
        for row in reader:
            last, lines.since = lines.since, []
            if len(last) > 1 and not _closed(last, delimiter):
                raise errors.QuoteOpen(line=number)
            number += len(last)
            counted.add(row)
            rows.append([words.setdefault(cell, cell) for cell in row])
    except csv.Error as error:
        raise errors.QuoteOpen(line=number) from error
    return Read(rows, _cut(rows, last, delimiter))


def _closed(lines: Sequence[str], delimiter: str) -> bool:
    """Whether each quote that opens a cell closes it."""
    try:
        return bool(list(csv.reader(lines, delimiter=delimiter, strict=True)))
    except csv.Error:
        return False


def _cut(rows: Sequence[Row], last: Sequence[str], delimiter: str) -> bool:
    """Whether the text ends within its last row."""
    if not last or last[-1].endswith(ENDS):
        return False
    shorter = len(rows) > 1 and len(rows[-1]) < len(rows[-2])
    return shorter or not _closed(last, delimiter)
