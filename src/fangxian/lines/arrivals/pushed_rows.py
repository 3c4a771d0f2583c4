"""Rows of a pushed list that name somebody and not when they arrive: the person, and in words all that they
say besides, for it can be laid over no journey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from fangxian.ground.intake import api as intake
from fangxian.ground.intake.api import Line, Table, said_in
from fangxian.ground.people import api as people
from fangxian.kernel import clock
from fangxian.lines.arrivals import entering, grave_words, headings, remarks, table_words
from fangxian.lines.arrivals.columns import BY_FIELD
from fangxian.lines.arrivals.filing import Filed
from fangxian.lines.arrivals.parsing import LACKING, Known, Parsed, name_in, phone_of
from fangxian.lines.arrivals.remarks import RowRemark
from fangxian.lines.arrivals.rules import Fault
from fangxian.lines.arrivals.side_remarks import SideRemarks, hidden

JOURNEY = ("origin", "leaving", "via", "overseas", "entry", "vehicle", "remark")
LETTER = "来文标题"
MAY_LACK = frozenset({"arrivals.arrival_missing", LACKING})


def person_only(
    table: Table, index: int, faults: tuple[Fault, ...], parsed: Parsed, known: Known
) -> tuple[people.DocumentKey, people.PersonFiling] | None:
    """The person of a row that lacks nothing but an arrival; None when more is wrong."""
    if any(fault.code not in MAY_LACK or fault.field != "arrival" for fault in faults):
        return None

    def cell(field: str) -> str:
        return said_in(table.cell(index, field))

    key = people.normalise_document(cell("document_type"), cell("document_number"))
    assert isinstance(key, people.DocumentKey)
    moment = parsed.filed_at[index]
    place = known.destinations.placed(cell("town"), cell("village"), cell("address"))
    sex, birth = people.sex_and_birth(key)
    phone = phone_of(cell("phone"))
    return key, people.PersonFiling(
        at=min(moment, clock.now()) if isinstance(moment, datetime) else clock.now(),
        name=name_in(cell("name")),
        sex=sex,
        birth_date=birth,
        phone=phone,
        proven=phone,
        place=place if place != known.home else "",
        address=cell("address"),
    )


def _said_besides(table: Table, index: int, known: Known, weighed: Sequence[str]) -> list[str]:
    """What such a row says of a journey, column by column: 出发地:上海市浦东新区. What it denies is nothing
    (是否入境 否, 未途经中高风险区). `weighed`: what of it is to be verified already."""
    said = []
    for field in JOURNEY:
        if any(one.startswith(f"“{BY_FIELD[field].title.zh}”") for one in weighed):
            continue
        cell = table.cell(index, field)
        text = intake.place_in(cell) if field in ("origin", "via") else said_in(cell)
        if not text or (field == "overseas" and entering.answer_in(cell) == "no"):
            continue
        if field in ("origin", "via") and known.places[text].nothing:
            continue
        said.append(f"{BY_FIELD[field].title.zh.partition('（')[0]}:{hidden(text)[:100]}")
    return said


def said_of_items(
    table: Table, parsed: Parsed, bare: Mapping[int, people.DocumentKey], letter: str, known: Known
) -> tuple[dict[people.DocumentKey, list[str]], dict[int, list[RowRemark]]]:
    """By person what is kept with their item, to be verified, and by row what is told. `bare`: the rows
    without a journey; `letter`: its title."""
    said: dict[people.DocumentKey, list[str]] = {}
    told = dict(parsed.told)
    titles = _grave_titles(table, letter, known.home)
    for index, row in enumerate(parsed.rows):
        key = row.key if isinstance(row, Filed) else bare.get(index)
        if key is None:
            continue
        some = list(titles[index])
        if index in bare:
            some += _of_bare(table, index, parsed.beside.get(index), told, known)
        if titles[index] and all(one.code != remarks.SAID_OF_ALL for one in told.get(index, ())):
            values = (("column", LETTER), ("given", letter[:40]))
            told[index] = [*told.get(index, ()), RowRemark(remarks.SAID_OF_ALL, "title", values)]
        if some:
            said.setdefault(key, []).extend(some)
    return said, told


def _of_bare(
    table: Table,
    index: int,
    besides: SideRemarks | None,
    told: dict[int, list[RowRemark]],
    known: Known,
) -> list[str]:
    weighed = besides.stays if besides else []
    journey = _said_besides(table, index, known, weighed)
    told[index] = list(besides.told) if besides else []
    if journey:
        values = (("given", ";".join(journey)[:80]),)
        told[index].append(RowRemark(remarks.WITHOUT_ARRIVAL, "arrival", values))
    return [*weighed, *journey]


def _grave_titles(table: Table, letter: str, home: str) -> list[list[str]]:
    """By row what is grave in the title of the letter (密接人员协查函) and in those over the row. A place in
    a letter's is whose letter it is."""
    found: list[list[str]] = [[] for _ in table.rows]
    grave = [Line(LETTER, letter, 0, len(found))] if grave_words.grave_of_all(letter) else []
    over = [line for line in table.over if (said := headings.said_of_all(line, home)) and said.open]
    for line in (*grave, *over):
        for some in found[line.start : line.end]:
            some.append(table_words.quoted(headings.NAMES.get(line.where, LETTER), line.text))
    return found
