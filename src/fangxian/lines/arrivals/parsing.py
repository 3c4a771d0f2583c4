"""Rows of cells → filings and faults, column by column: a ledger says the same towns, days
and trains over and over, so each distinct cell of a column is read once."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property, partial
from itertools import zip_longest
from typing import Any, NamedTuple

from fangxian.ground.intake import api as intake
from fangxian.ground.intake.api import Table, said_in, text_of
from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.kernel import clock
from fangxian.lines.arrivals import (
    answers,
    date_checks,
    entering,
    itinerary,
    phone_repair,
    remarks,
    side_remarks,
)
from fangxian.lines.arrivals.columns import BY_FIELD, FIELDS
from fangxian.lines.arrivals.date_checks import Taking
from fangxian.lines.arrivals.destinations import Destinations, without_group
from fangxian.lines.arrivals.filing import SEPARATOR, Filed
from fangxian.lines.arrivals.in_force import fever, latest_arrival, long_ago, reach, same_days
from fangxian.lines.arrivals.remarks import YEAR_SUPPLIED, RowRemark
from fangxian.lines.arrivals.row_faults import CELL_LIMIT, Several, faults_of_row, too_long
from fangxian.lines.arrivals.rules import (
    ADDRESS,
    TO_TOWN,
    TO_VILLAGE,
    TOWN,
    VILLAGE,
    Fault,
)
from fangxian.lines.arrivals.where import (
    Places,
    Towns,
    Via,
    Vias,
    Where,
    left_on,
)

NAME_LIMIT, ADDRESS_LIMIT = BY_FIELD["name"].most, BY_FIELD["address"].most
DIGIT = re.compile(r"\d")


def once(read: Callable[[Any], Any], cells: Collection[Any]) -> list[Any]:
    """A column read, each distinct cell once."""
    meant = {cell: read(cell) for cell in set(cells)}
    return list(map(meant.__getitem__, cells))


class Known:
    """What is remembered while one file is read, and how its times are taken."""

    def __init__(self, home: str, taking: Taking | None = None) -> None:
        self.home = home
        self.now = clock.now()
        self.taking = taking or Taking()
        self.span = date_checks.Span(
            latest_arrival(clock.today(), home), long_ago(clock.today(), home)
        )
        self.places = Places()
        self.vias = Vias(self.places)
        self.towns = Towns()
        self.destinations = Destinations(home)

    @cached_property
    def reach(self) -> timedelta | None:
        """How long before an arrival a stay can matter."""
        return reach(clock.today(), self.home)

    @cached_property
    def fever(self) -> float:
        """Degrees Celsius from which on a temperature matters."""
        return fever(clock.today(), self.home)

    @cached_property
    def near(self) -> timedelta:
        """How far apart two days may be those of one arrival."""
        return same_days(clock.today(), self.home)

    def here(self, journey: Sequence[Any]) -> Where:
        """Where in the county a journey went, as finely as found."""
        town, village = (journey[at].text if journey[at] else "" for at in (TOWN, VILLAGE))
        place = self.destinations.placed(town, village, journey[ADDRESS] or "")
        return self.places[places.full_name(place)]


class Parsed(NamedTuple):
    """One entry a row, in file order: a filing, or the faults that keep it out. `told`: what
    is to be told of rows that pass, by index; `beside`: what the others say besides."""

    rows: list[Filed | tuple[Fault, ...]]
    told: dict[int, list[RowRemark]]
    beside: side_remarks.Found
    filed_at: list[Any]  # when each row counts as filed


def parse(table: Table, known: Known) -> Parsed:
    """Read a table. Nothing is looked up in the database but names of places."""
    columns = _Columns(table)
    told: dict[int, list[RowRemark]] = {}
    columns.by_field |= answers.with_entries(columns.cells, told, kept=known.taking.settled)
    read = _Read(columns, known)
    documents = people.agreed(
        people.normalise_document(kind, said)
        for kind, said in zip(
            columns.read("document_type", said_in),
            columns.read("document_number", said_in),
            strict=True,
        )
    )
    for n in phone_repair.mend(documents, read.phone, columns.cells, told):
        table.swap(n, "document_number", "phone")  # whoever looks at the row sees it as meant
    phone_repair.tell_prefixes(documents, told)
    phone_repair.tell_phones(read.phone, columns.cells("phone"), told)
    found = side_remarks.add(table, read, columns.cells, documents, known, told)
    made_on = intake.made_on(table, known.taking.file, known.now.date())
    date_checks.check_dates(read, columns.cells, known.now, known.taking, known.span, told, made_on)
    _leave_by_origin(read, known, told)
    _date_by_arrivals(read, known)
    _take_from_above(table, read, known, told)
    _tell_destinations(read, known, told)
    _tell_names(read, told)
    date_checks.settle_vias(read, known.vias, told)
    date_checks.tell_vehicles(read.via, told)
    texts = map(SEPARATOR.join, zip(*read.texts(documents), strict=True))
    made = list(map(_row, table.numbers, documents, texts, *read.columns(known)))
    for n, faults in _broken(table).items():
        row, fields = made[n], {fault.field for fault in faults}
        others = () if isinstance(row, Filed) else row
        made[n] = (*faults, *(fault for fault in others if fault.field not in fields))
    lacking = tuple(field for field in NEEDED if field not in columns.by_field)
    if lacking:
        made = [_without_column(row, lacking) for row in made]
    filed = {n for n, row in enumerate(made) if isinstance(row, Filed)}
    return Parsed(
        made,
        {n: some for n, some in told.items() if n in filed},
        {n: one for n, one in found.items() if n not in filed},
        read.filed_at,
    )


def _broken(table: Table) -> dict[int, list[Fault]]:
    """By index of the row, why it does not fit the header, and cells of known columns whose content a spreadsheet did not work out. Those
    of other columns are weighed as whatever stands there."""
    found = {n: [Fault(one.code, "", tuple(one.values.items()))] for n, one in table.odd.items()}
    for n, field in {**table.further, **table.mapped}.items():
        cells = [row[n] if n < len(row) else "" for row in table.rows]
        faulty = {cell: said for cell in set(cells) if (said := intake.broken(cell))}
        for index, cell in enumerate(cells) if faulty else ():
            if cell in faulty:
                values = (("column", table.titles[n]), ("given", faulty[cell]))
                found.setdefault(index, []).append(Fault("intake.cell_broken", field, values))
    return found


def _leave_by_origin(read: _Read, known: Known, told: dict[int, list[RowRemark]]) -> None:
    """A day of leaving behind the place in brackets is the day of leaving where it is sure, before
    the arrival and no other than the one of its own column; else the place stays to be verified."""
    said = {origin: left for origin in set(read.origin) if (left := left_on(origin.text))}
    for n, origin in enumerate(read.origin) if said else ():
        arrival, filed = read.arrival[n], read.filed_at[n]
        if origin not in said or not (isinstance(arrival, date) and isinstance(filed, datetime)):
            continue
        place, given = said[origin]
        found = intake.date_of(given)
        if isinstance(found, intake.Open):
            near = found.near(filed.date(), latest=arrival) if found.code == YEAR_SUPPLIED else None
            day = near.date() if near else None
        else:
            day = found if isinstance(found, date) else None
        if day is None or day > arrival or read.leaving[n] not in (None, day):
            continue
        if found != day and read.leaving[n] is None:
            values = (
                ("column", BY_FIELD["leaving"].title.zh),
                ("given", given),
                ("day", day.isoformat()),
            )
            told.setdefault(n, []).append(RowRemark(YEAR_SUPPLIED, "leaving", values))
        read.origin[n], read.leaving[n] = known.places[place], day


def _date_by_arrivals(read: _Read, known: Known) -> None:
    """Days on the way that say no month are settled by the arrival."""
    bare = {via for via in set(read.via) if via.fault and itinerary.without_month(via.said)}
    if not bare:
        return
    for n, (via, arrival) in enumerate(zip(read.via, read.arrival, strict=True)):
        if via in bare and isinstance(arrival, date):
            read.via[n] = known.vias[itinerary.with_month(via.said, arrival)]


SETTLED = re.compile(r".{2,10}(?:镇|乡|街道|村|社区|委会)")
ABOVE = {"heading": "分组标题", "sheet": "工作表名"}
OF_SECTION = re.compile(
    r"^[\s一二三四五六七八九十\d、.．()（）]*|[\s:：]*(?:[(（][^()（）]*[)）])?[\s:：]*$"
)


def _take_from_above(
    table: Table, read: _Read, known: Known, told: dict[int, list[RowRemark]]
) -> None:
    """A town or village that stands alone over rows, or is the name of their sheet, is that of those that
    name none."""
    lines = [one for one in table.over if one.where in ABOVE]
    for line in sorted(lines, key=lambda one: (one.where == "heading", one.start)):
        name = OF_SECTION.sub("", line.text)
        values = (("where", ABOVE[line.where]), ("given", name[:40]))
        named = SETTLED.fullmatch(name) or places.find_in(known.home, name)
        for n in range(line.start, min(line.end, len(read.town))) if named else ():
            if _from_above(read, n, name, known):
                told.setdefault(n, []).append(RowRemark(remarks.PLACE_ABOVE, "village", values))


def _from_above(read: _Read, n: int, name: str, known: Known) -> bool:
    """Whether a row took the town or village of this name, which stands over it."""
    town, village = read.town[n].text, read.village[n].text
    if village:
        return False
    held = known.destinations.placed(town, village, read.address[n])
    code = places.find_in(held, name) if len(held) < TO_VILLAGE else None
    if code is None or len(code) < TO_TOWN or code == held:
        return False
    if not town:
        read.town[n] = known.towns[places.name_of(code[:TO_TOWN])]
    if len(code) >= TO_VILLAGE:
        read.village[n] = known.towns[name]
    return True


NAMES = {"masked": remarks.NAME_MASKED, "kin": remarks.NAME_OF_KIN}


def _tell_names(read: _Read, told: dict[int, list[RowRemark]]) -> None:
    """Names that are none, or not whole, are taken and told."""
    partial_ones = {name: kind for name in set(read.name) if (kind := people.partial_name(name))}
    for n, name in enumerate(read.name) if partial_ones else ():
        if name in partial_ones:
            told.setdefault(n, []).append(RowRemark(NAMES[partial_ones[name]], "name"))


def _tell_destinations(read: _Read, known: Known, told: dict[int, list[RowRemark]]) -> None:
    """Tell of rows whose destination is not known down to a village."""
    for n, place in enumerate(read.place(known)):
        if len(place) < TO_VILLAGE:
            code = remarks.NO_VILLAGE if len(place) >= TO_TOWN else remarks.NO_TOWN
            told.setdefault(n, []).append(RowRemark(code, "village"))


NEEDED = ("name", "document_number", "arrival")
LACKING = "arrivals.column_missing"


def _without_column(
    row: Filed | tuple[Fault, ...], lacking: tuple[str, ...]
) -> Filed | tuple[Fault, ...]:
    """A column that was not recognised is told as such, not as a missing value in each row."""
    if isinstance(row, Filed):
        return row
    told = tuple(Fault(LACKING, one, (("column", BY_FIELD[one].title.zh),)) for one in lacking)
    return (*told, *(fault for fault in row if fault.field not in lacking))


class _Columns:
    """The cells of a table by field."""

    def __init__(self, table: Table) -> None:
        self.height = len(table.rows)
        self.shift = table.shift
        columns = table.columns or list(zip_longest(*table.rows, fillvalue=""))  # of short rows
        self.by_field = {
            field: columns[index] for index, field in table.mapped.items() if index < len(columns)
        }

    def cells(self, field: str) -> Collection[Any]:
        return self.by_field.get(field) or ("",) * self.height

    def read(self, field: str, read: Callable[[Any], Any]) -> list[Any]:
        return once(read, self.cells(field))


class _Read:
    """All columns, read. Attributes are named as the fields."""

    def __init__(self, columns: _Columns, known: Known) -> None:
        read = columns.read
        day = partial(intake.day_of, shift=columns.shift)
        self.name = read("name", name_in)
        self.phone = read("phone", phone_of)
        self._part_phones(columns.cells("name"))
        self.origin = read("origin", lambda cell: known.places[intake.place_in(cell)])
        self.leaving = read("leaving", day)
        self.arrival = read("arrival", day)
        self.via = read("via", lambda cell: known.vias[_lines(cell)])
        self.transport = read("transport", said_in)
        self.vehicle = read("vehicle", _vehicle)
        self.town = read("town", lambda cell: known.towns[said_in(cell)])
        self.village = read("village", lambda cell: known.towns[said_in(cell)])
        self.address = read("address", said_in)
        self._part_groups(known)
        abroad = read("overseas", entering.answer_in)
        self.overseas = ["" if one == intake.UNKNOWN else one for one in abroad]
        if intake.UNKNOWN in abroad:
            self.origin = [
                known.places.perhaps_abroad(place) if one == intake.UNKNOWN else place
                for place, one in zip(self.origin, abroad, strict=True)
            ]
        self.entry = read("entry", day)
        self.filed_at = read("filed_at", partial(intake.moment_of, shift=columns.shift))
        self.filed_text = self.filed_at
        self.method = read("method", said_in)
        self.remark = read("remark", said_in)

    def _part_phones(self, cells: Collection[Any]) -> None:
        """A phone beside the name in its cell is the person's, where its own column says none."""
        said = {
            cell: found[0]
            for cell in set(cells)
            if DIGIT.search(text_of(cell))
            and len(found := people.names_with_phones(text_of(cell))) == 1
        }
        for n, cell in enumerate(cells) if said else ():
            if cell in said:
                self.name[n], phone = said[cell]
                self.phone[n] = self.phone[n] or phone

    def _part_groups(self, known: Known) -> None:
        """The group that a village's cell names (中坝村3组) is part of the address."""
        grouped = {one: without_group(one.text) for one in set(self.village) if one}
        for n, village in enumerate(self.village):
            name, group = grouped.get(village, ("", ""))
            if group:
                self.village[n] = known.towns[name]
                said = self.address[n]
                if group not in said:
                    self.address[n] = f"{group}{said}" if name else f"{said}{group}"

    def texts(self, documents: list[Any]) -> Iterable[Iterable[str]]:
        """Every column as text, in the order of the template."""
        said: dict[str, Iterable[str]] = {
            "document_type": [document[0] for document in documents],
            "document_number": [document[1] for document in documents],
        }
        for field in ("origin", "via", "town", "village"):
            said[field] = [value.text for value in getattr(self, field)]
        for field in ("leaving", "arrival", "entry"):
            said[field] = once(_written, getattr(self, field))
        said["filed_at"] = once(_written, self.filed_text)  # what was not said is not written in
        said["overseas"] = [value or "" for value in self.overseas]
        said["document_type"] = map(str, said["document_type"])
        said["document_number"] = map(str, said["document_number"])
        return [said.get(field) or getattr(self, field) for field in FIELDS]

    def place(self, known: Known) -> list[str]:
        """Where in the county they go, as finely as found."""
        at = known.destinations
        said = zip(self.town, self.village, self.address, strict=True)
        return [at.placed(town.text, village.text, address) for town, village, address in said]

    def columns(self, known: Known) -> tuple[Iterable[Any], ...]:
        """In the order of `_row`'s arguments."""
        place = self.place(known)
        return (
            self.name,
            self.phone,
            ["" if code == known.home else code for code in place],
            self.origin,
            self.leaving,
            self.arrival,
            self.via,
            self.transport,
            self.vehicle,
            self.town,
            self.village,
            self.address,
            self.overseas,
            self.entry,
            self.filed_at,
            self.method,
            self.remark,
        )


