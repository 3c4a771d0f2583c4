"""What a preview shows of a file: how it was understood, and the verdict on every row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import count, islice
from typing import Any

from fangxian.ground.intake.api import Table, Unread, masked, text_of
from fangxian.ground.people import api as people
from fangxian.kernel import crypto
from fangxian.kernel.errors import REFUSALS
from fangxian.kernel.pages import SIZE
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import outlook
from fangxian.lines.arrivals.columns import ASIDE, SOURCE
from fangxian.lines.arrivals.filing import Filed
from fangxian.lines.arrivals.models import ImportBatch, PreviewPage
from fangxian.lines.arrivals.outlook import NOT_LOOKED_AT, Outlooks
from fangxian.lines.arrivals.planning import Plan
from fangxian.lines.arrivals.rules import ARRIVAL, ORIGIN, TOWN, VILLAGE, Fault, Verdict

ABOUT = "arrivals.preview"
SAMPLES = 5
PAGES_AT_ONCE = 100
SHOWN = 40
FIRST = 10


def cells_of(table: Table, index: int) -> list[list[str]]:
    """A row as handed in: pairs of label and text, each column in its place, so that it can be
    written back; in front, where there are several sheets, its own."""
    row, titles = table.rows[index], table.titles
    cells = [
        [titles[n] if n < len(titles) else f"第 {n + 1} 列", text_of(cell)]
        for n, cell in enumerate(row)
        if n >= len(titles) or titles[n] not in ASIDE
    ]
    name = table.name_of(index)
    return [[SOURCE, name], *cells] if name else cells


def faults_of(table: Table, index: int, found: Iterable[Fault]) -> list[dict[str, Any]]:
    """Faults as kept: code, field, and what their sentences need. No name or number in it."""
    at = {field: n for n, field in table.mapped.items()}
    row = table.rows[index]
    kept = []
    for fault in found:
        values = dict(fault.values)
        if values.get("given") == "" and fault.field in at and at[fault.field] < len(row):
            values["given"] = masked(text_of(row[at[fault.field]]))[:SHOWN]
        kept.append({"code": fault.code, "field": fault.field, "values": _masked(values)})
    return kept


def _masked(values: dict[str, Any]) -> dict[str, Any]:
    return {key: masked(one) if isinstance(one, str) else one for key, one in values.items()}


def said(fault: dict[str, Any]) -> tuple[Text, Text]:
    """The sentence and the way out of a kept fault."""
    refusal = REFUSALS[fault["code"]]
    values = fault["values"]
    return refusal.sentence.fill(**values), refusal.way_out.fill(**values)


def samples(table: Table) -> list[dict[str, Any]]:
    """Each column of the file: its title, the field it was taken for, five cells of it.
    Numbers and phones are masked, whatever their column was taken for."""
    masks = {
        "document_number": people.mask_number,
        "phone": people.mask_phone,
        "name": people.mask_name,
    }
    shown = []
    said = {title: field for _, one in reversed(table.headers) for title, field in one.items()}
    for n, title in enumerate(table.titles):
        if title in ASIDE:
            continue
        field = (table.meant or table.mapped).get(n, "") or said.get(title, "")
        mask = masks.get(field, masked)
        cells = [mask(text_of(row[n])) if n < len(row) else "" for row in table.rows[:SAMPLES]]
        shown.append({"title": masked(title), "field": field, "cells": cells})
    return shown


def keep_pages(batch: ImportBatch, table: Table, plan: Plan, found: Outlooks) -> None:
    """Keep the rows of a preview by verdict and by what would become of them, a page a record, and
    the samples as page 0. `found`: how people would stand."""
    PreviewPage.objects.filter(batch=batch).delete()
    pages = _pages(batch, table, plan, found)
    while some := list(islice(pages, PAGES_AT_ONCE)):
        PreviewPage.objects.bulk_create(some)


def _pages(batch: ImportBatch, table: Table, plan: Plan, found: Outlooks) -> Iterator[PreviewPage]:
    """One after the other: the rows of a large file are never all drawn in memory at once."""
    yield _page(batch, "header", 0, samples(table))
    for verdict in Verdict:
        if verdict is Verdict.REJECTED:  # those are rows of their own
            continue
        yield from _list(batch, verdict.value, _rows(table, plan, _indexes(plan, verdict), found))
    for name in outlook.lists(batch.counts["foreseen"]):
        indexes = outlook.rows_of(plan, found, name, batch.counts["foreseen"])
        yield from _list(batch, name, _rows(table, plan, indexes, found))


def _list(batch: ImportBatch, name: str, rows: Iterator[dict[str, Any]]) -> Iterator[PreviewPage]:
    for number in count(1):
        if not (some := list(islice(rows, SIZE))):
            break
        yield _page(batch, name, number, some)


def keep_columns(batch: ImportBatch, found: Unread) -> None:
    """Keep the columns of a file whose header is not understood, each with some of its cells;
    numbers of people are not repeated in them."""
    rows = [
        {
            "title": masked(one.label),
            "field": one.field,
            "cells": [masked(text)[:SHOWN] for text in one.samples],
        }
        for one in found.columns
    ]
    PreviewPage.objects.filter(batch=batch).delete()
    _page(batch, "header", 0, rows).save()


def _rows(
    table: Table, plan: Plan, indexes: Iterable[int], found: Outlooks
) -> Iterator[dict[str, Any]]:
    """Each of these rows: where it stands, who (masked), whence, when, whither, what changes,
    what is told of it (texts as [zh, en]), and the class that the person would have."""
    for index in indexes:
        filed = plan.rows[index]
        one = found.get(plan.same.get(filed.key, filed.key), NOT_LOOKED_AT)
        yield _row(table, plan, index, filed) | {"class": one.class_code, "colour": one.colour}


def first_rows(
    table: Table, plan: Plan, found: Outlooks, most: int = FIRST
) -> list[dict[str, Any]]:
    """The first rows of a file for who looks without a page: those that are put back (`faults`: each
    sentence as [zh, en]), then the others as `_rows` has them."""
    bad = islice(_indexes(plan, Verdict.REJECTED), most)
    rows = [_rejected(table, plan, index) for index in bad]
    good = (n for n, verdict in enumerate(plan.verdicts) if verdict is not Verdict.REJECTED)
    taken = _rows(table, plan, islice(good, most - len(rows)), found)
    return rows + [one | {"faults": []} for one in taken]


def _rejected(table: Table, plan: Plan, index: int) -> dict[str, Any]:
    sentences = (said(one)[0] for one in faults_of(table, index, plan.faults[index]))
    return {
        "row": table.numbers[index],
        "sheet": table.name_of(index),
        "name": people.mask_name(text_of(table.cell(index, "name"))),
        "faults": [[one.zh, one.en] for one in sentences],
    }


def _row(table: Table, plan: Plan, index: int, filed: Filed) -> dict[str, Any]:
    journey = filed.journey
    towns = (journey[TOWN].text, journey[VILLAGE].text)
    return {
        "row": table.numbers[index],
        "sheet": table.name_of(index),
        "name": _names(filed.person[0], plan.doubts.get(index, "")),
        "number": people.mask_number(filed.key.number),
        "news": list(plan.news[index]),
        "origin": journey[ORIGIN].text,
        "arrival": journey[ARRIVAL].isoformat(),
        "place": "".join(dict.fromkeys(towns)),
        "told": [[one.said.zh, one.said.en] for one in plan.told.get(index, ())],
    }


def _names(name: str, other: str) -> str:
    """The name, masked, and after ≠ the one that the same document had before."""
    return " ≠ ".join(people.mask_name(one) for one in (name, other) if one)


def _indexes(plan: Plan, verdict: Verdict) -> Iterator[int]:
    return (index for index, found in enumerate(plan.verdicts) if found is verdict)


def _page(batch: ImportBatch, verdict: str, number: int, rows: list[Any]) -> PreviewPage:
    sealed = crypto.seal(json.dumps(rows, ensure_ascii=False), about=ABOUT)
    return PreviewPage(batch=batch, verdict=verdict, number=number, sealed_rows=sealed)


def rows_of(page: PreviewPage) -> list[Any]:
    rows: list[Any] = json.loads(crypto.unseal(bytes(page.sealed_rows), about=ABOUT))
    return rows
