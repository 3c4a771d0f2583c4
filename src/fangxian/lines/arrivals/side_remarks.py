"""What a row says besides the columns of a filing: in columns nobody understood, of who travelled
along, in its remark, in notes at its cells and by a line through them. What could be about where
somebody was, or whom they met, is kept as a stay that names no place, so that it is verified; nothing
of it is passed over."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Protocol

from fangxian.ground.intake import api as intake
from fangxian.ground.intake.api import Table, said_in, text_of
from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.kernel import clock
from fangxian.lines.arrivals import (
    entering,
    grave_words,
    headings,
    other_columns,
    remarks,
    table_words,
)
from fangxian.lines.arrivals.columns import BY_FIELD
from fangxian.lines.arrivals.destinations import Destinations
from fangxian.lines.arrivals.negations import no_stay
from fangxian.lines.arrivals.remarks import RowRemark
from fangxian.lines.arrivals.unread_columns import Look, weigh
from fangxian.lines.arrivals.where import Places, Via, Vias, Where

Remarks = dict[int, list[RowRemark]]
ID = re.compile(r"\d{17}[\dXx]|\d{15}|[A-Za-z]{1,2}\d{7,9}")
LONG = re.compile(r"\d{7,}[\dXx]?")
HAN_NAME = re.compile(r"[\u4e00-\u9fff·]{2,15}")
BETWEEN_NAMES = re.compile(places.any_word("between_names"))
KIN = re.compile(rf"(?:{places.any_word('kin')})(?=[\u4e00-\u9fff]{{2}})")
NEVER_LEFT = re.compile(places.any_word("never_left"))
OF_WHOM = re.compile(places.any_word("of_whom"))
LEADS = places.cell_words("lead")
AWAY = re.compile(places.any_word("away"))
COUNTED = re.compile(places.any_word("counted"))
COLOUR_ALONE = re.compile(places.any_word("remark_colour"))
OPEN = re.compile(places.any_word("remark_open"))
COMES_ON = re.compile(places.any_word("comes_on"))
NEAR = timedelta(days=1)  # who sets out one day may arrive the next


@dataclass
class SideRemarks:
    """Of one row: what is to be verified, as stays without a place; more for its remark; what is
    told."""

    stays: list[str] = field(default_factory=list)
    remark: list[str] = field(default_factory=list)
    told: list[RowRemark] = field(default_factory=list)

    def verify(self, code: str, title: str, said: str) -> None:
        """Something in a column that could matter."""
        given = hidden(said)[:100]
        self.stays.append(table_words.quoted(title, given))
        self.told.append(RowRemark(code, title, (("column", title), ("given", given[:40]))))


Found = dict[int, SideRemarks]
Cells = Callable[[str], Collection[Any]]
DOCUMENT = ("document_type", "document_number")


def hidden(text: str) -> str:
    """Without the numbers of people: 612****."""
    return LONG.sub(lambda one: f"{one[0][:3]}****", text)


class Reader:
    """Of one table: by the index of its rows."""

    def __init__(self, table: Table, height: int) -> None:
        self.table, self.height = table, height
        self.found: Found = {}

    def of(self, index: int) -> SideRemarks:
        return self.found.setdefault(index, SideRemarks())

    def unread(self, read: Columns, look: Look) -> None:
        """Columns that nobody understood, and what of them could matter."""
        for n in self.table.unread:
            label = self.table.titles[n]
            title = intake.plain_title(intake.title_in(label)) or label
            if table_words.COMPANIONS.fullmatch(title):
                continue
            cells = self.column(n)
            weighed = {
                cell: said for cell in set(cells) if (said := weigh(label, title, cell, look))
            }
            for index, cell in enumerate(cells) if weighed else ():
                said = weighed.get(cell)
                if said and not other_columns.answered(
                    said, _journey(read, index), read.overseas[index]
                ):
                    self.of(index).verify(remarks.UNREAD_MATTERS, label, text_of(cell))
            if table_words.COMPANY_COUNT.fullmatch(title):
                self._count(label, cells)

    def _count(self, label: str, cells: Sequence[Any]) -> None:
        """How many travelled along is told; who they are stands elsewhere, or nowhere."""
        for index, cell in enumerate(cells):
            said = said_in(cell)
            if COUNTED.search(said):
                values = (("column", label), ("given", said[:40]))
                self.of(index).told.append(RowRemark(remarks.COMPANY, label, values))
                self.of(index).remark.append(f"{label}:{said[:40]}")

    def companions(self, documents: Sequence[Any], people_named: Sequence[str]) -> None:
        """Who is said to have travelled along and has no row of their own. `documents` and
        `people_named` are those of the table's rows."""
        columns = companion_columns(self.table)
        if not columns:
            return
        numbers = {one.number for one in documents if isinstance(one, people.DocumentKey)}
        names = {people.plain_name(name) for name in people_named}
        written = [self.column(n) for n in columns]
        for index in range(self.height):
            cells = [text for column in written if _is_company(text := said_in(column[index]))]
            if cells and not _in_the_table(cells, numbers, names):
                title = self.table.titles[columns[0]]
                said = " ".join(cells)
                self.of(index).verify(remarks.COMPANION, title, said)
                self.of(index).remark.append(f"{title}:{hidden(said)[:100]}")

    def column(self, n: int) -> Sequence[Any]:
        if self.table.columns is not None and n < len(self.table.columns):
            return self.table.columns[n]
        return [row[n] if n < len(row) else "" for row in self.table.rows]

    def further_places(self, origins: Sequence[Where], lookup: Callable[[str], Where]) -> None:
        """A second column of departure that says another place: a stay of its own."""
        for n, name in self.table.further.items():
            if name != "origin":
                continue
            for index, cell in enumerate(self.column(n)):
                text = intake.place_in(cell)
                if text and not _same(lookup(text), origins[index]):
                    self.of(index).stays.append(_safe(text))
                    values = (("column", self.table.titles[n]), ("given", text[:40]))
                    self.of(index).told.append(RowRemark(remarks.FURTHER_PLACE, "origin", values))

    def remarks(self, read: Columns, home: str, fever: float) -> None:
        """What remarks say that is grave or unclear, of abroad where the row is of none, and the
        places that they name and the row does not."""
        said = read.remark
        names = frozenset(read.name)
        named = {text: tuple(_named(text, home, names)) for text in set(said) if text}
        grave = {text for text in named if _stops(text, fever)}
        border = {text for text in named if grave_words.border(text)}
        unclear = {text for text in named if OPEN.search(text)}
        dated = {text for text in named if COMES_ON.search(text)}
        for index, text in enumerate(said):
            if text in grave or (text in border and read.overseas[index] != "yes"):
                self.of(index).verify(remarks.REMARK_GRAVE, "备注", text)
                continue
            if text in unclear:
                self.of(index).verify(remarks.REMARK_OPEN, "备注", text)
                continue
            if text in dated and self._other_day(index, text):
                continue
            known = _journey(read, index) if named.get(text) else ()
            for name, codes in named.get(text, ()):
                if not any(_covers(codes, one) or _away(name, one, home) for one in known):
                    self.of(index).verify(remarks.REMARK_PLACE, "备注", text)
                    break

    def _other_day(self, index: int, text: str) -> bool:
        """Whether a remark says that somebody came, or is to come, on another day than the row does."""
        arrival = _day_of(self.table.cell(index, "arrival"), self.table.shift)
        if arrival is None:
            return False
        for found in COMES_ON.finditer(text):
            written = next(one for one in found.groups() if one)
            day = _day_of(re.sub(r"\s", "", written), near=arrival)
            if day and not arrival - NEAR <= day <= arrival:
                one = self.of(index)
                one.stays.append(table_words.quoted("备注", hidden(text)[:100]))
                values = (
                    ("given", hidden(text)[:40]),
                    ("day", str(day)),
                    ("arrival", str(arrival)),
                )
                one.told.append(RowRemark(remarks.REMARK_DAY, "备注", values))
                return True
        return False

    def marks(self, said: list[str]) -> None:
        """Rows or cells with a line through them, and notes at cells, which go on in the remark."""
        for index, labels in self.table.struck.items():
            self.of(index).verify(remarks.STRUCK, "删除线", "、".join(labels)[:100])
        for index, notes in self.table.notes.items():
            for note in notes:
                given = hidden(note)[:200]
                said[index] = ";".join(filter(None, (said[index], f"批注:{given}")))
                self.of(index).told.append(RowRemark(remarks.NOTED, "", (("given", given),)))


