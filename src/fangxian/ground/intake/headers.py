"""Find the header below merged titles, on one row or on several, and which column says what."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from fangxian.ground.intake import levels
from fangxian.ground.intake.cells import text_of
from fangxian.ground.intake.opening import RawRow, Sheet
from fangxian.ground.intake.titles import OTHERS, Kind, labels, plain_title

LOOKED_AT = 20
MOST_ROWS = 3  # of a header

Mapped = dict[int, str]  # column (from 0) → field
Chosen = Mapping[str, str]  # label → field, as somebody said; "" for none that is known
ABOUT = re.compile(r"(?:信息|情况)$")  # 返汉信息 above 方式 is 返汉方式
OF_ANYTHING = frozenset({"方式"})  # says what it is of by the words above it alone
NOTHING = "-"  # somebody said of a column that nothing in it matters


class Header(NamedTuple):
    """A header as found: its rows from `start` to before `end` (from 0), the label of each
    column, and what the columns mean. `titles`: as written. `meant`: as `mapped`, with all
    columns of a place that several columns say, which `joined` has by their first. `known`:
    how many columns it names, hidden ones too. `further`: by column, of what field it is one more;
    `dismissed`: of which somebody said that nothing in them matters; `unread`: what is left."""

    start: int
    end: int
    labels: tuple[str, ...]
    mapped: Mapped
    titles: tuple[str, ...]
    meant: Mapped
    joined: Mapping[int, tuple[int, ...]]
    known: int
    further: Mapped
    dismissed: frozenset[int]
    unread: frozenset[int]

    @property
    def key(self) -> str:
        return header_key(self.labels)


def header_key(titles: Iterable[str], aside: frozenset[str] = frozenset()) -> str:
    """By this a corrected mapping is remembered for the next file with the same header."""
    said = (plain_title(title) for title in titles if title not in aside)
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()


def find(
    sheet: Sheet,
    kind: Kind,
    saved: Mapping[str, Chosen],
    given: Chosen,
    *,
    with_hidden: bool = False,
) -> Header | None:
    """The header of a sheet: of the rows at its top those that name most columns; of equals
    the fewest rows, the first; a hidden one where no other is. `saved` are mappings by header
    key, `given` the one just made. Hidden columns mean something `with_hidden` only, or where
    somebody said what they are."""
    asked = frozenset[int]() if with_hidden else sheet.hidden_columns
    search = _Search(sheet, kind, saved, given, asked)
    rows = sheet.rows[:LOOKED_AT]
    best = None
    if not sheet.hidden_rows.isdisjoint(range(LOOKED_AT)):
        best = search.best([[] if n in sheet.hidden_rows else row for n, row in enumerate(rows)])
    return best or search.best(rows) or search.headless()


class _Search:
    """For the header of one sheet."""

    def __init__(
        self,
        sheet: Sheet,
        kind: Kind,
        saved: Mapping[str, Chosen],
        given: Chosen,
        unseen: frozenset[int],
    ) -> None:
        self.sheet, self.kind, self.saved, self.given = sheet, kind, saved, given
        self.unseen = unseen

    def best(self, rows: Sequence[RawRow]) -> Header | None:
        best: Header | None = None
        for height in range(1, MOST_ROWS + 1):
            for start in range(len(rows) - height + 1):
                found = self._read(rows, start, start + height)
                if found and (best is None or _better(found, best, rows, self.kind)):
                    best = found
        return best

    def headless(self) -> Header | None:
        """A table whose rows begin at once, where somebody said which column is what."""
        if likeliest(self.sheet) is not None:
            return None
        width = max((len(row) for row in self.sheet.rows[:LOOKED_AT]), default=0)
        return self._header(0, 0, ("",) * width, {})

    def _read(self, rows: Sequence[RawRow], start: int, end: int) -> Header | None:
        titles = _titles(rows[start:end], self.kind)
        if not all(
            _texts(row, len(titles)) or self.kind.goes_across(map(text_of, row))
            for row in rows[start + 1 : end]
        ):
            return None
        wide = [(left, right) for row, left, right in self.sheet.wide if row == end - 1]
        return self._header(start, end, titles, levels.groups(titles, self.kind, wide))

    def _header(
        self, start: int, end: int, titles: tuple[str, ...], parts: Mapped
    ) -> Header | None:
        named = labels(titles, self.kind.aside)
        saved = self.saved.get(header_key(named, self.kind.aside))
        meaning = _Meaning(
            named, titles, self.kind, self.sheet.hidden_columns, self.sheet.rows[end:]
        )
        said = meaning.said(saved, self.given, parts, self.unseen)
        everything, *_ = meaning.chosen(said, frozenset())
        known_by = frozenset(everything.values())
        if not (self.kind.makes_header(known_by) or self.kind.goes_across(titles)):
            return None
        spoken = {n for n in self.unseen if n < len(named) and self.given.get(named[n])}
        mapped, joined, further = meaning.chosen(said, self.unseen - spoken)
        meant = mapped | {n: mapped[first] for first, all_ in joined.items() for n in all_}
        known = len({n for n, one in said.items() if one.in_parts} | everything.keys())
        dismissed = meaning.dismissed(saved, self.given)
        unread = frozenset(
            n
            for n in range(len(titles))
            if n not in meant
            and n not in further
            and n not in dismissed
            and n not in self.unseen
            and titles[n] not in self.kind.aside
        )
        return Header(
            start,
            end,
            named,
            mapped,
            titles,
            meant | further,
            joined,
            known,
            further,
            dismissed,
            unread,
        )


def _better(found: Header, best: Header, rows: Sequence[RawRow], kind: Kind) -> bool:
    """Whether it names more columns, or joins groups with what stands below them and tells more
    things apart so; or as many, and its last row is of titles: one of the other runs down into it,
    or it holds nothing else."""
    if found.start <= best.start and best.end <= found.end and _groups(rows[found.end - 2]):
        apart, before = (len(set(one.meant.values())) for one in (found, best))
        if apart != before:
            return apart > before
    if found.known != best.known or (found.start, found.end) != (best.start, best.end + 1):
        return found.known > best.known
    above, last = rows[found.end - 2], rows[found.end - 1]
    if any(
        n < min(len(last), len(above)) and text_of(last[n]) and last[n] == above[n]
        for n in best.mapped
    ):
        return True
    said = {text for text in map(text_of, last) if text}
    return len(said) > 1 and all(
        kind.field_of(text) or levels.level_of(text)[0] >= 0 for text in said
    )


def _groups(row: RawRow) -> bool:
    """Whether a row holds a title that runs across several columns, or may do so into a blank."""
    said = [text_of(cell) for cell in row]
    return any(one and (other in ("", one)) for one, other in pairwise(said))


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


def _texts(row: RawRow, width: int) -> bool:
    """Whether a row may be part of a header: it holds words and no numbers."""
    said = [text_of(cell) for cell in row[:width] if cell not in ("", None)]
    return bool(said) and not any(any(letter.isdigit() for letter in one) for one in said)


def _titles(rows: Sequence[RawRow], kind: Kind) -> tuple[str, ...]:
    """One title a column out of the rows of a header: the lowest word, with those above it
    where only together they say something (出发 above 日期), or where those above name
    somebody else (紧急联系人 above 电话)."""
    width = max(len(row) for row in rows)
    columns = [[text_of(row[n]) if n < len(row) else "" for row in rows] for n in range(width)]
    for left, column in pairwise(columns):  # 来源地 stands above 省 alone, and is of 市 and 县 too
        lowest = column[-1]
        goes_on = levels.is_part(lowest) or (lowest and left[-1] and not kind.field_of(lowest))
        if not any(column[:-1]) and any(left[:-1]) and goes_on:
            column[:-1] = left[:-1]
    return tuple(_title(list(dict.fromkeys(filter(None, column))), kind) for column in columns)


def _title(words: list[str], kind: Kind) -> str:
    if len(words) < 2:
        return words[0] if words else ""
    above, lowest = "".join(words[:-1]), words[-1]
    shorter = ABOUT.sub("", above)
    if kind.field_of(shorter + lowest):
        above = shorter
    return above + lowest if _of_above(above, lowest, kind) else lowest


def _of_above(above: str, lowest: str, kind: Kind) -> bool:
    """Whether a title says what it is of only with the words above it."""
    together, alone = kind.field_of(above + lowest), kind.field_of(lowest)
    upper = kind.field_of(above) or kind.field_of(f"{above}地")
    if kind.across and kind.across in (upper, alone) and together == kind.across:
        return True  # 5月1日 above 周日, or above 带班领导
    if together and together != alone:
        return True
    if alone in kind.finer and upper in kind.parted[1:]:
        return False  # 居住地址 above 镇 is where the person goes to
    if OTHERS.search(above) or (upper and alone and upper != alone):
        return True  # 出发地 above 详细地址 is not where the person goes to
    if levels.is_part(lowest) or (lowest in OF_ANYTHING and not together):
        return True  # 来源地 above 省
    elsewhere = levels.level_of(lowest)[0] >= 0 and levels.ELSEWHERE.search(above)
    return bool(elsewhere) or kind.speaks_of_other(above)  # 返程 above 日期, 籍贯 above 乡镇


class _Said(NamedTuple):
    """The field that a column is taken for, and how surely."""

    field: str
    by_somebody: bool
    in_parts: bool


class _Meaning:
    """Which column is which field: as said just now, as saved, else by synonyms."""

    def __init__(
        self,
        named: Sequence[str],
        titles: Sequence[str],
        kind: Kind,
        hidden: frozenset[int],
        below: Sequence[RawRow],
    ) -> None:
        self.named, self.titles, self.kind, self.hidden = named, titles, kind, hidden
        self.below = below

    def said(
        self, saved: Chosen | None, given: Chosen, parts: Mapped, unseen: frozenset[int]
    ) -> dict[int, _Said]:
        """Column → what it is taken for. A column that is asked for although it is hidden is not
        held to what was said of it while it was not."""
        found = {}
        onward = self.kind.onward(self.titles)
        for n, label in enumerate(self.named):
            asked = n in self.hidden and n not in unseen
            if label in given and (given[label] or not asked):
                one = _Said(given[label], by_somebody=True, in_parts=False)
            elif saved is not None:
                one = _Said(saved.get(label, ""), by_somebody=True, in_parts=False)
            else:
                known = None if n in onward else self._known(n)
                field = parts.get(n) or known or ""
                one = _Said(field, by_somebody=False, in_parts=n in parts)
            if one.field in self.kind.by_field:
                found[n] = one
        return found

    def _known(self, n: int) -> str | None:
        cells = (text_of(row[n]) for row in self.below if n < len(row))
        return self.kind.field_by_cells(self.titles[n], cells)

    def dismissed(self, saved: Chosen | None, given: Chosen) -> frozenset[int]:
        """Columns of which somebody said that nothing in them matters."""
        said = {**(saved or {}), **given}
        return frozenset(n for n, label in enumerate(self.named) if said.get(label) == NOTHING)

    def chosen(
        self, said: Mapping[int, _Said], without: frozenset[int]
    ) -> tuple[Mapped, dict[int, tuple[int, ...]], Mapped]:
        """One column a field, the columns of places that several say, by the first, and further
        columns of fields that may have several."""
        by_field: dict[str, list[int]] = {}
        for n, one in said.items():
            if n not in without:
                by_field.setdefault(one.field, []).append(n)
        mapped: Mapped = {}
        joined: dict[int, tuple[int, ...]] = {}
        further: Mapped = {}
        for field, columns in by_field.items():
            together = self._together(field, columns, said)
            if len(together) > 1:
                mapped[together[0]], joined[together[0]] = field, tuple(together)
            else:
                mapped[max(columns, key=lambda n: (self._rank(n, said[n]), -n))] = field
            if field in self.kind.several:
                further |= {
                    n: field
                    for n in columns
                    if n not in together
                    and n not in mapped
                    and (self.kind.several[field] == "each" or not self._of_other(n))
                }
        return mapped, joined, further

    def _of_other(self, n: int) -> bool:
        """Whether it stands beside somebody else's name."""
        return n > 0 and bool(OTHERS.search(self.titles[n - 1]))

    def _together(self, field: str, columns: list[int], said: Mapping[int, _Said]) -> list[int]:
        if field not in self.kind.parted:
            return []
        by_hand = [n for n in columns if said[n].by_somebody]
        if not by_hand:
            return [n for n in columns if said[n].in_parts]
        whole = [n for n in by_hand if self.kind.field_of(self.titles[n]) == field]
        return [n for n in by_hand if n not in whole[1:]]  # two departures are no one place

    def _rank(self, n: int, said: _Said) -> tuple[bool, ...]:
        """Of columns for one field the one that somebody said, that can be seen, with the exact
        title, then one that does not stand beside somebody else's name, then the first."""
        exact = plain_title(self.titles[n]) == plain_title(self.kind.by_field[said.field].title.zh)
        other = self._of_other(n)
        return said.by_somebody, n not in self.hidden, exact and not other, not other


def row_of_header(row: RawRow, header: Sequence[RawRow]) -> bool:
    """Whether a row below repeats one of the header's rows, as on each printed page."""
    said = [text_of(cell) for cell in row]
    return any(
        [one for one in said if one] == [text for text in map(text_of, top) if text]
        for top in header
    )


def is_empty(cell: Any) -> bool:
    return cell is None or (cell.__class__ is str and not cell.strip(" \t\r\n\u3000\u00a0'"))