def _written(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else ""


def _row(
    row: int,
    document: Any,
    text: str,
    name: str,
    phone: str,
    place: str,
    origin: Any,
    leaving: Any,
    arrival: Any,
    via: Via,
    transport: str,
    vehicle: str,
    town: Any,
    village: Any,
    address: str,
    overseas: str | None,
    entry: Any,
    at: Any,
    method: str,
    remark: str,
) -> Filed | tuple[Fault, ...]:
    if (
        name
        and name.__class__ is str
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
        and len(address) <= ADDRESS_LIMIT
    ):
        sex, birth = people.sex_and_birth(document)
        journey = (
            origin,
            leaving,
            arrival,
            via,
            transport,
            vehicle,
            town,
            village,
            address,
            overseas or "",
            entry,
            remark,
            method,
        )
        return Filed(
            row, document, at, (name, sex, birth, phone, place, address, ()), journey, text
        )
    return (
        *faults_of_row(name, document, leaving, arrival, via, overseas, entry, at),
        *too_long({"name": name, "address": address}, text),
    )


def name_in(cell: Any) -> str:
    """As it was entered, without what typing adds; `Several` where it is of more than one."""
    name = people.tidy_name(said_in(cell))
    return Several(name) if people.several_people(str(cell)) else name


def phone_of(cell: Any) -> str:
    return people.normalise_phone(phone_repair.phone_text(said_in(cell))).text


def _vehicle(cell: Any) -> str:
    return said_in(cell).upper()


def _lines(cell: Any) -> str:
    """Text whose line breaks matter: one stay a line is a usual way to write them."""
    if isinstance(cell, str) and "\n" in cell:
        return itinerary.as_template(";".join(text_of(line) for line in cell.splitlines()))
    return itinerary.as_template(intake.place_in(cell))
