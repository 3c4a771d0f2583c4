"""A row that was put back as a form: its own columns and those of its kind that it lacks, what is wrong
beside the field that it is about, and the row that comes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from fangxian.ground.intake.put_back import Content
from fangxian.ground.intake.titles import Kind, title_in
from fangxian.kernel.masking import masked
from fangxian.kernel.text import Text

CELL = "cell_"  # a column of the file, by its place
LACKING = "field_"  # a column of the kind that the file has not
FEWEST = 2  # letters of a cell that says which cell a sentence is about
NUMBERED = "member_"  # columns by number are offered where the file has them

Fault = tuple[str, Text, Text]


@dataclass(frozen=True)
class RowField:
    """`name` of its field in the form; `faults` that are about it: what is wrong, and the way out."""

    name: str
    title: Text
    value: str
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class RowForm:
    """`faults` are about no single field; `lacking`: columns of the kind that the file has not;
    `over`: lines that stood above its header."""

    id: int
    import_id: int
    row: int
    sheet: str
    fields: tuple[RowField, ...]
    lacking: tuple[RowField, ...]
    faults: tuple[Fault, ...]
    over: tuple[str, ...]


def fields_of(
    content: Content, kind: Kind, said: Mapping[str, str], faults: Sequence[Fault]
) -> tuple[tuple[RowField, ...], tuple[RowField, ...], tuple[Fault, ...]]:
    """The fields of the file, those that it lacks, and the faults that are about none of them. `said`:
    what somebody wrote over the row's own words, by name."""
    now = corrected(content, kind, said)
    about: dict[int, list[Fault]] = {}
    alone = []
    for fault in faults:
        at = _about(now, kind, fault[1].zh)
        if at is None or at >= len(content.titles):
            alone.append(fault)
        else:
            about.setdefault(at, []).append(fault)
    fields = tuple(
        RowField(
            f"{CELL}{n}",
            _plain(masked(title_in(title)) or f"{n + 1}"),
            said.get(f"{CELL}{n}", masked(cell, title)),
            tuple(about.get(n, ())),
        )
        for n, (title, cell) in enumerate(zip(content.titles, content.cells, strict=True))
    )
    lacking = tuple(
        RowField(f"{LACKING}{field}", title, said.get(f"{LACKING}{field}", ""))
        for field, title in _lacking(content, kind)
    )
    return fields, lacking, tuple(alone)


def corrected(content: Content, kind: Kind, said: Mapping[str, str]) -> Content:
    """The row with what somebody wrote: a cell left as it was masked keeps its own words."""
    cells = []
    for n, (title, cell) in enumerate(zip(content.titles, content.cells, strict=True)):
        given = said.get(f"{CELL}{n}", cell).strip()
        cells.append(cell if given == masked(cell, title).strip() else given)
    more = {
        title.zh: text
        for field, title in _lacking(content, kind)
        if (text := said.get(f"{LACKING}{field}", "").strip())
    }
    return replace(content, titles=(*content.titles, *more), cells=(*cells, *more.values()))


def _lacking(content: Content, kind: Kind) -> Iterator[tuple[str, Text]]:
    there = {kind.field_of(title_in(title)) for title in content.titles}
    for column in kind.columns:
        title = column.title
        if title.zh.isascii() and column.said:
            title = Text(column.said[0], title.en)
        known = kind.field_of(title.zh) == column.field and not title.zh.isascii()
        if column.field not in there and known and not column.field.startswith(NUMBERED):
            yield column.field, title


def _plain(title: str) -> Text:
    """A title of a file, in the words of its maker."""
    return Text(title, title)


def _about(content: Content, kind: Kind, sentence: str) -> int | None:
    """The column whose cell, or whose title, a sentence names; the longest."""
    found = []
    for n, (title, cell) in enumerate(zip(content.titles, content.cells, strict=True)):
        column = kind.by_field.get(kind.field_of(title_in(title)) or "")
        words = [cell[:40], masked(cell, title)] if len(cell) >= FEWEST else []
        words += [title_in(title), column.title.zh if column else ""]
        found += [(len(word), n) for word in words if len(word) >= FEWEST and word in sentence]
    return max(found, key=lambda one: (one[0], -one[1]))[1] if found else None
