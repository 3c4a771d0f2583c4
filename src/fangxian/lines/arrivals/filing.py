"""Filings, and the declaration that they make together.

A declaration is merged as a person is: field by field the better word wins, then the newest; an
empty field never erases, of equal stamps what stands stays. Where somebody was is told apart by
`journeys`. When and how something was filed is no news. A filing known to the letter is a repeat,
so a file taken in twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from fangxian.ground.people import api as people
from fangxian.kernel import crypto
from fangxian.lines.arrivals import columns
from fangxian.lines.arrivals.rules import (
    ADDRESS,
    ARRIVAL,
    FIELDS,
    LEAVING,
    NOTHING,
    ORIGIN,
    TOWN,
    VIA,
    VILLAGE,
)
from fangxian.lines.arrivals.where import Where

SEPARATOR = "\x1f"  # cleaned cells cannot hold it
DIGEST = "arrivals.filing"
SEALED = "arrivals.cells"
DOUBT = "name:"  # begins what a declaration's `unresolved` says of two names
FILED_AT = columns.FIELDS.index("filed_at")
PHONE, PLACE, HOUSE = 3, 4, 5  # of `Filed.person`; house: the address
PUBLIC = "public"  # the way in of a filing that anybody may have made
CLAIM = "claim"  # an official took as true what had been claimed
ONE_BY_ONE = ("township", CLAIM)  # an official decides about one person, with the papers in hand
WORD_OF = {  # by whose word a filing is that came in this way; proof is said apart
    "township": people.Provenance.OFFICIAL,
    "checkpoint": people.Provenance.PROVEN,  # the traveller's word, relayed by a guard
    CLAIM: people.Provenance.OFFICIAL,
    "file": people.Provenance.LISTED,
    "pushed": people.Provenance.LISTED,
    "rest": people.Provenance.LISTED,
}
PERSON_NEWS = frozenset({"name", "phone"})  # the rest of a person follows from the journey


class Filed(NamedTuple):
    """A row that passed: who, when, and what it says of person and journey."""

    row: int  # as the spreadsheet counts
    key: people.DocumentKey
    at: datetime
    person: tuple[Any, ...]  # in the order of PersonState.values, but for the proven phone
    journey: tuple[Any, ...]  # in the order of FIELDS
    text: str  # all cells in the order of the template, cleaned; kept sealed

    def said(self, *, vouched: bool) -> tuple[Any, ...]:
        """What it says of the person; with its phone as one that may sign in, where an official
        or a list vouches for it."""
        return (*self.person, self.person[PHONE] if vouched else "")

    def placeless(self) -> Filed:
        """The same without where the person stays."""
        cells = self.text.split(SEPARATOR)
        for field in ("town", "village", "address"):
            cells[columns.FIELDS.index(field)] = ""
        person, journey = list(self.person), list(self.journey)
        person[PLACE] = person[HOUSE] = ""
        for at in (TOWN, VILLAGE, ADDRESS):
            journey[at] = ""
        return self._replace(
            person=tuple(person), journey=tuple(journey), text=SEPARATOR.join(cells)
        )

    @property
    def undated(self) -> bool:
        """Whether it does not say when it was filed."""
        return not self.text.split(SEPARATOR)[FILED_AT]

    @property
    def mark(self) -> bytes:
        """By this a filing known to the letter is recognised."""
        return crypto.blind_index(self.text, about=DIGEST)


class Beside(NamedTuple):
    """A stay that counts beside the journey as it stands: of another journey, or said of the same
    one otherwise. `journey`: the arrival of the journey that it belongs to."""

    where: Where
    start: date | None
    end: date
    journey: date
    at: people.Stamp


class State(NamedTuple):
    """A declaration as it stands: values and the stamp of each (order: FIELDS), the two names
    under which its document was handed in, masked, where there are two, and what counts beside."""

    id: int | None
    values: tuple[Any, ...] = NOTHING
    times: people.Times = (None,) * len(FIELDS)
    doubt: str = ""
    beside: tuple[Beside, ...] = ()


UNDECLARED = State(None)


def word_of(way_in: str) -> int:
    """The provenance of a way in; whatever is not known to be better is anybody's."""
    return int(WORD_OF.get(way_in, people.Provenance.UNPROVEN))


def vouches(way_in: str) -> bool:
    """Whether the phones of what came in this way may sign in: who takes a claim as true has
    found out about the journey, not about the phone."""
    return way_in not in (PUBLIC, CLAIM)


def first(journey: tuple[Any, ...], at: people.Stamp) -> State:
    """The declaration that a first filing makes."""
    return State(None, journey, people.times_of_first(journey, at))


def stays_of(state: State) -> Iterator[tuple[Where, date | None, date]]:
    """(place, start, end) of each stay on the way, then of what counts beside. Of several places
    in one cell of departure nobody knows the order: each may have been the first and the last."""
    origin = state.values[ORIGIN]
    for where in origin.further if origin else ():
        yield where, passed_since(where, state.values), state.values[ARRIVAL]
    yield from stays_on_the_way(state.values)
    for one in state.beside:
        yield one.where, one.start, one.end


def stays_on_the_way(journey: Sequence[Any]) -> Iterator[tuple[Where, date | None, date]]:
    """(place, start, end). Days that were not given are those of the journey: from the leaving to
    the arrival; who only changed trains and did not say when they left did so on the day of arrival."""
    leaving, arrival, via = journey[LEAVING], journey[ARRIVAL], journey[VIA]
    for where, start, end in via.parts if via else ():
        if start is None and end is None:
            start = passed_since(where, journey) or leaving
        yield where, start, end or max(arrival, start or arrival)


def passed_since(where: Where, journey: Sequence[Any]) -> date | None:
    """The first day on which they may have changed trains there; None where they did not only that."""
    return (journey[LEAVING] or journey[ARRIVAL]) if where.passing else None
