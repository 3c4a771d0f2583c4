"""What a row says besides the columns of a filing: in columns nobody understood, of who travelled
along, in its remark, in notes at its cells and by a line through them. What could be about where
somebody was, or whom they met, is kept as a stay that names no place, so that it is verified; nothing
of it is passed over."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from fangxian.ground.intake import api as intake
from fangxian.ground.intake.api import Table, said_in, text_of
from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.lines.arrivals import remarks, table_words
from fangxian.lines.arrivals.columns import KIND
from fangxian.lines.arrivals.denials import denied_before
from fangxian.lines.arrivals.remarks import Told
from fangxian.lines.arrivals.where import Places, Via, Vias, Where, abroad_in

Remarks = dict[int, list[Told]]
ID = re.compile(r"\d{17}[\dXx]|\d{15}|[A-Za-z]{1,2}\d{7,9}")
LONG = re.compile(r"\d{7,}[\dXx]?")
HAN_NAME = re.compile(r"[一-鿿·]{2,15}")
BETWEEN_NAMES = re.compile(r"[、,，;；/|\s()()（）:：+和与及]+")
KIN = re.compile(
    r"(?:妻子?|丈夫|夫|爱人|配偶|儿子?|女儿|子|女|父亲?|母亲?|孩子|小孩)(?=[一-鿿]{2})"
)
AHEAD = re.compile(r"(?:计划|打算|准备|拟|将|预计|欲|想)[^,，。;；]{0,6}$")
# of a place that is named for something else than a stay
CALLED = re.compile(
    r"(?:户籍|籍贯|原籍|户口|老家|毕业于?|总部|单位|公司|车牌|号码|归属地?|身份证)[^,，。;；]{0,4}$"
)
COMES = re.compile("[来回返]|过来")
NEVER_LEFT = re.compile(r"(?:未|没有?|不曾|从没)(?:离开?|出)过?$")  # was there all the time


@dataclass
class Besides:
    """Of one row: what is to be verified, as stays without a place; more for its remark; what is
    told."""

    stays: list[str] = field(default_factory=list)
    remark: list[str] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    def verify(self, code: str, title: str, said: str) -> None:
        """Something in a column that could matter."""
        given = hidden(said)[:100]
        self.stays.append(table_words.quoted(title, given))
        self.told.append(Told(code, title, (("column", title), ("given", given[:40]))))


Found = dict[int, Besides]


def hidden(text: str) -> str:
    """Without the numbers of people: 612****."""
    return LONG.sub(lambda one: f"{one[0][:3]}****", text)


class Reader:
    """Of one table: by the index of its rows."""

    def __init__(self, table: Table, height: int) -> None:
        self.table, self.height = table, height
        self.found: Found = {}

    def of(self, index: int) -> Besides:
        return self.found.setdefault(index, Besides())

    def unread(self, lookup: Callable[[str], Where], home: str) -> None:
        """Columns that nobody understood, and what of them could matter."""
        for n in self.table.unread:
            label = self.table.titles[n]
            title = intake.plain_title(intake.title_in(label)) or label
            if table_words.COMPANIONS.fullmatch(title):
                continue
            cells = self.column(n)
            grave = {cell for cell in set(cells) if _matters(label, title, cell, lookup, home)}
            for index, cell in enumerate(cells) if grave else ():
                if cell in grave:
                    self.of(index).verify(remarks.UNREAD_MATTERS, label, text_of(cell))
            if table_words.COMPANY_COUNT.fullmatch(title):
                self._count(label, cells)

    def _count(self, label: str, cells: Sequence[Any]) -> None:
        """How many travelled along is told; who they are stands elsewhere, or nowhere."""
        for index, cell in enumerate(cells):
            said = said_in(cell)
            if re.search("[1-9一二两三四五六七八九十]", said):
                values = (("column", label), ("given", said[:40]))
                self.of(index).told.append(Told(remarks.COMPANY, label, values))
                self.of(index).remark.append(f"{label}:{said[:40]}")

    def companions(self, documents: Sequence[Any], people_named: Sequence[str]) -> None:
        """Who is said to have travelled along and has no row of their own. `documents` and
        `people_named` are those of the table's rows."""
        columns = [
            n for n in self.table.unread
            if table_words.COMPANIONS.fullmatch(intake.plain_title(intake.title_in(self.table.titles[n])))
        ]  # fmt: skip
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
                    self.of(index).told.append(Told(remarks.FURTHER_PLACE, "origin", values))

    def remarks(self, said: Sequence[str], known: Sequence[Sequence[Where]], home: str) -> None:
        """Places that a remark names and the row does not. `known`: those that it does."""
        named = {text: tuple(_named(text, home)) for text in set(said) if text}
        for index, text in enumerate(said):
            if text and (table_words.grave_in(text) or table_words.unclear(text)):
                self.of(index).verify(remarks.REMARK_GRAVE, "备注", text)
                continue
            for _, codes in named.get(text, ()):
                if not any(_covers(codes, one) for one in known[index]):
                    self.of(index).verify(remarks.REMARK_PLACE, "备注", text)
                    break

    def marks(self, said: list[str]) -> None:
        """Rows or cells with a line through them, and notes at cells, which go on in the remark."""
        for index, labels in self.table.struck.items():
            self.of(index).verify(remarks.STRUCK, "删除线", "、".join(labels)[:100])
        for index, notes in self.table.notes.items():
            for note in notes:
                given = hidden(note)[:200]
                said[index] = ";".join(filter(None, (said[index], f"批注:{given}")))
                self.of(index).told.append(Told(remarks.NOTED, "", (("given", given),)))


