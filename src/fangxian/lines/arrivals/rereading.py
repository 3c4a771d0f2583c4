"""What was filed, read again by today's rules.

What they refuse was taken once, and a thing that happened is not dropped: whatever of it still reads
stands, and the words that do not are a stay that nobody can place, so that the person is 待核.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from fangxian.ground.intake.api import Table
from fangxian.ground.people import api as people
from fangxian.kernel import clock, crypto
from fangxian.lines.arrivals.columns import BY_FIELD, FIELDS, TITLES
from fangxian.lines.arrivals.date_checks import Taking
from fangxian.lines.arrivals.filing import PHONE, SEALED, SEPARATOR, Filed
from fangxian.lines.arrivals.models import Filing
from fangxian.lines.arrivals.parsing import Known, parse
from fangxian.lines.arrivals.rules import ARRIVAL, VIA, Fault
from fangxian.lines.arrivals.rules import FIELDS as JOURNEY
from fangxian.lines.arrivals.where import Part, Via, Where

WHERE_AND_WHEN = ("origin", "leaving", "arrival", "via", "overseas", "entry")
UNSAID = "没有写"
MARKS = re.compile(r"[@＠;；|\n、]+")
STANDS_IN = {
    "name": "某某",
    "document_type": "护照",
    "document_number": "E00000001",
}  # to be read at all
DECIDES_NOTHING = ("address", "transport", "vehicle", "remark", "method")
TO_CLEAR = {  # of two days that contradict each other the arrival stands
    "arrivals.arrival_before_leaving": ("leaving",),
    "arrivals.cell_too_long": ("name", *DECIDES_NOTHING),
}

log = logging.getLogger(__name__)


class Reread(NamedTuple):
    """A filing and what it says today. `faulty`: the columns of it that today's rules refuse."""

    filing: Filing
    filed: Filed
    faulty: frozenset[str] = frozenset()

    @property
    def at(self) -> people.Stamp:
        return people.Stamp(self.filing.provenance, self.filed.at)


def filed_for(person_ids: Collection[int], known: Known) -> list[Reread]:
    """The filings of these persons and what each says, in the order in which they came; none is
    left out. They were held against the clock when they came, and are not again."""
    known.taking = Taking(settled=True)
    filings = list(Filing.objects.filter(person_id__in=person_ids).order_by("id"))
    rows = [_cells(one) for one in filings]
    found = [
        Reread(filing, filed._replace(text=_text(filing)))
        if isinstance(filed, Filed)
        else _as_far_as_it_reads(filing, cells, filed, known)
        for filing, cells, filed in zip(filings, rows, _parsed(rows, known), strict=True)
    ]
    faulty = [one.filing.pk for one in found if one.faulty]
    if not faulty:
        return found
    log.warning(
        "%s kept filings do not read by today's rules and are to be verified: %s",
        len(faulty),
        faulty[:20],
    )
    return [_with_what_is_unread(one, found, known) if one.faulty else one for one in found]


def _parsed(rows: Sequence[list[str]], known: Known) -> list[Filed | tuple[Fault, ...]]:
    table = Table(TITLES, dict(enumerate(FIELDS)), (), [*rows], [0] * len(rows), 0)
    return parse(table, known).rows


def _as_far_as_it_reads(
    filing: Filing, cells: list[str], faults: tuple[Fault, ...], known: Known
) -> Reread:
    """A filing without the cells that are faulty today; where that is not enough, without all of
    them."""
    faulty = {field for one in faults for field in TO_CLEAR.get(one.code, (one.field,))}
    faulty |= {"document_type"} if "document_number" in faulty else set()
    for cleared in (faulty, {*FIELDS} - {"filed_at"}):
        [filed] = _parsed([_without(cells, cleared, filing)], known)
        if isinstance(filed, Filed):
            break
    assert isinstance(filed, Filed)  # nothing is left in it that could be refused
    said = dict(zip(FIELDS, cells, strict=True))
    key = people.DocumentKey(said["document_type"], said["document_number"])
    person = (said["name"], *people.sex_and_birth(key), *filed.person[PHONE:])
    found = filed._replace(key=key, person=person, text=_text(filing))
    return Reread(filing, found, frozenset(cleared))


def _with_what_is_unread(one: Reread, rows: Sequence[Reread], known: Known) -> Reread:
    """The words of where and when that do not read are stays on the way, for as long as nobody has
    said better of the same."""
    said = dict(zip(FIELDS, one.filed.text.split(SEPARATOR), strict=True))
    parts = [
        Part(_unplaced(field, said[field] or UNSAID, known), None, None)
        for field in WHERE_AND_WHEN
        if field in one.faulty
        and (said[field] or field == "arrival")
        and not any(_says_better(other, one, field, known) for other in rows)
    ]
    if not parts:
        return one
    journey, via = list(one.filed.journey), one.filed.journey[VIA]
    every = (*(via.parts if via else ()), *parts)
    journey[VIA] = Via(";".join(part.where.text for part in every), every)
    return one._replace(filed=one.filed._replace(journey=tuple(journey)))


def _says_better(other: Reread, one: Reread, field: str, known: Known) -> bool:
    """Whether another filing of the same journey, of no lesser word and newer, says it readably."""
    apart = abs(other.filed.journey[ARRIVAL] - one.filed.journey[ARRIVAL])
    return (
        other.filing.person_id == one.filing.person_id
        and other.at > one.at
        and apart <= known.near
        and field not in other.faulty
        and bool(other.filed.journey[JOURNEY.index(field)])
    )


def _unplaced(field: str, words: str, known: Known) -> Where:
    """Words that are no place, with the places that they may mean; without the marks by which
    stays and days are told apart. 没有读懂的途经地:上海市浦东新区 2022-05-32."""
    title = BY_FIELD[field].title.zh.partition("（")[0]
    text = f"没有读懂的{title}:{MARKS.sub(' ', words)}"
    named = known.places[text]
    meant = tuple(place.code for place in named.all if place.code) or named.candidates
    return Where(text, candidates=meant)


def _without(cells: list[str], cleared: Collection[str], filing: Filing) -> list[str]:
    """The cells without some fields. What a row cannot be read without has something in its stead:
    the day of filing is the last on which they can have been on the way."""
    stead = {**STANDS_IN, "arrival": clock.county(filing.filed_at).date().isoformat()}
    return [
        stead.get(field, "") if field in cleared else cell
        for field, cell in zip(FIELDS, cells, strict=True)
    ]


def _cells(filing: Filing) -> list[str]:
    """The cells as filed, with the time at which the filing counts: some said none, or a wrong
    one."""
    cells = _text(filing).split(SEPARATOR)
    cells[FIELDS.index("filed_at")] = filing.filed_at.isoformat()
    return cells


def _text(filing: Filing) -> str:
    return crypto.unseal(bytes(filing.sealed_cells), about=SEALED)