def accompanied(
    table: Table, good: Sequence[Any], faulty: Collection[int]
) -> dict[int, tuple[int, ...]]:
    """Of rows that were put back, by index: the columns of who travelled along, where all of them have
    a row in the table. `good`: the filings of the other rows."""
    columns = companion_columns(table)
    if not columns:
        return {}
    mine = [
        people.normalise_document(*(said_in(table.cell(n, one)) for one in DOCUMENT))
        for n in faulty
    ]
    numbers = {
        one.number
        for one in (*(row.key for row in good), *mine)
        if isinstance(one, people.DocumentKey)
    }
    said = (*(row.person[0] for row in good), *(said_in(table.cell(n, "name")) for n in faulty))
    names = {people.plain_name(people.tidy_name(name)) for name in said}
    found = {}
    for index in faulty:
        row = table.rows[index]
        cells = [text for n in columns if n < len(row) and _is_company(text := said_in(row[n]))]
        if cells and _in_the_table(cells, numbers, names):
            found[index] = columns
    return found


def companion_columns(table: Table) -> tuple[int, ...]:
    """Columns that nobody understood and that name who travelled along."""
    return tuple(
        n
        for n in table.unread
        if table_words.COMPANIONS.fullmatch(intake.plain_title(intake.title_in(table.titles[n])))
    )


