"""A declaration as it stands, read as a screening reads it: who travelled, and where they were. What
is foreseen before anything is kept and what is decided afterwards are read here alike."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db import DatabaseError

from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.kernel import clock
from fangxian.lines.arrivals.asking import BETWEEN
from fangxian.lines.arrivals.filing import DOUBT, State, stays_of
from fangxian.lines.arrivals.in_force import gap_days
from fangxian.lines.arrivals.listed_days import Lists
from fangxian.lines.arrivals.rules import (
    ARRIVAL,
    ENTRY,
    FIELDS,
    LEAVING,
    NOTHING,
    ORIGIN,
    OVERSEAS,
    VIA,
)
from fangxian.lines.arrivals.subject_keys import KIND
from fangxian.lines.arrivals.where import NOWHERE, Part, Places, Via, Where, stay_of
from fangxian.lines.screening.api import FEW, Ref, Subject

TWO_NAMES = "同一证件号有两个姓名:{names}"
ARRIVED = 3  # of a row that is kept
KeptStay = tuple[str, date | None, date, str]  # place, start, end, text
OVERSEAS_OF = {None: "", True: "yes", False: "no"}

log = logging.getLogger(__name__)


class Reading:
    """One reading of some declarations, for one screening or one look ahead, as of a day: they are
    decided for the disease that the house works against then."""

    def __init__(self, on: date) -> None:
        self._disease = policy.disease_on(on)
        self._gap = gap_days(clock.today(), places.home())
        self._known = Places()
        self._lists = Lists(on)
        self._failed = 0

    def subject_of(self, number: int, person_id: int, place: str, state: State) -> Subject:
        """A person with the journey of a state that no screening has seen."""
        arrival = state.values[ARRIVAL]
        facts = self._facts(number, arrival, lambda: self._read(state, place))
        return subject_at(number, person_id, place, self._disease, facts)

    def subject_kept(
        self,
        number: int,
        person_id: int,
        place: str,
        row: Sequence[Any],
        stays: Iterable[KeptStay],
    ) -> Subject:
        """A person with what a declaration says that is kept (see `state_of_row`)."""

        def read() -> policy.Facts:
            return self._read(state_of_row(number, row, stays, self._known), place)

        facts = self._facts(number, row[ARRIVED], read)
        return subject_at(number, person_id, place, self._disease, facts)

    def _read(self, state: State, place: str) -> policy.Facts:
        def tell(stay: policy.Stay, to: date) -> bool:
            return self._lists.tell(stay, to, place)

        def may_name(stay: policy.Stay) -> bool:
            return self._lists.may_name(stay, place)

        return facts_of(state, self._gap, tell, may_name)

    def _facts(self, number: int, arrival: date, read: Callable[[], policy.Facts]) -> policy.Facts:
        """Of a journey that cannot be read nothing is known but the arrival, so that they are 待核
        and everybody else is decided. It is logged; of many it is no matter of persons and raises."""
        try:
            return read()
        except DatabaseError:
            raise
        except Exception:
            self._failed += 1
            if self._failed > FEW:
                raise
            log.exception("declaration %s cannot be read: to be verified", number)
            return policy.Facts(arrival)


def subject_at(
    number: int, person_id: int, place: str, disease: str, facts: policy.Facts
) -> Subject:
    return Subject(Ref(KIND, number), person_id, place, disease, facts)


def state_of_row(
    number: int, row: Sequence[Any], stays: Iterable[KeptStay], known: Places
) -> State:
    """A declaration as it is kept, as far as a screening reads it: origin, its text, leaving,
    arrival, overseas, entry, unresolved, and its stamps. A place is where it was found then; what a
    name could mean is looked up only where it led nowhere."""
    (
        origin,
        origin_text,
        leaving,
        arrival,
        overseas,
        entry,
        unresolved,
        filed_at,
        provenance,
        as_of,
    ) = row
    lost = frozenset(
        one.partition(":")[2] for one in unresolved if one.startswith(("origin:", "via:"))
    )
    values = list(NOTHING)
    values[ORIGIN] = _where(origin, origin_text, lost, known) if origin or origin_text else None
    values[LEAVING], values[ARRIVAL], values[ENTRY] = leaving, arrival, entry
    values[OVERSEAS] = OVERSEAS_OF[overseas]
    doubt = next((one[len(DOUBT) :] for one in unresolved if one.startswith(DOUBT)), "")
    parts = tuple(
        [Part(_where(place, text, lost, known), start, end) for place, start, end, text in stays]
    )
    if parts:
        values[VIA] = Via(";".join(part.where.text for part in parts), parts)
    said = tuple(values)
    return State(number, said, people.times_from(FIELDS, said, filed_at, provenance, as_of), doubt)


def _where(code: str, text: str, lost: frozenset[str], known: Places) -> Where:
    if not text or (code and not lost):
        return Where(text, code, found=True)
    named = known[text]
    found = bool(code) and lost.isdisjoint((named.name, text))
    meant = named.candidates or (() if code else tuple(one.code for one in named.all if one.code))
    return Where(text, code, found=found, candidates=meant, name=named.name, in_city=named.in_city)


def entry_of(state: State) -> date | None:
    """The day of entry; none where they are said not to come from abroad by a better word, or by
    the same and later."""
    denied, entered = state.times[OVERSEAS], state.times[ENTRY]
    if state.values[OVERSEAS] == "no" and denied and entered and entered < denied:
        return None
    entry: date | None = state.values[ENTRY]
    return entry


def facts_of(
    state: State,
    gap: timedelta,
    told: Callable[[policy.Stay, date], bool] = lambda *_: False,
    may_name: Callable[[policy.Stay], bool] = lambda _: False,
) -> policy.Facts:
    """The departure place is a stay with an open start, whether it is known or not; who comes
    from abroad names a country there, unless they left it after they had entered. `gap`: so long
    between two of their days nobody says where they were, and that is a stay of which nothing is
    known. `told`: whether lists tell of all days of a stay that matter to who arrives on a day.
    `may_name`: whether a listed area that is not placed yet may be where a stay was: however finely
    it was named, it is not known whether that place was listed."""
    said, entry = state.values, entry_of(state)
    origin, leaving, arrival = said[ORIGIN] or NOWHERE, said[LEAVING], said[ARRIVAL]
    abroad, lost = said[OVERSEAS] == "yes", frozenset(lost_places(state))

    def stay_at(where: Where, start: date | None, end: date) -> policy.Stay:
        stay = _stay(where, start, end, lost)
        if stay.found and stay.place:
            return replace(stay, found=False) if may_name(stay) else stay
        if stay.found or not where.in_city:
            return stay
        return replace(stay, in_city=told(stay, arrival))

    stays = [stay_at(*one) for one in stays_of(state)]
    if leaving and not abroad:
        stays += list(_between(leaving, arrival, stays, gap))
    if state.doubt:  # whose journey it is, is not known
        stays.append(policy.Stay("", arrival, leaving, TWO_NAMES.format(names=state.doubt)))
    stays.sort(key=_end)
    end = leaving or arrival
    if origin.code or not abroad or (entry and end > entry):
        stays.insert(0, stay_at(origin, None, end))
    return policy.Facts(arrival, tuple(stays), overseas=abroad, entry=entry)


def lost_places(state: State) -> Iterator[str]:
    """The places that were not found as finely as they were named. A country is no division: the
    origin of who comes from abroad is not looked for."""
    origin, via = state.values[ORIGIN], state.values[VIA]
    for where in origin.all if origin and state.values[OVERSEAS] != "yes" else ():
        if not where.found:
            yield where.name
    for part in via.parts if via else ():
        if not part.where.found:
            yield part.where.text
    for one in state.beside:
        if not one.where.found:
            yield one.where.text


def _stay(where: Where, start: date | None, end: date, lost: frozenset[str]) -> policy.Stay:
    return stay_of(where, start, end, found=not lost or lost.isdisjoint((where.name, where.text)))


def _between(
    leaving: date, arrival: date, stays: Sequence[policy.Stay], gap: timedelta
) -> Iterator[policy.Stay]:
    """The time after the leaving of which nothing is said, where it is as long as `gap`."""
    since = leaving
    known = sorted((stay.start or date.min, stay.end) for stay in stays)
    for start, end in (*known, (arrival, arrival)):
        if start - since >= gap:
            yield policy.Stay("", start, since, BETWEEN)
        since = max(since, end)


def _end(stay: policy.Stay) -> date:
    return stay.end
