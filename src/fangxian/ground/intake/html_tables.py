"""Tables of a page that a system hands out as .xls: rows of text, merged cells, hidden rows. Pure."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import NamedTuple

from fangxian.ground.intake.merges import Range

MARKS = (b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<style")
MOST_SPAN = 1000


class Found(NamedTuple):
    """A table: its rows, merged cells as ranges, and which rows are not shown."""

    rows: list[list[str]]
    merged: list[Range]
    hidden: frozenset[int]


class _Reader(HTMLParser):
    """A table within a cell is a table of its own; what it says is not said by the cell as well."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[_Table] = []
        self.open: list[_Table] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag in ("script", "style"):
            self.silent += 1
        elif tag == "table":
            self.open.append(_Table())
            self.found.append(self.open[-1])
        elif self.open and tag == "tr":
            style = said.get("style", "").replace(" ", "").lower()
            self.open[-1].row(hidden="display:none" in style or "hidden" in said)
        elif self.open and tag in ("td", "th"):
            self.open[-1].cell(_span(said, "rowspan"), _span(said, "colspan"))
        elif self.open and tag == "br":
            self.open[-1].say("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self.silent = max(self.silent - 1, 0)
        elif tag == "table" and self.open:
            self.open.pop()
        elif tag in ("td", "th") and self.open:
            self.open[-1].writing = False

    def handle_data(self, data: str) -> None:
        if self.open and not self.silent:
            self.open[-1].say(data)


class _Table:
    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.merged: list[Range] = []
        self.hidden: set[int] = set()
        self.taken: set[tuple[int, int]] = set()  # cells below a merged one
        self.writing = False

    def row(self, *, hidden: bool) -> None:
        if hidden:
            self.hidden.add(len(self.rows))
        self.rows.append([])
        self.writing = False

    def cell(self, down: int, across: int) -> None:
        if not self.rows:
            self.row(hidden=False)
        number, row = len(self.rows) - 1, self.rows[-1]
        while (number, len(row)) in self.taken:
            row.append("")
        left = len(row)
        row += [""] * across
        self.at, self.writing = left, True
        if down > 1 or across > 1:
            self.merged.append(((number, left), (number + down - 1, left + across - 1)))
            self.taken |= {(number + n, left + m) for n in range(1, down) for m in range(across)}

    def say(self, text: str) -> None:
        if self.writing:
            self.rows[-1][self.at] += text


def _span(said: dict[str, str], name: str) -> int:
    text = said.get(name, "1").strip()
    return min(max(int(text), 1), MOST_SPAN) if text.isdecimal() and len(text) < 5 else 1


def tables_of(text: str) -> list[Found]:
    """The tables of a page that hold something, rows of one width, in order."""
    reader = _Reader()
    reader.feed(text)
    return [
        _found(one) for one in reader.found if any(any(map(str.strip, row)) for row in one.rows)
    ]


def _found(table: _Table) -> Found:
    width = max(map(len, table.rows))
    rows = [[cell.strip() for cell in row] + [""] * (width - len(row)) for row in table.rows]
    return Found(rows, table.merged, frozenset(n for n in table.hidden if any(rows[n])))
