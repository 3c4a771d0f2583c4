"""Find the header below merged titles, on one row or on several, and which column says what."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from fangxian.ground.intake.cells import text_of
from fangxian.ground.intake.opening import Row, Sheet
from fangxian.ground.intake.titles import OTHERS, Kind, labels, plain_title

LOOKED_AT = 20
MOST_ROWS = 3  # of a header

Mapped = dict[int, str]  # column (from 0) → field
Chosen = Mapping[str, str]  # label → field, as somebody said; "" for none


class Header(NamedTuple):
    """A header as found: its rows from `start` to before `end` (from 0), the label of each
    column, and what the columns mean."""

    start: int
    end: int
    labels: tuple[str, ...]
    mapped: Mapped

    @property
    def key(self) -> str:
        return header_key(self.labels)


def header_key(titles: Iterable[str], aside: frozenset[str] = frozenset()) -> str:
    """By this a corrected mapping is remembered for the next file with the same header."""
    said = (plain_title(title) for title in titles if title not in aside)
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()


def find(sheet: Sheet, kind: Kind, saved: Mapping[str, Chosen], given: Chosen) -> Header | None:
    """The header of a sheet: of the rows at its top those that name most columns; of equals
    the fewest rows, the first. `saved` are mappings by header key, `given` the one just made."""
    rows = sheet.rows[:LOOKED_AT]
    best: Header | None = None
    for height in range(1, MOST_ROWS + 1):
        for start in range(len(rows) - height + 1):
            found = _read(rows, start, start + height, kind, saved, given)
            if found and (best is None or len(found.mapped) > len(best.mapped)):
                best = found
    return best or _headless(sheet, kind, saved, given)


def _headless(
    sheet: Sheet, kind: Kind, saved: Mapping[str, Chosen], given: Chosen
) -> Header | None:
    """A table whose rows begin at once, where somebody said which column is what."""
    if likeliest(sheet) is not None:
        return None
    width = max((len(row) for row in sheet.rows[:LOOKED_AT]), default=0)
    named = labels([""] * width, kind.aside)
    chosen = given or saved.get(header_key(named, kind.aside), {})
    mapped = {n: chosen[one] for n, one in enumerate(named) if chosen.get(one) in kind.by_field}
    return Header(0, 0, named, mapped) if kind.makes_header(frozenset(mapped.values())) else None


def likeliest(sheet: Sheet) -> int | None:
    """The row that is a header in all likelihood: of the first that hold words alone, the one
    that fills most columns. None where none of them fills two."""
    best: tuple[int, int] | None = None
    for at, row in enumerate(sheet.rows[:LOOKED_AT]):
        if not _texts(row, len(row)) or at in sheet.spanned:
            continue
        filled = len({text for text in map(text_of, row) if text})
        if filled > 1 and (best is None or filled > best[0]):
            best = filled, at
    return best[1] if best else None


def _read(
    rows: Sequence[Row], start: int, end: int, kind: Kind, saved: Mapping[str, Chosen],
    given: Chosen,
) -> Header | None:  # fmt: skip
    titles = _titles(rows[start:end], kind)
    if end - start > 1 and not _texts(rows[end - 1], len(titles)):
        return None
    named = labels(titles, kind.aside)
    key = header_key(named, kind.aside)
    mapped = _meaning(named, titles, kind, saved.get(key), given)
    if not kind.makes_header(frozenset(mapped.values())):
        return None
    return Header(start, end, named, mapped)


def _texts(row: Row, width: int) -> bool:
    """Whether a row may be part of a header: it holds words and no numbers."""
    said = [text_of(cell) for cell in row[:width] if cell not in ("", None)]
    return bool(said) and not any(any(letter.isdigit() for letter in one) for one in said)


def _titles(rows: Sequence[Row], kind: Kind) -> tuple[str, ...]:
    """One title a column out of the rows of a header: the lowest word, with those above it
    where only together they say something (出发 above 日期), or where those above name
    somebody else (紧急联系人 above 电话)."""
    width = max(len(row) for row in rows)
    columns = ([text_of(row[n]) if n < len(row) else "" for row in rows] for n in range(width))
    return tuple(_title(list(dict.fromkeys(filter(None, column))), kind) for column in columns)


def _title(words: list[str], kind: Kind) -> str:
    if len(words) < 2:
        return words[0] if words else ""
    above, lowest = "".join(words[:-1]), words[-1]
    together, alone = kind.field_of(above + lowest), kind.field_of(lowest)
    upper = kind.field_of(above) or kind.field_of(f"{above}地")
    if together and together != alone:
        return above + lowest
    if OTHERS.search(above) or (upper and alone and upper != alone):
        return above + lowest  # 出发地 above 详细地址 is not where the person goes to
    return lowest


def _meaning(
    named: Sequence[str], titles: Sequence[str], kind: Kind, saved: Chosen | None, given: Chosen
) -> Mapped:
    """Which column is which field: as said just now, as saved, else by synonyms. Of two
    columns for one field the one with the exact title wins, then one that does not stand
    beside somebody else's name, then the first."""
    mapped: Mapped = {}
    best: dict[str, tuple[tuple[bool, ...], int]] = {}
    for index, label in enumerate(named):
        if label in given:
            field = given[label]
        elif saved is not None:
            field = saved.get(label, "")
        else:
            field = kind.field_of(titles[index]) or ""
        if field not in kind.by_field:
            continue
        chosen = label in given
        exact = plain_title(titles[index]) == plain_title(kind.by_field[field].title.zh)
        other = index > 0 and bool(OTHERS.search(titles[index - 1]))
        rank = (chosen, exact and not other, not other)
        before = best.get(field)
        if before is None or rank > before[0]:
            if before is not None:
                del mapped[before[1]]
            mapped[index], best[field] = field, (rank, index)
    return mapped


def row_of_header(row: Row, header: Sequence[Row]) -> bool:
    """Whether a row below repeats one of the header's rows, as on each printed page."""
    said = [text_of(cell) for cell in row]
    return any(
        [one for one in said if one] == [text for text in map(text_of, top) if text]
        for top in header
    )


def is_empty(cell: Any) -> bool:
    return cell is None or (cell.__class__ is str and not cell.strip(" \t\r\n\u3000\u00a0'"))
