"""What is wrong with rows and what is told of them, each reason once: how often, in which rows,
and the sentence as it reads for the first of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from fangxian.ground.intake.api import Table, masked
from fangxian.kernel.text import Text
from fangxian.lines.arrivals.planning import Plan
from fangxian.lines.arrivals.previewing import faults_of, said
from fangxian.lines.arrivals.remarks import RowRemark
from fangxian.lines.arrivals.rules import Fault

NAMED = 5  # rows that a reason names

Faults = Mapping[int, tuple[Fault, ...]]  # by index of the row
Remarks = Mapping[int, list[RowRemark]]


def counts_of(table: Table, plan: Plan) -> dict[str, Any]:
    """The shape of `arrivals import --json`: counts by verdict; `reasons` and `told` by code, and
    in words (`rejected_for`, `told_of`); `sheets` as they were understood."""
    return {**plan.counts(), **in_words(table, plan.faults, plan.told)}


def in_words(table: Table, faults: Faults, told: Remarks) -> dict[str, Any]:
    """`rejected_for`, `told_of` and `sheets`."""
    return {
        "rejected_for": _grouped(table, _faults(table, faults)),
        "told_of": _grouped(table, _told(told)),
        "sheets": [sheet.as_dict() for sheet in table.seen],
    }


Words = Callable[[], tuple[Text, Text | None]]
Entry = tuple[int, tuple[str, str], Words]  # worded once a reason, not once a row


def _faults(table: Table, faults: Faults) -> Iterator[Entry]:
    for index, found in faults.items():
        for fault in found:
            yield index, (fault.code, fault.field), partial(_fault_said, table, index, fault)


def _fault_said(table: Table, index: int, fault: Fault) -> tuple[Text, Text | None]:
    return said(faults_of(table, index, [fault])[0])


def _told(told: Remarks) -> Iterator[Entry]:
    for index, some in sorted(told.items()):
        for one in some:
            yield index, (one.code, one.field), partial(_remark_said, one)


def _remark_said(one: RowRemark) -> tuple[Text, Text | None]:
    return one.said, None


def _grouped(table: Table, entries: Iterable[Entry]) -> list[dict[str, Any]]:
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for index, key, words in entries:
        group = found.get(key)
        if group is None:
            sentence, way_out = words()
            group = found[key] = {
                "code": key[0],
                "field": masked(key[1]),
                "count": 0,
                "rows": [],
                "sentence": {"zh": sentence.zh, "en": sentence.en},
            }
            if way_out is not None:
                group["way_out"] = {"zh": way_out.zh, "en": way_out.en}
        group["count"] += 1
        if len(group["rows"]) < NAMED:
            group["rows"].append(row_label(table, index))
    return sorted(found.values(), key=lambda group: -group["count"])


def row_label(table: Table, index: int) -> str:
    """A row's number as the spreadsheet counts, after its sheet's name where there are several."""
    return f"{table.name_of(index)} {table.numbers[index]}".strip()
