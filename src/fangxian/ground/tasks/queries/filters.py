"""Which instructions are meant. Every number of the house is one of these filters, and the
list that it opens is the same filter: the count is the number."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructionFilter:
    """All given conditions hold together. Empty: everything in the actor's area.

    place        a division prefix
    disease      asked because of this disease
    stages       any of these stages; `open_only`: none of closed, withdrawn
    loop_day     in the loop of a day: issued on it, or issued before and not done with
                 when it began; what was withdrawn does not count
    late         something owed is past its time
    late_unit    late, and this unit is the one that owes it
    silent_unit  addressed to this unit, receipt past its time, not received
    due_day      the next thing owed falls on this day and is not late yet
    unit         addressed to this unit
    outcome      this came of it, as reported
    attempted    somebody was not reached or found, and it is still open
    mine         see `queries.work`; with `whose`: my turn (mine), or another's (others)
    section      of one's work: refused, overdue, due_today, new, rest
    """

    place: str = ""
    disease: str = ""
    stages: tuple[str, ...] = ()
    open_only: bool = False
    kinds: tuple[str, ...] = ()
    loop_day: date | None = None
    issued_day: date | None = None
    late: bool = False
    late_unit: int | None = None
    silent_unit: int | None = None
    due_day: date | None = None
    climbed_to: str = ""
    unit: int | None = None
    uncertain: bool = False
    assigned_account: int | None = None
    list_id: int | None = None
    person_id: int | None = None
    subject: str = ""
    outcome: str = ""
    attempted: bool = False
    mine: bool = False
    whose: str = ""
    section: str = ""


def to_plain(found: InstructionFilter) -> dict[str, Any]:
    """The conditions that are given, as plain values: for a query string, or to be saved."""
    plain: dict[str, Any] = {}
    for field in dataclasses.fields(found):
        value = getattr(found, field.name)
        if value != field.default:
            plain[field.name] = value.isoformat() if isinstance(value, date) else value
            if isinstance(value, tuple):
                plain[field.name] = list(value)
    return plain


def from_plain(plain: Mapping[str, Any]) -> InstructionFilter:
    """The other way round; unknown names are left aside. ValueError for an impossible day."""
    values: dict[str, Any] = {}
    for field in dataclasses.fields(InstructionFilter):
        if field.name not in plain:
            continue
        value = plain[field.name]
        if field.name.endswith("_day") and isinstance(value, str):
            value = date.fromisoformat(value)
        values[field.name] = tuple(value) if isinstance(value, list) else value
    return InstructionFilter(**values)
