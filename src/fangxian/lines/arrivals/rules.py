"""The fields of a declaration, and what can be wrong or missing in them. Pure.

Fields are kept in one order everywhere: as a tuple, as its times, as a filing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

FIELDS = (
    "origin",
    "leaving",
    "arrival",
    "via",
    "transport",
    "vehicle",
    "town",
    "village",
    "address",
    "overseas",
    "entry",
    "remark",
    "method",
)
NEWS = len(FIELDS) - 1  # every field before `method` is news
(
    ORIGIN,
    LEAVING,
    ARRIVAL,
    VIA,
    TRANSPORT,
    VEHICLE,
    TOWN,
    VILLAGE,
    ADDRESS,
    OVERSEAS,
    ENTRY,
    REMARK,
    METHOD,
) = range(len(FIELDS))
NOTHING: tuple[Any, ...] = (None,) * len(FIELDS)


# of an item of a pushed list: 推送 → 核查 → 管控 → 反馈 → 销号
STAGES = ("pushed", "checked", "controlled", "answered", "closed")


class Verdict(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


class Fault(NamedTuple):
    """Something wrong in a row: the refusal's code, the column, what its sentence needs."""

    code: str
    field: str
    values: tuple[tuple[str, Any], ...] = ()


def faults_between(leaving: date | None, arrival: date, entry: date | None) -> tuple[Fault, ...]:
    """Dates that contradict one another."""
    faults = []
    if leaving and arrival < leaving:
        faults.append(Fault("arrivals.arrival_before_leaving", "arrival"))
    if entry and entry > arrival:
        faults.append(Fault("arrivals.entry_after_arrival", "entry"))
    return tuple(faults)


WANTED = ("phone", "origin", "leaving", "town", "village", "overseas")


# letters of a prefix that says the township, the village
TO_TOWN, TO_VILLAGE = len("610921102"), len("610921102201")
PLACED = (("town", TO_TOWN), ("village", TO_VILLAGE))


def missing_of(values: Sequence[Any], phone: str, place: str) -> list[str]:
    """What would be good to know and was never said. `place`: where they go, as finely as found: an
    address may say it as well as the columns."""
    known = {name for name, level in PLACED if len(place) >= level}
    missing = [field for field, at in _WANTED_AT if not values[at] and field not in known]
    if not phone:
        missing.insert(0, "phone")
    if values[OVERSEAS] == "yes" and not values[ENTRY]:
        missing.append("entry")
    return missing


_WANTED_AT = tuple((field, FIELDS.index(field)) for field in WANTED if field != "phone")
