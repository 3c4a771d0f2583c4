"""From what a door heard of a visit to the row that is written, with the flags it carries alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from fangxian.kernel import clock
from fangxian.kernel.actor import Scope
from fangxian.lines.venues import rules, store
from fangxian.lines.venues.rows import NewVisit, Row
from fangxian.lines.venues.rules import Span, Terms

MOST_IN_A_GROUP = 999


class Venue(NamedTuple):
    """What is known of a venue when visits of it are drawn."""

    place: str = ""  # not on the register
    closed_at: datetime | None = None
    outside: bool = False  # of the area of whoever records


NOWHERE = Venue()


def draw(
    visits: Sequence[NewVisit], received: datetime, terms: Terms, scope: Scope | None
) -> list[Row]:
    """The rows of visits whose ids are all different."""
    venues = {
        number: Venue(place, closed_at, scope is not None and not scope.covers(place))
        for number, (place, closed_at) in store.places_of({one.venue_id for one in visits}).items()
    }
    codes = store.generations_of({one.code_id for one in visits if one.code_id is not None})
    believed = rules.plausible(clock.county(received), terms)
    seen = Seeing(terms, believed, venues, codes)
    told = [rules.told_at(visit.client_id, visit.at) for visit in visits]
    times = _times(visits, told, believed, received)
    return [seen.row(*one) for one in zip(visits, times, told, strict=True)]


def _times(
    visits: Sequence[NewVisit], told: Sequence[datetime], believed: Span, received: datetime
) -> list[datetime]:
    """When each visit is taken to have been: as it was told, or when it was received if that cannot be.
    What does not follow from the id alone is kept with it the first time, so that the same event
    comes to the same time whenever it is sent again."""
    kept = store.times_kept([visit.client_id for visit in visits])
    unkept = {
        visit.client_id: rules.settled_at(at, visit.at, believed, received)
        for visit, at in zip(visits, told, strict=True)
        if visit.client_id not in kept and not rules.speaks_for_itself(visit.client_id, believed)
    }
    kept |= store.first_times(unkept)
    return [kept.get(visit.client_id, at) for visit, at in zip(visits, told, strict=True)]


@dataclass(frozen=True, slots=True)
class Seeing:
    """What a batch's visits are looked at with. `plausible`: earliest and latest time that is
    believed; `generations`: of the codes that were scanned, as they are now."""

    terms: Terms
    plausible: tuple[datetime, datetime]
    venues: Mapping[int, Venue]
    generations: Mapping[int, int]

    def row(self, visit: NewVisit, at: datetime, told: datetime) -> Row:
        """`told`: what the event's own clock said."""
        venue = self.venues.get(visit.venue_id, NOWHERE)
        out_at = visit.out_at if visit.out_at and visit.out_at >= at else None
        return Row(
            client_id=visit.client_id,
            at=at,
            venue_id=visit.venue_id,
            code_id=visit.code_id,
            person_id=visit.person_id,
            out_at=out_at,
            place=venue.place,
            how=visit.how if visit.how in rules.HOWS else "self",
            group_size=min(max(visit.group_size, 1), MOST_IN_A_GROUP),
            flags=self._flags(visit, at, told, venue),
            device=visit.device[:40].replace("\0", ""),
            shown=visit.shown and visit.shown[:16],
        )

    def _flags(self, visit: NewVisit, at: datetime, told: datetime, venue: Venue) -> int:
        """Those that follow from the visit itself. A bit times whether it holds: no branches,
        for this runs for every scan of the county."""
        place, closed_at, outside = venue
        earliest, latest = self.plausible
        old = visit.generation is not None and visit.generation != (
            self.generations.get(visit.code_id or 0)
        )
        return (
            rules.NO_VENUE * (place == "")
            | rules.CLOSED * (closed_at is not None and at > closed_at)
            | rules.WRONG_CLOCK * (not earliest <= told <= latest)
            | rules.UNNAMED * (visit.person_id is None)
            | rules.OLD_CODE * old
            | rules.FORWARDED * rules.is_forwarded(place, visit.elsewhere, visit.lay, self.terms)
            | rules.OUTSIDE_DUTY * (outside or not (place or visit.area).startswith(visit.area))
        )