def stays_of(
    cells: Iterable[tuple[str, str]], chosen: Mapping[str, str], origin: str, home: str
) -> Iterator[str]:
    """What cells of one row, label and text, say besides, as `Reader` has it of a table. `chosen`:
    label → field, "" where nobody understood the column."""
    looked_up = Places().__getitem__
    for label, text in cells:
        if chosen.get(label) == "origin" and text not in ("", origin):
            yield _safe(text)
        if chosen.get(label) != "":
            continue
        title = intake.plain_title(intake.title_in(label)) or label
        if _matters(label, title, text, looked_up, home):
            yield table_words.quoted(label, hidden(text))


def _matters(label: str, title: str, cell: Any, lookup: Callable[[str], Where], home: str) -> bool:
    """Whether a cell of a column that nobody understood could matter. One more column of a field
    that has one says the same of the person; an address matters where it is elsewhere."""
    said = intake.place_in(cell)
    if not said or KIND.speaks_of_other(label):
        return False
    if table_words.harmless(title):
        return table_words.grave_in(said)
    field = KIND.field_of(intake.title_in(label))
    if field and field not in ("address", "origin", "via", "remark", "overseas"):
        return False
    if not table_words.matters(title, cell):
        return False
    where = lookup(said).all
    if all(one.code.startswith(home) for one in where):
        return False
    return field != "address" or any(one.code and not home.startswith(one.code) for one in where)


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


def _named(text: str, home: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(name, codes) of the places that a text says somebody was at, outside the county's own line."""
    for one in places.mentions(text, passing=True):
        before = text[: one.start]
        if not NEVER_LEFT.search(before) and _elsewhere(before, text[one.end :]):
            continue
        near = [code.startswith(home) or home.startswith(code) for code in one.codes]
        if near and all(near):
            continue
        yield text[one.start : one.end], one.codes


def _elsewhere(before: str, after: str) -> bool:
    """Whether a place is one where somebody was not: denied, still ahead, or named for what it is of
    somebody; but not one from which they come (老家昆山来, 预计5月1日从昆山返回)."""
    if denied_before(before):
        return True
    if before.endswith(("从", "由", "自")):
        return False
    return bool(AHEAD.search(before) or (CALLED.search(before) and not COMES.match(after)))


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


def add(
    table: Table, read: Columns, documents: Sequence[Any], known: Lookups, told: Remarks
) -> None:
    """Lay what rows say besides into the columns of a filing, and tell of it."""
    reader = Reader(table, len(read.name))
    reader.unread(known.places.__getitem__, known.home)
    reader.companions(documents, read.name)
    reader.further_places(read.origin, known.places.__getitem__)
    reader.marks(read.remark)
    if any(read.remark):
        on_the_way = [
            (*o.all, *(p.where for p in v.parts))
            for o, v in zip(read.origin, read.via, strict=True)
        ]
        reader.remarks(read.remark, on_the_way, known.home)
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


def _further_answers(table: Table, reader: Reader, read: Columns) -> None:
    """Of several answers whether somebody came from abroad yes holds, then that nobody knows."""
    for n, name in table.further.items():
        if name != "overseas":
            continue
        for index, cell in enumerate(reader.column(n)):
            answer = abroad_in(cell)
            if answer == "yes" or (answer == "no" and not read.overseas[index]):
                read.overseas[index] = answer
            elif answer in (None, intake.UNKNOWN) and read.overseas[index] != "yes":
                said = text_of(cell)
                reader.of(index).verify(remarks.UNREAD_MATTERS, table.titles[n], said)