def _day_of(cell: Any, shift: int = 0, *, near: date | None = None) -> date | None:
    """The day of a cell; of one without its year that near `near`, or today."""
    found = intake.date_of(cell, shift)
    if isinstance(found, intake.Open):
        moment = found.near(near or clock.today())
        return moment.date() if moment else None
    return found if isinstance(found, date) else None


def _stops(text: str, fever: float) -> bool:
    """Whether a remark says what is grave or unclear."""
    return (
        grave_words.grave_in(text)
        or grave_words.unclear(text)
        or grave_words.feverish(text, fever)
        or bool(table_words.POSITIVE.fullmatch(text) or COLOUR_ALONE.fullmatch(text))
    )


def _safe(text: str) -> str:
    """A cell's text as one entry among the stays of the template."""
    return re.sub(r"[;；|@＠\r\n]+", ",", text)


def _same(one: Where, other: Where) -> bool:
    return one == other or all(
        any(a.code and b.code.startswith(a.code) for b in other.all) for a in one.all
    )


def _is_company(text: str) -> bool:
    return bool(text) and not table_words.GOOD.fullmatch(text)


def _in_the_table(cells: Iterable[str], numbers: Collection[str], names: Collection[str]) -> bool:
    """Whether everybody named has a row: by number where one is given, else by name."""
    text = " ".join(cells)
    found = [number for one in ID.findall(text) for number in people.numbers_sought(one)[:1]]
    if found:
        return all(number in numbers for number in found)
    said = [KIN.sub("", one) for one in BETWEEN_NAMES.split(text) if HAN_NAME.fullmatch(one)]
    return bool(said) and all(people.plain_name(one) in names for one in said)


