"""Decide one person by a traveller table: facts + terms → verdict with its reason.

Calendar words: a stay is where somebody was, from its first to its last day; a
listing is a place named at a risk level, from its first to its last sighting; the
clock's day is day 0, a measure of n days ends with day n, and segments follow one
another without a gap.

A division is written as its significant digits (2 province, 4 city, 6 county,
9 township, 12 village), so that "lies in" is "starts with".

What is not known is not harmless: where nothing restricts a person and something is not known
that could, the verdict is the table's `unverified` (待核). What is over hides nothing: see
`decide`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal, NamedTuple

from fangxian.ground.policy.table_shapes import (
    DIGITS,
    Behind,
    Citation,
    ClockStart,
    DecisionTable,
    Facts,
    Listing,
    Match,
    Origin,
    Phase,
    Possible,
    Row,
    Segment,
    Stay,
    Unknown,
    UnknownKind,
    Unverified,
    Verdict,
    WhenOver,
    Widen,
)

__all__ = [
    "ABROAD",
    "CITY_WIDE",
    "DIGITS",
    "Behind",
    "Citation",
    "ClockStart",
    "DecisionTable",
    "Facts",
    "Listing",
    "Match",
    "Origin",
    "Phase",
    "Possible",
    "Row",
    "Segment",
    "Stay",
    "Unknown",
    "UnknownKind",
    "Unverified",
    "Verdict",
    "WhenOver",
    "Widen",
    "alike",
    "behind_of",
    "contains",
    "counts",
    "decide",
    "exposed",
    "exposed_in",
    "last_exposed_day",
    "lay_out",
    "open_listings",
    "open_of",
    "readings",
    "unknown_of",
    "unknowns",
]

ABROAD = ("71", "81", "82")  # who comes from there enters the country (境外)
CITY_WIDE = "city"  # beside the kinds of `Unknown`: finer than a city, and all that it may be in it

Held = tuple[int, Match]  # the row's index, and how it came to hold
Could = tuple[int, date]  # the index of a row that could hold, and its latest clock then


class Holding(NamedTuple):
    """Which row holds: the first of the table that does, and the one that decides on the day."""

    first: Held | None
    decides: Held | None
    over: bool  # the first one's course is over on the day

    @property
    def behind(self) -> Held | None:
        """The first, where its course is over and another decides."""
        return self.first if self.first != self.decides else None


def decide(
    facts: Facts,
    table: DecisionTable,
    listings: Iterable[Listing],
    on: date | None = None,
    *,
    ahead: bool = True,
) -> Verdict:
    """The first row of the table that holds; among its matches the latest clock. On a day (`on`)
    a row whose course is over gives way to what still runs: to 待核 always, to a later row where
    the table says so (`when_over`). Without a day no course is over. Without `ahead` a look-back
    counts from the arrival alone, as verdicts were once found."""
    known = tuple(listings)
    facts = replace(facts, on=on if ahead else None)
    holding = _holding(facts, table, known, on)
    told = frozenset(
        stay
        for stay in facts.stays
        if open_of(stay) == CITY_WIDE and alike(stay, facts, table, known)
    )
    unknown = unknowns(facts, told=told) if table.asks else ()
    could = _could_hold(facts, table, unknown)
    verdict = _said(table, holding)
    if holding.over and table.asks:
        unknown = unknowns(facts, inland=True, told=told)
    waits = _could_still_run(table, _could_hold(facts, table, unknown), holding, on)
    if not waits and (holding.behind or not could or not _graver(could[0], holding.first)):
        return verdict
    cited, held = table.unverified, holding.decides
    row = table.rows[held[0]] if held else None
    shut = holding.over and not holding.behind and waits
    unverified = cited is not None and (row is None or row.colour in cited.milder or shut)
    if unverified and cited is not None:
        verdict = replace(
            verdict, class_code=cited.class_code, colour=cited.colour, citation=cited.citation
        )
    return replace(
        verdict,
        uncertain=True,
        unverified=unverified,
        unknown=unknown,
        possible=_possible(facts, table, known, held, on),
        open_until=table.open_until(facts.latest),
    )


def _holding(
    facts: Facts, table: DecisionTable, known: tuple[Listing, ...], on: date | None
) -> Holding:
    """A row without a course is never over and lets nothing pass: what it says, it says for good.
    But where nothing after it runs, the first stays the verdict."""
    first: Held | None = None
    for rank, row in enumerate(table.rows):
        best = max(
            (one for one in _matches(row, facts, known) if one.certain or not table.sure),
            key=lambda match: (match.clock, match.certain),
            default=None,
        )
        if best is None:
            continue
        over = row.over(best.clock, on)
        if first is None:
            first = rank, best
            if not over or table.when_over != "next":
                return Holding(first, first, over)
        elif not over:
            return Holding(first, (rank, best) if row.segments else first, over=True)
    return Holding(first, first, over=first is not None)


def _said(table: DecisionTable, holding: Holding) -> Verdict:
    held, before = holding.decides, holding.behind
    if held is None:
        return Verdict(table.otherwise_class, table.otherwise_colour, "", None, None, ())
    row, best = table.rows[held[0]], held[1]
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
        certain=best.certain,
        behind=behind_of(table.rows[before[0]], before[1].clock) if before else None,
    )


def behind_of(row: Row, clock: date) -> Behind:
    """A row as it is told when its course is over."""
    return Behind(row.id, row.class_code, clock, clock + timedelta(days=row.lasts or 0))


def unknowns(
    facts: Facts, *, inland: bool = False, told: frozenset[Stay] = frozenset()
) -> tuple[Unknown, ...]:
    """What is not known of a person, in the order of asking. For who comes from abroad a name
    that is no division is no riddle: it is a country. With `inland` it is one when they stayed
    there after they had entered, as counts once the course of their entry is over. `told`: stays
    of which it makes no difference (`alike`)."""
    found: list[Unknown] = []
    if not facts.overseas and (facts.entry or any(_abroad(stay) for stay in facts.stays)):
        found.append(Unknown("overseas"))
    stays = facts.stays
    if not stays and not facts.overseas:
        stays = (Stay("", facts.arrival),)
    for stay in stays:
        kind = unknown_of(stay)
        entered = inland and facts.entry is not None and stay.end > facts.entry
        if stay in told or not kind:
            continue
        if not (kind == "place" and facts.overseas and not entered):
            found.append(Unknown(kind, stay))
    return tuple(sorted(found, key=lambda one: ASKED.index(one.kind)))


def unknown_of(stay: Stay) -> UnknownKind | Literal[""]:
    """What is not known of a stay; "" when it is placed as finely as it was named."""
    if stay.candidates:
        return "ambiguous"
    if not stay.place:
        return "place"
    return "" if stay.found else "finer"


def open_of(stay: Stay) -> UnknownKind | Literal["", "city"]:
    """The same, and CITY_WIDE where all that a finer name may be lies in the city that was found."""
    kind = unknown_of(stay)
    return "city" if kind == "finer" and stay.in_city else kind


def alike(stay: Stay, facts: Facts, table: DecisionTable, listings: Iterable[Listing]) -> bool:
    """Whether the table says the same of every place in a stay's city: no row names a part of it, and
    no area of it, at whatever level, was listed on days that a row looks at."""
    looks = [row for row in table.rows if row.origin == "listed"]
    for row in table.rows:
        if row.origin == "place" and any(contains(one, stay.place) is False for one in row.places):
            return False
    near = [one for one in listings if one.place and _one_line(one.place, stay.place)]
    return not any(
        last is not None and _recent(row, facts, last)
        for one in near
        for row in looks
        for last in (last_exposed_day(stay, one, row.before_listing_days),)
    )


def _one_line(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


ASKED: tuple[UnknownKind, ...] = ("ambiguous", "overseas", "place", "finer")


def _abroad(stay: Stay) -> bool:
    return stay.place.startswith(ABROAD)


def _could_hold(facts: Facts, table: DecisionTable, unknown: tuple[Unknown, ...]) -> list[Could]:
    """The rows that would hold, each with its latest clock, if what is not known were the worst
    that the table asks about. A place that has no name here may lie abroad as well."""
    found: list[Could] = []
    for rank, row in enumerate(table.rows):
        clocks = [clock for one in unknown if (clock := _clock_at_worst(row, facts, one))]
        if clocks:
            found.append((rank, max(clocks)))
    return found


def _clock_at_worst(row: Row, facts: Facts, unknown: Unknown) -> date | None:
    """The clock of a row if it held by what is not known; None when it could not."""
    stay = unknown.stay
    if row.origin == "overseas":
        open_ = unknown.kind in ("overseas", "place")
        return _clock(row, facts, None, facts.entry or facts.arrival) if open_ else None
    if row.origin in ("listed", "place") and stay is not None and _recent(row, facts, stay.end):
        return _clock(row, facts, stay, stay.end)
    return None


def _could_still_run(
    table: DecisionTable, could: list[Could], holding: Holding, on: date | None
) -> bool:
    """Whether what is not known could restrict on the day somebody whose course is over: with
    what still runs, it is held against that."""
    if not holding.over:
        return False
    running = next((one for one in could if table.rows[one[0]].runs(one[1], on)), None)
    return running is not None and (not holding.behind or _graver(running, holding.decides))


def _graver(worst: Could, held: Held | None) -> bool:
    """An earlier row of the table, or a later clock of the same."""
    if held is None:
        return True
    rank, match = held
    return worst[0] < rank or (worst[0] == rank and worst[1] > match.clock)


def readings(facts: Facts) -> Iterator[tuple[Stay, Facts]]:
    """Each place that an ambiguous stay could be, with the person's facts if it is that one."""
    for at, stay in enumerate(facts.stays):
        for place in stay.candidates:
            read = replace(stay, place=place, candidates=(), found=True)
            yield read, replace(facts, stays=(*facts.stays[:at], read, *facts.stays[at + 1 :]))


