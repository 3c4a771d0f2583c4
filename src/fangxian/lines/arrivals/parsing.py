"""Rows of cells → filings and faults, column by column: a ledger says the same towns, days
and trains over and over, so each distinct cell of a column is read once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from itertools import zip_longest
from typing import Any, NamedTuple

from fangxian.ground.people import api as people
from fangxian.lines.arrivals.cells import YEARLESS, date_of, moment_of, text_of, yes_or_no
from fangxian.lines.arrivals.columns import BY_FIELD, FIELDS
from fangxian.lines.arrivals.filing import SEPARATOR, Filed
from fangxian.lines.arrivals.rules import Fault, faults_between
from fangxian.lines.arrivals.sheets.headers import Table
from fangxian.lines.arrivals.where import REVERSED, Destinations, Places, Towns, Via, Vias

NAME_LIMIT = 60
CELL_LIMIT = 2000
SHOWN = 40  # of an unreadable cell, in a sentence


def once(read: Callable[[Any], Any], cells: Collection[Any]) -> list[Any]:
    """A column read, each distinct cell once."""
    meant = {cell: read(cell) for cell in set(cells)}
    return list(map(meant.__getitem__, cells))


class Known:
    """What is remembered while one file is read."""

    def __init__(self, home: str) -> None:
        self.home = home
        self.places = Places()
        self.vias = Vias(self.places)
        self.towns = Towns()
        self.destinations = Destinations(home)


class Parsed(NamedTuple):
    """One entry a row, in file order: a filing, or the faults that keep it out."""

    rows: list[Filed | tuple[Fault, ...]]


def parse(table: Table, known: Known) -> Parsed:
    """Read a table. Nothing is looked up in the database but names of places."""
    columns = _Columns(table)
    number = columns.read("document_number", text_of)
    documents = [
        people.normalise_document(kind, said)
        for kind, said in zip(columns.read("document_type", text_of), number, strict=True)
    ]
    read = _Read(columns, known)
    texts = map(SEPARATOR.join, zip(*read.texts(documents), strict=True))
    return Parsed(list(map(_row, table.numbers, documents, texts, *read.columns(known))))


class _Columns:
    """The cells of a table by field."""

    def __init__(self, table: Table) -> None:
        self.height = len(table.rows)
        columns = list(zip_longest(*table.rows, fillvalue=""))  # a text file's short rows
        self.by_field = {
            field: columns[index] for index, field in table.mapped.items() if index < len(columns)
        }

    def read(self, field: str, read: Callable[[Any], Any]) -> list[Any]:
        return once(read, self.by_field.get(field) or ("",) * self.height)


class _Read:
    """All columns, read. Attributes are named as the fields."""

    def __init__(self, columns: _Columns, known: Known) -> None:
        read = columns.read
        self.name = read("name", name_of)
        self.phone = read("phone", phone_of)
        self.origin = read("origin", lambda cell: known.places[text_of(cell)])
        self.leaving = read("leaving", date_of)
        self.arrival = read("arrival", date_of)
        self.via = read("via", lambda cell: known.vias[_lines(cell)])
        self.transport = read("transport", text_of)
        self.vehicle = read("vehicle", _vehicle)
        self.town = read("town", lambda cell: known.towns[text_of(cell)])
        self.village = read("village", lambda cell: known.towns[text_of(cell)])
        self.address = read("address", text_of)
        self.overseas = read("overseas", yes_or_no)
        self.entry = read("entry", date_of)
        self.filed_at = read("filed_at", moment_of)
        self.method = read("method", text_of)
        self.remark = read("remark", text_of)

    def texts(self, documents: list[Any]) -> Iterable[Iterable[str]]:
        """Every column as text, in the order of the template."""
        said: dict[str, Iterable[str]] = {
            "document_type": [document[0] for document in documents],
            "document_number": [document[1] for document in documents],
        }
        for field in ("origin", "via", "town", "village"):
            said[field] = [value.text for value in getattr(self, field)]
        for field in ("leaving", "arrival", "entry", "filed_at"):
            said[field] = once(_written, getattr(self, field))
        said["overseas"] = [value or "" for value in self.overseas]
        said["document_type"] = map(str, said["document_type"])
        said["document_number"] = map(str, said["document_number"])
        return [said.get(field) or getattr(self, field) for field in FIELDS]

    def columns(self, known: Known) -> tuple[Iterable[Any], ...]:
        """In the order of `_row`'s arguments."""
        at = known.destinations
        towns = zip(self.town, self.village, strict=True)
        place = [at[town.text, village.text] for town, village in towns]
        return (
            self.name, self.phone, ["" if code == known.home else code for code in place],
            self.origin, self.leaving, self.arrival, self.via, self.transport, self.vehicle,
            self.town, self.village, self.address, self.overseas, self.entry, self.filed_at,
            self.method, self.remark,
        )  # fmt: skip


