"""What is wrong with a row that was read cell by cell. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from fangxian.ground.people import api as people
from fangxian.lines.arrivals.columns import BY_FIELD
from fangxian.lines.arrivals.date_checks import AHEAD, LATE
from fangxian.lines.arrivals.rules import Fault, faults_between
from fangxian.lines.arrivals.where import REVERSED, Via

CELL_LIMIT = 2000
SHOWN = 40  # of an unreadable cell, in a sentence


class Several(str):
    """A cell that names more than one person."""

    __slots__ = ()


def faults_of_row(
    name: str,
    document: Any,
    leaving: Any,
    arrival: Any,
    via: Via,
    overseas: str | None,
    entry: Any,
    at: Any,
) -> tuple[Fault, ...]:
    """Everything that is wrong with a row; what it needs first, in the template's order."""
    found: list[Fault] = []
    if not name:
        found.append(Fault("arrivals.name_missing", "name"))
    elif isinstance(name, Several):
        found.append(Fault("people.several_people", "name"))
    if isinstance(document, people.DocumentFault):
        found.append(Fault(document.code, "document_number", document.values))
    if arrival is None:
        found.append(Fault("arrivals.arrival_missing", "arrival"))
    days = (("leaving", leaving), ("arrival", arrival), ("entry", entry), ("filed_at", at))
    found += [_unreadable(field, why) for field, why in days if isinstance(why, str)]
    if overseas is None:
        found.append(Fault("arrivals.overseas_unreadable", "overseas", (("given", ""),)))
    found += _via_faults(via, arrival)
    if all(not isinstance(day, str) for day in (leaving, arrival, entry)) and arrival:
        found += faults_between(leaving, arrival, entry)
    return tuple(found)


def _unreadable(field: str, why: str) -> Fault:
    values = (("column", BY_FIELD[field].title.zh), ("given", ""))
    if why in (LATE, AHEAD):
        return Fault(why, field, values)
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


def too_long(said: Mapping[str, str], text: str) -> Iterable[Fault]:
    """Each text longer than its column takes, or a row longer than a row may be."""
    over = [BY_FIELD[field] for field, value in said.items() if len(value) > BY_FIELD[field].most]
    for one in over:
        values = (("column", one.title.zh), ("limit", one.most))
        yield Fault("arrivals.cell_too_long", one.field, values)
    if not over and len(text) > CELL_LIMIT:
        yield Fault("arrivals.cell_too_long", "name", (("column", "整行"), ("limit", CELL_LIMIT)))
