"""What a traveller table is made of, and the facts that it is held against. Pure.

Calendar words: a stay is where somebody was, from its first to its last day; a
listing is a place named at a risk level, from its first to its last sighting; the
clock's day is day 0, a measure of n days ends with day n, and segments follow one
another without a gap.

A division is written as its significant digits (2 province, 4 city, 6 county,
9 township, 12 village), so that "lies in" is "starts with".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from fangxian.kernel.text import Text

Origin = Literal["overseas", "listed", "place", "contact", "any"]
Widen = Literal["area", "township", "county", "city"]
Mark = tuple[str, str, date, date]  # of a listing: level, place, from, to; what is kept of it
ClockStart = Literal["leaving", "arrival", "entry", "last_exposure"]
WhenOver = Literal["next", "stay"]

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
    look_back_days  the last exposed day is no earlier than the arrival less these days, or, where
                    the arrival lies ahead, than the day itself less these (None: no limit)
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

    @property
    def lasts(self) -> int | None:
        """How many days after its clock the course ends; None: it has no end, or there is none."""
        days = [segment.days for segment in self.segments]
        return None if not days or None in days else sum(day or 0 for day in days)

    def over(self, clock: date, on: date | None) -> bool:
        """Whether the whole course is over on a day; without a day no course is."""
        return on is not None and self.lasts is not None and (on - clock).days > self.lasts

    def runs(self, clock: date, on: date | None) -> bool:
        """Whether a measure is in force on a day, or still ahead."""
        return bool(self.segments) and not self.over(clock, on)


@dataclass(frozen=True, slots=True)
class Stay:
    """Somewhere a person was. `start` None: open (they lived there before). `place` "" when
    the name could not be resolved: such a stay matches nothing by place. `candidates`: the
    divisions that the name may mean. `found` False: the name said finer than `place` is; with
    `in_city` whatever it is lies in that city, and lists tell of all its days.
    `inside`, `outside`: the listings of which it was found out, by asking, whether the stay was in
    the area that they name; they matter where the divisions alone do not tell."""

    place: str
    end: date
    start: date | None = None
    text: str = ""
    candidates: tuple[str, ...] = ()
    found: bool = True
    inside: tuple[Mark, ...] = ()
    outside: tuple[Mark, ...] = ()
    in_city: bool = False

    @property
    def asked(self) -> bool:
        return bool(self.inside or self.outside)


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

    @property
    def mark(self) -> Mark:
        return self.level, self.place, self.listed_from, self.listed_to


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one person on the day of the screening. `on`: that day; None: not said."""

    arrival: date
    stays: tuple[Stay, ...] = ()
    overseas: bool = False
    entry: date | None = None
    category: str = ""
    last_exposure: date | None = None
    on: date | None = None

    @property
    def back_from(self) -> date:
        """The day from which a look-back counts: who announces an arrival for later has been
        where they have been today as well."""
        return min(self.arrival, self.on) if self.on else self.arrival

    @property
    def latest(self) -> date:
        """The last day of which anything is told: no clock starts after it."""
        days = (self.arrival, self.entry, self.last_exposure, *(stay.end for stay in self.stays))
        return max(day for day in days if day)


@dataclass(frozen=True, slots=True)
class Phase:
    """A segment laid on the calendar: in force from `start` to `end`, both included."""

    measure: str
    start: date
    end: date | None
    tests: tuple[date, ...]
    note: str = ""


UnknownKind = Literal["overseas", "ambiguous", "place", "finer"]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that is not known of a person. "overseas": what was said of coming from abroad
    contradicts itself; else of a stay: "ambiguous" (several places have the name), "place" (no
    place has it, or none was named), "finer" (placed, but more coarsely than it was named)."""

    kind: UnknownKind
    stay: Stay | None = None


@dataclass(frozen=True, slots=True)
class Possible:
    """The gravest that an ambiguous stay could mean: `stay` with the candidate as its place."""

    stay: Stay
    class_code: str
    colour: str
    row: str
    clock: date
    certain: bool
    listing: Listing | None = None


@dataclass(frozen=True, slots=True)
class Behind:
    """A row that held before the one that decides, its course over on the day; `end` is its
    last day."""

    row: str
    class_code: str
    clock: date
    end: date


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a table says of one person, and which row, stay and listing said it.

    uncertain   a human has to clear something up
    certain     the row holds whatever that is: its measures are due now
    unverified  待核: nothing restricts, and something is not known that could
    unknown     what is not known and could make it graver, in the order of asking
    possible    the gravest that an ambiguous name could mean
    open_until  the last day on which what is not known could still restrict; None: no end
    behind      the row that would have decided, had its course not been over on the day
    """

    class_code: str
    colour: str
    row: str
    citation: Citation | None
    clock: date | None
    phases: tuple[Phase, ...]
    uncertain: bool = False
    stay: Stay | None = None
    listing: Listing | None = None
    certain: bool = True
    unverified: bool = False
    unknown: tuple[Unknown, ...] = ()
    possible: Possible | None = None
    open_until: date | None = None
    behind: Behind | None = None

    def phase_on(self, day: date) -> Phase | None:
        for phase in self.phases:
            if phase.start <= day and (phase.end is None or day <= phase.end):
                return phase
        return None

    def measure_on(self, day: date) -> str:
        phase = self.phase_on(day)
        return phase.measure if phase else "none"


@dataclass(frozen=True, slots=True)
class Unverified:
    """待核: what somebody is shown of whom too little is known, and `words` for them to read.
    `milder`: the colours of the scheme that ask for less."""

    class_code: str
    colour: str
    citation: Citation
    words: Text
    milder: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """The rows of an edition in the order in which they are tried, what holds when none of them
    does, and what when too little is known (None: a table that does not ask, as of contacts).
    `when_over`: whether a row whose course is over passes to the next that holds and still runs,
    or stays the verdict; "" where no pack says, which is as stay. `sure`: read so that every doubt is
    resolved in somebody's favour."""

    rows: tuple[Row, ...]
    otherwise_class: str
    otherwise_colour: str
    unverified: Unverified | None = None
    when_over: WhenOver | Literal[""] = ""
    sure: bool = False

    @property
    def asks(self) -> bool:
        """Whether what is not known makes a difference."""
        return self.unverified is not None and not self.sure

    def open_until(self, latest: date) -> date | None:
        """The last day on which any course of the table could run of which no clock starts after
        that day (`Facts.latest`)."""
        courses = [[segment.days for segment in row.segments] for row in self.rows]
        if any(None in days for days in courses):
            return None
        longest = max((sum(day or 0 for day in days) for days in courses), default=0)
        return latest + timedelta(days=longest)


@dataclass(frozen=True, slots=True)
class Match:
    """How a row came to hold for a person. Ordered: a later clock first, then certainty."""

    clock: date
    certain: bool
    stay: Stay | None = None
    listing: Listing | None = None
