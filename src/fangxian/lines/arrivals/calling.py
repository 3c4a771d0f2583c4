"""One question for one person, with the listed places that the answer may name, and how urgent it
is. Nothing is read from the database here but the divisions held in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.kernel import clock
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import asking
from fangxian.lines.arrivals.likelihood import (
    UNKNOWN,
    days_of,
    left_of,
    likelihood,
    overlap_of,
    share_of,
    urgency,
)
from fangxian.lines.screening.api import Doubt, Subject

LEVELS = (2, 4, 6, 9, 12)
MOST_HELD = 20_000  # stays
MATTERS = timedelta(days=14)  # what is not known counts less and less in its last days
USUAL = {2: 12, 4: 9, 6: 15, 9: 15, 12: 10}  # divisions below one, where none is known
VILLAGES = {2: 20_000, 4: 1_500, 6: 200, 9: 15, 12: 1}  # where no division below is known


class Near:
    """Listings by the places under which a stay can meet them."""

    def __init__(self, listings: Iterable[policy.Listing]) -> None:
        self._at: dict[str, list[policy.Listing]] = defaultdict(list)
        self._below: dict[str, list[policy.Listing]] = defaultdict(list)
        self._held: dict[Any, list[Open]] = {}  # of stays alike, which many people share
        for listing in listings:
            self._at[listing.place].append(listing)
            for digits in LEVELS:
                if digits < len(listing.place):
                    self._below[listing.place[:digits]].append(listing)

    def open_for(self, facts: policy.Facts, edition: policy.Edition) -> list[Open]:
        """What asking could settle of somebody, stay by stay."""
        found: list[Open] = []
        for stay in facts.stays:
            key = (edition.hash, edition.on, stay, facts.arrival)
            if key not in self._held:
                if len(self._held) > MOST_HELD:
                    self._held.clear()
                alone = replace(facts, stays=(stay,), on=edition.on)
                near = {one.id: one for one in self.of(stay.place)} if stay.place else {}
                self._held[key] = list(policy.open_listings(alone, edition.table, near.values()))
            found += self._held[key]
        return found

    def of(self, place: str) -> Iterator[policy.Listing]:
        for digits in LEVELS:
            if digits <= len(place):
                yield from self._at.get(place[:digits], ())
        yield from self._below.get(place, ())


Open = tuple[int, policy.Stay, policy.Listing, date]


@dataclass(frozen=True)
class Why:
    """What a place in the order rests on. `share`: of the people of the stay's place, in its listed
    part, 0 where nothing is listed; `overlap` of its `days` were listed; `until`: the last day of what
    would follow, None where it has no end or is not known."""

    share: float = 0.0
    overlap: int = 0
    days: int = 0
    visits: int = 1
    meant: int = 0  # places that a name may mean
    until: date | None = None


@dataclass(frozen=True)
class ToAsk:
    """What is to be asked of whom. `listings`: those that asking could settle, the likeliest
    first; `stay`: the one that the question is about."""

    who: Subject
    kind: str
    stay: policy.Stay
    listings: tuple[policy.Listing, ...]
    question: Text
    colour: str
    class_code: str
    urgency: float
    by_people: bool
    none_tells: bool = False  # that it was in none of the areas settles something
    why: Why | None = None


def to_ask(
    who: Subject,
    edition: policy.Edition,
    near: Near,
    doubt: Doubt | None,
    verdict: Mapping[str, Any],
) -> ToAsk | None:
    """The one question that is most urgent; None when asking would settle nothing."""
    found = _listed(who, edition, near, str(verdict["row"]))
    asked = _unknown(who, edition, doubt)
    both = [one for one in (found, asked) if one]
    return max(both, key=lambda one: one.urgency, default=None)


def _listed(who: Subject, edition: policy.Edition, near: Near, held: str) -> ToAsk | None:
    ranks = {row.id: rank for rank, row in enumerate(edition.table.rows)}
    worst = ranks.get(held, len(ranks))
    by_stay: dict[policy.Stay, list[Open]] = defaultdict(list)
    for one in near.open_for(who.facts, edition):
        if one[0] <= worst:
            by_stay[one[1]].append(one)
    made = [_of_stay(who, edition, stay, some) for stay, some in by_stay.items()]
    return max(made, key=lambda one: one.urgency, default=None)


def _of_stay(who: Subject, edition: policy.Edition, stay: policy.Stay, some: list[Open]) -> ToAsk:
    rank = min(one[0] for one in some)
    row = edition.table.rows[rank]
    _, days = days_of(stay.start, stay.end)
    listings = sorted(
        {one[2].id: one[2] for one in some}.values(),
        key=lambda one: (-_overlap(stay, one), one.level != "high", -len(one.place), one.id),
    )
    gravest = {one[2].place: one[2] for one in some if one[0] == rank}
    part, by_people = share(stay.place, gravest.values())
    overlap = max(_overlap(stay, one[2]) for one in some if one[0] == rank)
    visits = sum(one.place == stay.place for one in who.facts.stays)
    begun = max(one[3] for one in some if one[0] == rank)
    left = left_of(begun, row.lasts, clock.today())
    score = urgency(likelihood(part, max(overlap, 1), days, visits), rank, left)
    until = begun + timedelta(days=row.lasts) if row.lasts else None
    return ToAsk(
        who,
        "listed",
        stay,
        tuple(listings),
        asking.where_exactly(stay),
        row.colour,
        row.class_code,
        score,
        by_people,
        none_tells=any(edition.table.rows[one[0]].widen == "area" for one in some),
        why=Why(part, overlap, days, visits, until=until),
    )


def _overlap(stay: policy.Stay, listing: policy.Listing) -> int:
    return overlap_of(stay.start, stay.end, listing.listed_from, listing.listed_to)


def share(place: str, listings: Iterable[policy.Listing]) -> tuple[float, bool]:
    """The part of a place that is listed, and whether by its people: by the divisions below it
    where their people were not counted. An area inside a division counts for one of those below."""
    parts = [(max(one.place, place, key=len), one.exact) for one in listings]
    people = {code: _people(code) for code in (place, *(code for code, _ in parts))}
    by_people = all(people.values())
    size = (lambda code: float(people[code] or 0)) if by_people else _villages
    listed = sum(size(code) / (1 if exact else _below(code)) for code, exact in parts)
    return share_of(listed, size(place)), by_people


def _people(code: str) -> int | None:
    row = places.division(code)
    return row.population if row else None


def _below(code: str) -> int:
    """The divisions one level below; where none is known, as many as is usual."""
    return len(places.children_of(code)) or USUAL.get(len(code), 10)


def _villages(code: str) -> float:
    """About how many villages a division has: those that are known, else as many as is usual."""
    below = places.children_of(code)
    if below and len(code) < len("410105"):
        return sum(_villages(one.code) for one in below if len(one.code) > len(code)) or 1
    if below and len(code) == len("410105"):
        return float(len(below) * USUAL[9])
    return float(len(below) or VILLAGES.get(len(code), 1))


def _unknown(who: Subject, edition: policy.Edition, doubt: Doubt | None) -> ToAsk | None:
    found = policy.unknowns(who.facts)
    if doubt is None or not found or not doubt.matters(clock.today()):
        return None
    first, maybe = found[0], doubt.possible
    stay = first.stay or next(iter(who.facts.stays), policy.Stay("", who.facts.arrival))
    kind = first.kind if stay.text or first.kind == "overseas" else "missing"
    ranks = {row.id: rank for rank, row in enumerate(edition.table.rows)}
    rank = ranks.get(maybe.row, 0) if maybe else len(ranks) // 2
    likely = 1 / len(stay.candidates) if stay.candidates else UNKNOWN
    colour, class_code = (maybe.colour, maybe.class_code) if maybe else ("", "")
    left = left_of(doubt.until - MATTERS, MATTERS.days, clock.today()) if doubt.until else 1.0
    return ToAsk(
        who,
        kind,
        stay,
        (),
        asking.question_of(kind, stay.text),
        colour,
        class_code,
        urgency(likely, rank, left),
        by_people=False,
        why=Why(meant=len(stay.candidates), until=doubt.until),
    )
