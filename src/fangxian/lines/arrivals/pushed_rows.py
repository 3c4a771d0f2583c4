"""Rows of a pushed list that name somebody and say no more of a journey."""

from __future__ import annotations

from fangxian.ground.people import api as people
from fangxian.kernel import clock
from fangxian.lines.arrivals.cells import moment_of, text_of
from fangxian.lines.arrivals.parsing import Known, name_of, phone_of
from fangxian.lines.arrivals.rules import Fault
from fangxian.lines.arrivals.sheets.headers import Table

MAY_LACK = frozenset({"arrivals.arrival_missing"})


def person_only(
    table: Table, index: int, faults: tuple[Fault, ...], known: Known
) -> tuple[people.DocumentKey, people.PersonFiling] | None:
    """The person of a row that lacks nothing but an arrival; None when more is wrong."""
    if {fault.code for fault in faults} - MAY_LACK:
        return None
    at = {field: n for n, field in table.mapped.items()}
    row = table.rows[index]

    def cell(field: str) -> str:
        return text_of(row[at[field]]) if field in at and at[field] < len(row) else ""

    key = people.normalise_document(cell("document_type"), cell("document_number"))
    assert isinstance(key, people.DocumentKey)
    moment = moment_of(cell("filed_at"))
    place = known.destinations[cell("town"), cell("village")]
    sex, birth = people.sex_and_birth(key)
    phone = phone_of(cell("phone"))
    return key, people.PersonFiling(
        at=clock.now() if moment is None or isinstance(moment, str) else moment,
        name=name_of(cell("name")),
        sex=sex,
        birth_date=birth,
        phone=phone,
        proven=phone,
        place=place if place != known.home else "",
        address=cell("address"),
    )