def _written(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else ""


def _row(
    row: int, document: Any, text: str, name: str, phone: str, place: str, origin: Any,
    leaving: Any, arrival: Any, via: Via, transport: str, vehicle: str, town: Any, village: Any,
    address: str, overseas: str | None, entry: Any, at: Any, method: str, remark: str,
) -> Filed | tuple[Fault, ...]:  # fmt: skip
    if (
        name
        and document.__class__ is people.DocumentKey
        and arrival.__class__ is date
        and at.__class__ is datetime
        and leaving.__class__ is not str
        and entry.__class__ is not str
        and overseas is not None
        and not via.fault
        and (via.last is None or via.last <= arrival)
        and (leaving is None or leaving <= arrival)
        and (entry is None or entry <= arrival)
        and len(text) <= CELL_LIMIT
        and len(name) <= NAME_LIMIT
    ):
        sex, birth = people.sex_and_birth(document)
        journey = (
            origin, leaving, arrival, via, transport, vehicle, town, village, address,
            overseas or ("yes" if entry else ""), entry, remark, method,
        )  # fmt: skip
        return Filed(
            row, document, at, (name, sex, birth, phone, place, address, ()), journey, text
        )
    return _faults(name, document, leaving, arrival, via, overseas, entry, at, text)


def _faults(
    name: str, document: Any, leaving: Any, arrival: Any, via: Via, overseas: str | None,
    entry: Any, at: Any, text: str,
) -> tuple[Fault, ...]:  # fmt: skip
    """Everything that is wrong with a row; what it needs first, in the template's order."""
    found: list[Fault] = []
    if not name:
        found.append(Fault("arrivals.name_missing", "name"))
    if isinstance(document, people.DocumentFault):
        found.append(Fault(document.code, "document_number", document.values))
    if arrival is None:
        found.append(Fault("arrivals.arrival_missing", "arrival"))
    if at is None:
        found.append(Fault("arrivals.filing_time_missing", "filed_at"))
    days = (("leaving", leaving), ("arrival", arrival), ("entry", entry), ("filed_at", at))
    found += [_unreadable(field, why) for field, why in days if isinstance(why, str)]
    if overseas is None:
        found.append(Fault("arrivals.overseas_unreadable", "overseas", (("given", ""),)))
    found += _via_faults(via, arrival)
    if all(not isinstance(day, str) for day in (leaving, arrival, entry)) and arrival:
        found += faults_between(leaving, arrival, entry)
    return (*found, *_too_long(name, text))


def _unreadable(field: str, why: str) -> Fault:
    values = (("column", BY_FIELD[field].title.zh), ("given", ""))
    if why == YEARLESS:
        return Fault("arrivals.date_without_year", field, values)
    if field == "filed_at":
        return Fault("arrivals.filing_time_unreadable", field, values)
    return Fault("arrivals.date_unreadable", field, values)


def _via_faults(via: Via, arrival: Any) -> Iterable[Fault]:
    if via.last and isinstance(arrival, date) and via.last > arrival:
        yield Fault("arrivals.stay_after_arrival", "via", (("given", str(via.last)),))
    if not via.fault:
        return
    code = "arrivals.stay_reversed" if via.fault == REVERSED else "arrivals.via_unreadable"
    yield Fault(code, "via", (("given", via.given[:SHOWN]),))


def _too_long(name: str, text: str) -> tuple[Fault, ...]:
    column = "姓名" if len(name) > NAME_LIMIT else "整行" if len(text) > CELL_LIMIT else ""
    limit = NAME_LIMIT if len(name) > NAME_LIMIT else CELL_LIMIT
    values = (("column", column), ("limit", limit))
    return (Fault("arrivals.cell_too_long", "name", values),) if column else ()


def name_of(cell: Any) -> str:
    """Chinese names carry no spaces (张 三); others carry single ones."""
    text = text_of(cell)
    return text.replace(" ", "") if " " in text and not text.isascii() else text


def phone_of(cell: Any) -> str:
    return people.normalise_phone(text_of(cell)).text


def _vehicle(cell: Any) -> str:
    return text_of(cell).upper()


def _lines(cell: Any) -> str:
    """Text whose line breaks matter: one stay a line is a usual way to write them."""
    if isinstance(cell, str) and "\n" in cell:
        return ";".join(text_of(line) for line in cell.splitlines())
    return text_of(cell)
