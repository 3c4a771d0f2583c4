"""Which listing spoke: found after a population was decided, for those whom a row matched.

The listing named is the one with the latest exposed day, then the certain, then the one
that lies nearest to the stay, then the lowest id: the same for the same data every time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from fangxian.ground.policy.rules import (
    DIGITS,
    Listing,
    Row,
    Stay,
    counts,
    exposed,
    last_exposed_day,
)
from fangxian.ground.policy.table_shapes import Mark

Key = tuple[str, date | None, date, tuple[Mark, ...], tuple[Mark, ...], bool]


class Reasons:
    """The listings of one row by the prefixes under which a stay can meet them."""

    def __init__(self, row: Row, listings: Iterable[Listing]) -> None:
        self._row = row
        self._by_wide: dict[str, list[Listing]] = defaultdict(list)
        self._coarser: dict[str, set[str]] = defaultdict(set)
        for listing in listings:
            if counts(row, listing):
                wide = listing.place[: DIGITS[row.widen]]
                self._by_wide[wide].append(listing)
                for length in range(2, len(wide)):
                    self._coarser[wide[:length]].add(wide)
        self._found: dict[Key, Listing | None] = {}

    def listing_for(self, stay: Stay, *, certain: bool) -> Listing | None:
        """The listing by which the row held for this stay."""
        key = (stay.place, stay.start, stay.end, stay.inside, stay.outside, certain)
        if key not in self._found:
            self._found[key] = self._seek(stay, certain=certain)
        return self._found[key]

    def _seek(self, stay: Stay, *, certain: bool) -> Listing | None:
        best: tuple[date, int, int] | None = None
        found: Listing | None = None
        for listing in self._near(stay.place):
            if exposed(stay, listing, self._row.widen) is not certain:
                continue
            last = last_exposed_day(stay, listing, self._row.before_listing_days)
            if last is None:
                continue
            rank = (last, _shared(stay.place, listing.place), -listing.id)
            if best is None or rank > best:
                best, found = rank, listing
        return found

    def _near(self, place: str) -> Iterable[Listing]:
        for length in range(2, len(place) + 1):
            yield from self._by_wide.get(place[:length], ())
        for wide in self._coarser.get(place, ()):
            yield from self._by_wide[wide]


def _shared(one: str, other: str) -> int:
    """How many leading digits two places share."""
    for length, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return length
    return min(len(one), len(other))
