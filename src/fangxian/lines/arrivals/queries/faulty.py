"""What is wrong with the fields of a form, by the rules by which a row of a file is taken."""

from __future__ import annotations

from collections.abc import Mapping

from fangxian.ground.places import api as places
from fangxian.lines.arrivals.date_checks import Taking
from fangxian.lines.arrivals.filing import Filed
from fangxian.lines.arrivals.parsing import Known, parse
from fangxian.lines.arrivals.previewing import faults_of
from fangxian.lines.arrivals.queries.imports import FaultSaid, said_all
from fangxian.lines.arrivals.services.filing_one import table_of


def faults_in(form: Mapping[str, str]) -> dict[str, FaultSaid]:
    """Field → the first thing that is wrong with it, for some fields of a form (field → text as typed);
    of fields that are asked later only what lies in these is of use. Writes nothing."""
    table = table_of(form)
    [row] = parse(table, Known(places.home(), Taking(late_as_now=True))).rows
    if isinstance(row, Filed):
        return {}
    said = said_all(faults_of(table, 0, row))
    return {one.field: one for one in reversed(said)}
