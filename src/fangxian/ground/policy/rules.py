"""Decide one person by a traveller table: facts + terms → verdict with its reason.

Calendar words: a stay is where somebody was, from its first to its last day; a
listing is a place named at a risk level, from its first to its last sighting; the
clock's day is day 0, a measure of n days ends with day n, and segments follow one
another without a gap.

A division is written as its significant digits (2 province, 4 city, 6 county,
9 township, 12 village), so that "lies in" is "starts with".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Origin = Literal["overseas", "listed", "place", "contact", "any"]
Widen = Literal["area", "township", "county", "city"]
ClockStart = Literal["leaving", "arrival", "entry", "last_exposure"]

DIGITS: Mapping[Widen, int] = {"area": 12, "township": 9, "county": 6, "city": 4}


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a row's words come from. `mark` is the fact's standing: seen | known | unclear."""

    pack: str
    document: str
    clause: str
    source: str
    mark: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One measure of a course. `days` None: open-ended. Test days count from the segment's
    own day 0 (its clock day for the first segment, the last day of the one before after)."""

    measure: str
    days: int | None
    test_days: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a traveller table: conditions as columns, an outcome, a citation.

    origin    overseas | listed | place | contact | any
    levels    listed: the risk levels that count
    places    place: where the stay was; listed: only listings inside these prefixes
    except_places  listed: listings inside these prefixes do not count (another row's)
    since     the last exposed day must be on or after it
    city_kinds  listed: the kind of the city in which the listing lies
    category  contact: close_contact, animal_exposure …
    widen     listed: how far the listing's place is widened
    look_back_days  the last exposed day is no earlier than the arrival less these days
                    (None: no limit)
    before_listing_days  days before the first sighting that count as exposed
    """

    id: str
    origin: Origin
    class_code: str
    colour: str
    segments: tuple[Segment, ...]
    citation: Citation
    levels: frozenset[str] = frozenset()
    places: tuple[str, ...] = ()
    except_places: tuple[str, ...] = ()
    since: date | None = None
    city_kinds: frozenset[str] = frozenset()
    category: str = ""
    widen: Widen = "area"
    look_back_days: int | None = None
    before_listing_days: int = 0
    clock_start: ClockStart = "leaving"
    on_arrival: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stay:
    """Somewhere a person was. `start` None: open (they lived there before). `place` "" when
    the name could not be resolved: such a stay matches nothing by place."""

    place: str
    end: date
    start: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A place named at a risk level. `exact` is False when the published area is finer than
    `place` (a street number inside the township, say)."""

    id: int
    level: str
    place: str
    listed_from: date
    listed_to: date
    exact: bool = True
    city_kind: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one person on the day of the screening."""

    arrival: date
    stays: tuple[Stay, ...] = ()
    overseas: bool = False
    entry: date | None = None
    category: str = ""
    last_exposure: date | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    """A segment laid on the calendar: in force from `start` to `end`, both included."""

    measure: str
    start: date
    end: date | None
    tests: tuple[date, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a table says of one person, and which row, stay and listing said it."""

    class_code: str
    colour: str
    row: str
    citation: Citation | None
    clock: date | None
    phases: tuple[Phase, ...]
    uncertain: bool = False
    stay: Stay | None = None
    listing: Listing | None = None

    def phase_on(self, day: date) -> Phase | None:
        for phase in self.phases:
            if phase.start <= day and (phase.end is None or day <= phase.end):
                return phase
        return None

    def measure_on(self, day: date) -> str:
        phase = self.phase_on(day)
        return phase.measure if phase else "none"


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of an edition in the order in which they are tried, and what holds when
    none of them does."""

    rows: tuple[Row, ...]
    otherwise_class: str
    otherwise_colour: str


@dataclass(frozen=True, slots=True)
class Match:
    """How a row came to hold for a person. Ordered: a later clock first, then certainty."""

    clock: date
    certain: bool
    stay: Stay | None = None
    listing: Listing | None = None


def decide(facts: Facts, table: Table, listings: Iterable[Listing]) -> Verdict:
    """The first row of the table that holds; among its matches the latest clock."""
    known = tuple(listings)
    for row in table.rows:
        best = max(
            _matches(row, facts, known),
            key=lambda match: (match.clock, match.certain),
            default=None,
        )
        if best is not None:
            return Verdict(
                class_code=row.class_code,
                colour=row.colour,
                row=row.id,
                citation=row.citation,
                clock=best.clock,
                phases=lay_out(row.segments, best.clock),
                uncertain=not best.certain,
                stay=best.stay,
                listing=best.listing,
            )
    return Verdict(table.otherwise_class, table.otherwise_colour, "", None, None, ())


def lay_out(segments: Iterable[Segment], clock: date) -> tuple[Phase, ...]:
    """Lay a course on the calendar. Day 0 of the first segment is the clock's day."""
    phases: list[Phase] = []
    zero, start = clock, clock
    for segment in segments:
        tests = tuple(zero + timedelta(days=day) for day in segment.test_days)
        end = None if segment.days is None else zero + timedelta(days=segment.days)
        phases.append(Phase(segment.measure, start, end, tests, segment.note))
        if end is None:
            break
        zero, start = end, end + timedelta(days=1)
    return tuple(phases)


def _matches(row: Row, facts: Facts, listings: tuple[Listing, ...]) -> Iterable[Match]:
    if row.origin == "overseas":
        if facts.overseas:
            yield Match(_clock(row, facts, None, facts.entry or facts.arrival), certain=True)
    elif row.origin == "contact":
        if row.category == facts.category and facts.last_exposure:
            yield Match(_clock(row, facts, None, facts.last_exposure), certain=True)
    elif row.origin == "any":
        yield Match(_clock(row, facts, None, facts.arrival), certain=True)
    elif row.origin == "place":
        yield from _place_matches(row, facts)
    else:
        yield from _listing_matches(row, facts, listings)


def _place_matches(row: Row, facts: Facts) -> Iterable[Match]:
    for stay in facts.stays:
        if not _recent(row, facts, stay.end):
            continue
        for place in row.places:
            found = contains(place, stay.place)
            if found is not None:
                yield Match(_clock(row, facts, stay, stay.end), found, stay)


def _listing_matches(row: Row, facts: Facts, listings: tuple[Listing, ...]) -> Iterable[Match]:
    for listing in listings:
        if not counts(row, listing):
            continue
        for stay in facts.stays:
            last = last_exposed_day(stay, listing, row.before_listing_days)
            if last is None or not _recent(row, facts, last):
                continue
            found = exposed_in(stay.place, listing, row.widen)
            if found is not None:
                yield Match(_clock(row, facts, stay, last), found, stay, listing)


def counts(row: Row, listing: Listing) -> bool:
    """Whether a listing is of the kind that a row looks at."""
    return (
        listing.level in row.levels
        and listing.place != ""
        and (not row.city_kinds or listing.city_kind in row.city_kinds)
        and (not row.places or listing.place.startswith(row.places))
        and not (row.except_places and listing.place.startswith(row.except_places))
    )


def last_exposed_day(stay: Stay, listing: Listing, before_listing_days: int) -> date | None:
    """The last day on which the stay overlaps [listed from − before, listed to], or None."""
    first = listing.listed_from - timedelta(days=before_listing_days)
    last = min(stay.end, listing.listed_to)
    began = first if stay.start is None else max(stay.start, first)
    return last if last >= began else None


def exposed_in(place: str, listing: Listing, widen: Widen) -> bool | None:
    """Whether a stay's place lies in the widened listing: True certainly, False possibly
    (one of the two is known too coarsely to tell), None not at all."""
    wide = listing.place[: DIGITS[widen]]
    found = contains(wide, place)
    if found and len(wide) < DIGITS[widen] and not listing.exact:
        return False
    return found


def contains(wide: str, place: str) -> bool | None:
    """True: `place` lies in `wide`. False: `place` is coarser and contains it. None: apart."""
    if not place:
        return None
    if place.startswith(wide):
        return True
    return False if wide.startswith(place) else None


def _recent(row: Row, facts: Facts, last: date) -> bool:
    if row.since and last < row.since:
        return False
    return row.look_back_days is None or last >= facts.arrival - timedelta(days=row.look_back_days)


def _clock(row: Row, facts: Facts, stay: Stay | None, last: date) -> date:
    match row.clock_start:
        case "arrival":
            return facts.arrival
        case "entry":
            return facts.entry or facts.arrival
        case "leaving":
            return stay.end if stay else facts.arrival
        case "last_exposure":
            return last