def _named(text: str, home: str, names: Collection[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(name, codes) of the places that a text says somebody was at, outside the county's own line. A
    name of the table's people (`names`) is no place (王秀英)."""
    for one in places.mentions(text, passing=True):
        before, behind = text[: one.start], text[one.end :]
        if not NEVER_LEFT.search(before) and no_stay(before, behind):
            continue
        if OF_WHOM.match(behind) and not before.endswith(LEADS):
            continue
        if any(text[max(one.start - n, 0) : one.end] in names for n in (1, 2)):
            continue
        near = [code.startswith(home) or home.startswith(code) for code in one.codes]
        if near and all(near):
            continue
        yield text[one.start : one.end], one.codes


def _away(name: str, where: Where, home: str) -> bool:
    """Whether 外地 or 外省 is said of somebody, and the row names such a place."""
    if not where.code or not AWAY.fullmatch(name):
        return False
    level = next((digits for word, digits in headings.LEVELS.items() if word in name), len(home))
    return not where.code.startswith(home[:level])


def _covers(codes: tuple[str, ...], where: Where) -> bool:
    """Whether a place that the row names is one of those, finer or wider."""
    return bool(where.code) and any(
        where.code.startswith(code) or code.startswith(where.code) for code in codes
    )


class Columns(Protocol):
    """The columns of a table as they were read, by row; `via`, `remark` and `overseas` are added to."""

    name: list[str]
    origin: list[Where]
    via: list[Via]
    overseas: list[str | None]
    remark: list[str]


class Lookups(Protocol):
    home: str
    places: Places
    vias: Vias
    destinations: Destinations

    @property
    def fever(self) -> float: ...


def add(
    table: Table,
    read: Columns,
    cells: Cells,
    documents: Sequence[Any],
    known: Lookups,
    told: Remarks,
) -> Found:
    """Lay what rows say besides into the columns of a filing, and tell of it. Returns it by row."""
    reader = Reader(table, len(read.name))
    reader.unread(read, Look(known.places.__getitem__, known.home, known.fever))
    reader.companions(documents, read.name)
    reader.further_places(read.origin, known.places.__getitem__)
    reader.marks(read.remark)
    if any(read.remark):
        reader.remarks(read, known.home, known.fever)
    _over_rows(table, reader, read, known.home)
    for index, name, found in other_columns.read(cells, known.destinations):
        if not other_columns.answered(found, _journey(read, index), read.overseas[index]):
            reader.of(index).verify(remarks.ELSEWHERE, BY_FIELD[name].title.zh, found.said)
    _further_answers(table, reader, read)
    for index, one in reader.found.items():
        via = read.via[index].said or read.via[index].text
        more = [stay for stay in one.stays if stay not in via]
        if more:
            read.via[index] = known.vias[";".join(filter(None, (via, *more)))]
        if one.remark:
            added = [text for text in one.remark if text not in read.remark[index]]
            read.remark[index] = ";".join(filter(None, (read.remark[index], *added)))
        told.setdefault(index, []).extend(one.told)
    return reader.found


def _journey(read: Columns, index: int) -> tuple[Where, ...]:
    """The places that a row names as those where somebody was."""
    return (*read.origin[index].all, *(part.where for part in read.via[index].parts))


def _over_rows(table: Table, reader: Reader, read: Columns, home: str) -> None:
    """What titles, headings and footers say of rows that do not say it themselves."""
    for line in table.over:
        said = headings.said_of_all(line, home)
        if said is None:
            continue
        title = headings.NAMES[line.where]
        for index in range(line.start, min(line.end, reader.height)):
            if not said.answered(_journey(read, index), read.overseas[index]):
                reader.of(index).verify(remarks.SAID_OF_ALL, title, said.text)


def _further_answers(table: Table, reader: Reader, read: Columns) -> None:
    """Of several answers whether somebody came from abroad yes holds, then that nobody knows."""
    for n, name in table.further.items():
        if name != "overseas":
            continue
        for index, cell in enumerate(reader.column(n)):
            answer = entering.answer_in(cell)
            if answer == "yes" or (answer == "no" and not read.overseas[index]):
                read.overseas[index] = answer
            elif answer in (None, intake.UNKNOWN) and read.overseas[index] != "yes":
                said = text_of(cell)
                reader.of(index).verify(remarks.UNREAD_MATTERS, table.titles[n], said)