def _possible(
    facts: Facts,
    table: DecisionTable,
    known: tuple[Listing, ...],
    held: Held | None,
    on: date | None,
) -> Possible | None:
    """The gravest of the readings; None when none is graver than what holds anyway. A course that
    is over hides none that would run, whatever the table says."""
    passing = replace(table, when_over="next")
    over = held is not None and table.rows[held[0]].over(held[1].clock, on)
    found: list[tuple[int, int, bool, Stay, Match]] = []
    for stay, read in readings(facts):
        best = _holding(read, passing, known, on).decides
        if best is None:
            continue
        rank, match = best
        runs = table.rows[rank].runs(match.clock, on)
        if runs if over else _graver((rank, match.clock), held):
            found.append((rank, -match.clock.toordinal(), not match.certain, stay, match))
    if not found:
        return None
    rank, _, _, stay, match = min(found, key=lambda one: one[:3])
    row = table.rows[rank]
    return Possible(
        stay, row.class_code, row.colour, row.id, match.clock, match.certain, match.listing
    )


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
            found = exposed(stay, listing, row.widen)
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


def exposed(stay: Stay, listing: Listing, widen: Widen) -> bool | None:
    """As `exposed_in`, and where that does not tell, by what was found out by asking: who was in
    the area was in whatever it is widened to; who was not may still have been in the wider one."""
    found = exposed_in(stay.place, listing, widen)
    if found is not False or not stay.asked:
        return found
    if listing.mark in stay.inside:
        return True
    return None if widen == "area" and listing.mark in stay.outside else False


def open_listings(
    facts: Facts, table: DecisionTable, listings: Iterable[Listing]
) -> Iterator[tuple[int, Stay, Listing, date]]:
    """(row, stay, listing, the day from which its course would run) of every match that asking could
    settle: possible, and not certain."""
    for listing in listings:
        for rank, row in enumerate(table.rows):
            if row.origin != "listed" or not counts(row, listing):
                continue
            for stay in facts.stays:
                last = last_exposed_day(stay, listing, row.before_listing_days)
                if last is None or not _recent(row, facts, last):
                    continue
                if exposed(stay, listing, row.widen) is False:
                    yield rank, stay, listing, _clock(row, facts, stay, last)


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
    return row.look_back_days is None or last >= facts.back_from - timedelta(
        days=row.look_back_days
    )


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
