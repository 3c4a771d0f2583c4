"""Travellers decided by the edition in force at their destination, and written out. Nothing
is kept here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from fangxian.ground.policy import api as policy
from fangxian.lines.arrivals import population
from fangxian.lines.arrivals.verdicts import Found, Traveller, Writer, Written
from fangxian.lines.zones import api as zones

Decided = tuple[policy.Edition, Sequence[Traveller], Sequence[Written]]


def decided(people: Sequence[Traveller], on: date) -> Iterator[Decided]:
    """As of a day: the policy of that day, the lists as known now. Where nothing is in force,
    nobody is decided."""
    listings = zones.listing_frame()
    for edition, group in population.by_edition(people, on):
        yield edition, group, _written(population.decide(group, edition, listings), edition)


def _written(found: Sequence[Found], edition: policy.Edition) -> list[Written]:
    """Write verdicts out, naming for each the listing that spoke, in its published words."""
    writer, spoke = Writer(edition), _listings_behind(found)
    named = zones.describe(list({listing.id for listing in spoke if listing}))
    worded = {
        listing: replace(listing, text=named[listing.id].text)
        for listing in {one for one in spoke if one and one.id in named}
    }
    return [
        writer.write(one, worded.get(listing, listing) if listing else None)
        for one, listing in zip(found, spoke, strict=True)
    ]


def _listings_behind(found: Sequence[Found]) -> list[policy.Listing | None]:
    known = zones.listings(date.min, date.max)
    reasons: dict[str, policy.Reasons] = {}
    spoke: list[policy.Listing | None] = []
    for one in found:
        if one.row is None or one.stay is None or one.row.origin != "listed":
            spoke.append(None)
            continue
        if one.row.id not in reasons:
            reasons[one.row.id] = policy.Reasons(one.row, known)
        spoke.append(reasons[one.row.id].listing_for(one.stay, certain=not one.uncertain))
    return spoke
