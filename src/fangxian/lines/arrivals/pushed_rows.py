"""Rows of a pushed list that name somebody and say no more of a journey."""

from __future__ import annotations

from datetime import datetime

from fangxian.ground.intake.api import Table, moment_of, said_in
from fangxian.ground.people import api as people
from fangxian.kernel import clock
from fangxian.lines.arrivals.parsing import LACKING, Known, name_of, phone_of
from fangxian.lines.arrivals.rules import Fault

MAY_LACK = frozenset({"arrivals.arrival_missing", LACKING})


def person_only(
    table: Table, index: int, faults: tuple[Fault, ...], known: Known
) -> tuple[people.DocumentKey, people.PersonFiling] | None:
    """The person of a row that lacks nothing but an arrival; None when more is wrong."""
    if any(fault.code not in MAY_LACK or fault.field != "arrival" for fault in faults):
        return None

    def cell(field: str) -> str:
        return said_in(table.cell(index, field))

    key = people.normalise_document(cell("document_type"), cell("document_number"))
    assert isinstance(key, people.DocumentKey)
    moment = moment_of(table.cell(index, "filed_at"))
    place = known.destinations.placed(cell("town"), cell("village"), cell("address"))
    sex, birth = people.sex_and_birth(key)
    phone = phone_of(cell("phone"))
    return key, people.PersonFiling(
        at=min(moment, clock.now()) if isinstance(moment, datetime) else clock.now(),
        name=name_of(cell("name")),
        sex=sex,
        birth_date=birth,
        phone=phone,
        proven=phone,
        place=place if place != known.home else "",
        address=cell("address"),
    )
