"""Times held against the clock, and days whose year was not written, row by row where the
columns say that there is such a row. A fault of a time takes the place of the time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from fangxian.ground.intake.api import UNREADABLE, Made, Open, Spoken, in_county, text_of
from fangxian.ground.places import api as places
from fangxian.lines.arrivals import remarks
from fangxian.lines.arrivals.columns import BY_FIELD
from fangxian.lines.arrivals.remarks import RowRemark
from fangxian.lines.arrivals.where import Via, Vias

LATE, AHEAD = "arrivals.filed_after_receipt", "arrivals.arrival_too_far_ahead"
OPEN = (Open, Spoken)
DAYS = ("leaving", "arrival", "entry")
# where the day of a table may stand, besides a column
WHERE = {
    "title": "标题",
    "heading": "分组标题",
    "footer": "表尾",
    "sheet": "工作表名",
    "cover": "封面",
    "file": "文件名",
}

Remarks = dict[int, list[RowRemark]]
Cells = Callable[[str], Collection[Any]]


@dataclass(frozen=True)
class Taking:
    """How the times of a file are taken. `late_as_now`: a filing dated after its receipt counts
    from receipt. `filed_at`: when rows without a filing time were filed; None: at receipt.
    `file`: its name, which may say of which day it is; `received`: when it came, where that was not
    now. `settled`: they were held against the clock when they came."""

    late_as_now: bool = False
    filed_at: datetime | None = None
    file: str = ""
    received: datetime | None = None
    settled: bool = False


@dataclass(frozen=True)
class Span:
    """How far ahead an arrival may lie, and how far back it is told: an old ledger, or a slip."""

    ahead: timedelta
    back: timedelta


class Days(Protocol):
    leaving: list[Any]
    arrival: list[Any]
    entry: list[Any]
    filed_at: list[Any]
    filed_text: list[Any]
    via: list[Via]


def check_dates(
    read: Days,
    cells: Cells,
    now: datetime,
    taking: Taking,
    span: Span,
    told: Remarks,
    made: Callable[[int], Made | None] = lambda _: None,
) -> None:
    """Settle all times of a table in place. `span`: where an arrival may lie; `made`: when a row was
    written down that does not say so itself."""
    written = read.filed_at
    read.filed_at = _filed(written, cells, now, taking, told, made)
    if read.filed_at is not written:  # kept is what was said: nothing, a late hour, a whole day
        read.filed_text = [
            found if said.__class__ is Open else said
            for said, found in zip(written, read.filed_at, strict=True)
        ]
    for field in DAYS:
        column = getattr(read, field)
        if any(day.__class__ in OPEN for day in set(column)):
            said = [
                None if at is None else found
                for at, found in zip(written, read.filed_at, strict=True)
            ]
            # of a row whose filing time is at fault, its days are not: they lie near its receipt
            near, said = (
                [taking.received or now if at.__class__ is str else at for at in column_]
                for column_ in (read.filed_at, said)
            )
            setattr(read, field, _days(field, column, near, said, cells, told))
    if not taking.settled:
        _hold_arrivals(read.arrival, now.date(), span, told)


def tell_vehicles(vias: Iterable[Via], told: Remarks) -> None:
    """A train or a flight where a place was asked for is no stop, and nothing that goes unsaid."""
    for n, via in enumerate(vias):
        if via.said and not via.parts and not via.fault and places.VEHICLE.search(via.said):
            values = (("column", BY_FIELD["via"].title.zh), ("given", via.said[:40]))
            told.setdefault(n, []).append(RowRemark(remarks.VEHICLE_ALONE, "via", values))


def settle_vias(read: Days, vias: Vias, told: Remarks) -> None:
    """Days on the way whose year was not written lie nearest to the filing and not after the
    arrival, row by row where there are such."""
    if not any(via.supplied for via in set(read.via)):
        return
    for n, (via, at, arrival) in enumerate(zip(read.via, read.filed_at, read.arrival, strict=True)):
        if not via.supplied or not isinstance(at, datetime):
            continue
        read.via[n] = found = vias.by(
            via, at.date(), arrival if arrival.__class__ is date else None
        )
        for one in found.supplied:
            values = (
                ("column", BY_FIELD["via"].title.zh),
                ("given", one.given[:40]),
                ("day", one.day.isoformat()),
            )
            told.setdefault(n, []).append(RowRemark(one.code, "via", values))


def _filed(
    column: list[Any],
    cells: Cells,
    now: datetime,
    taking: Taking,
    told: Remarks,
    above: Callable[[int], Made | None],
) -> list[Any]:
    given = set(column)
    if not any(one is None or one.__class__ is Open or _late(one, now) for one in given):
        return column
    written = list(cells("filed_at"))
    made = []
    for n, at in enumerate(column):
        found = at
        if found.__class__ is Open:
            found = _nearest("filed_at", n, at, written[n], now, told, latest=now.date())
        if found is None:
            over = None if taking.filed_at else above(n)
            found = taking.filed_at or (over.at if over else taking.received or now)
            told.setdefault(n, []).append(_missing(taking, over))
        elif _late(found, now) and not taking.settled:
            if taking.late_as_now:
                values = (("given", text_of(written[n])[:40]),)
                told.setdefault(n, []).append(RowRemark(remarks.LATE_AS_NOW, "filed_at", values))
            found = now if taking.late_as_now else LATE
        made.append(found)
    return made


def _late(at: Any, now: datetime) -> bool:
    return isinstance(at, datetime) and at > now


def _missing(taking: Taking, over: Made | None) -> RowRemark:
    if over:
        values = (
            ("where", WHERE[over.where]),
            ("given", over.said[:40]),
            ("day", f"{over.at:%Y-%m-%d}"),
        )
        return RowRemark(remarks.FILED_AS_TITLED, "filed_at", values)
    if taking.filed_at is None:
        return RowRemark(remarks.FILED_NOW, "filed_at")
    return RowRemark(
        remarks.FILED_AS_SAID, "filed_at", (("at", f"{taking.filed_at:%Y-%m-%d %H:%M}"),)
    )


def _days(
    field: str, column: list[Any], filed_at: list[Any], said: list[Any], cells: Cells, told: Remarks
) -> list[Any]:
    """`said`: when a row was filed, None where it does not say so itself: 昨天 is then no day."""
    written, made = list(cells(field)), list(column)
    for n, day in enumerate(column):
        if day.__class__ in OPEN:
            by_filing = day.__class__ is Spoken and day.ago is not None
            near = said[n] if by_filing else filed_at[n]
            made[n] = _nearest(field, n, day, written[n], near, told)
    return made


def _nearest(
    field: str,
    n: int,
    day: Open | Spoken,
    cell: Any,
    near: Any,
    told: Remarks,
    latest: date | None = None,
) -> Any:
    """The day nearest to the filing, and what is told of it."""
    if not isinstance(near, datetime):
        return UNREADABLE
    found = day.near(near.date(), latest=latest)
    if found is None:
        return UNREADABLE
    values = (
        ("column", BY_FIELD[field].title.zh),
        ("given", text_of(cell)[:40]),
        ("day", found.date().isoformat()),
    )
    told.setdefault(n, []).append(RowRemark(day.code, field, values))
    return in_county(found) if field == "filed_at" else found.date()


def _hold_arrivals(arrivals: list[Any], today: date, span: Span, told: Remarks) -> None:
    """One further ahead than the horizon is a fault; one long past is told."""
    known = [day for day in set(arrivals) if day.__class__ is date]
    far, past = today + span.ahead, today - span.back
    if not known or (max(known) <= far and min(known) >= past):
        return
    for n, day in enumerate(arrivals):
        if day.__class__ is not date:
            continue
        if day > far:
            arrivals[n] = AHEAD
        elif day < past:
            values = (("day", day.isoformat()),)
            told.setdefault(n, []).append(RowRemark(remarks.LONG_PAST, "arrival", values))
