"""From what a door heard of a visit to the row that is written, with the flags it carries alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from fangxian.kernel.actor import Scope
from fangxian.lines.venues import rules, store
from fangxian.lines.venues.rules import Terms
from fangxian.lines.venues.store import Row

MOST_IN_A_GROUP = 999
NOWHERE: tuple[str, datetime | None] = ("", None)


@dataclass(frozen=True, slots=True)
class NewVisit:
    """A visit as a door heard of it.

    client_id   made where the visit was made; the same id is the same visit
    how         self | reverse_code | reverse_card | reverse_number | group
    generation  of the code that was scanned, when it was; older than now: OLD_CODE
    shown       16 bytes of the card or code held out
    elsewhere   where the person is known to be at that time, when somebody knows
    lay         how long the scanned page lay open before it was sent
    """

    client_id: UUID
    venue_id: int
    person_id: int | None
    at: datetime
    out_at: datetime | None = None
    how: str = "self"
    device: str = ""
    group_size: int = 1
    code_id: int | None = None
    generation: int | None = None
    shown: bytes | None = None
    elsewhere: str = ""
    lay: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Register:
    """What is known of the venues and codes of a batch: two queries."""

    places: dict[int, tuple[str, datetime | None]]
    generations: dict[int, int]

    @classmethod
    def of(cls, visits: Sequence[NewVisit]) -> Register:
        venues = {visit.venue_id for visit in visits}
        codes = {visit.code_id for visit in visits if visit.code_id is not None}
        return cls(store.places_of(venues), store.generations_of(codes))


def draw(
    visits: Sequence[NewVisit], received: datetime, terms: Terms, scope: Scope | None
) -> list[Row]:
    """The rows of visits whose ids are all different."""
    register = Register.of(visits)
    seen = Seeing(received, terms, scope, register)
    return [seen.row(visit, at) for visit, at in zip(visits, _times(visits), strict=True)]


def _times(visits: Sequence[NewVisit]) -> list[datetime]:
    """The id's own time; for an id without one, the time that came with it first."""
    given = [rules.moment_of(visit.client_id) for visit in visits]
    without = {
        visit.client_id: rules.whole_milliseconds(visit.at)
        for visit, at in zip(visits, given, strict=True)
        if at is None
    }
    kept = store.first_times(without)
    return [
        kept[visit.client_id] if at is None else at for visit, at in zip(visits, given, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Seeing:
    """What a batch's visits are looked at with."""

    received: datetime
    terms: Terms
    scope: Scope | None
    register: Register

    def row(self, visit: NewVisit, at: datetime) -> Row:
        place, closed = self.register.places.get(visit.venue_id, NOWHERE)
        out_at = visit.out_at if visit.out_at and visit.out_at >= at else None
        return Row(
            client_id=visit.client_id, at=at, venue_id=visit.venue_id, code_id=visit.code_id,
            person_id=visit.person_id, out_at=out_at, place=place,
            how=visit.how if visit.how in rules.HOWS else "self",
            group_size=min(max(visit.group_size, 1), MOST_IN_A_GROUP),
            flags=self._flags(visit, at, place, closed),
            device=visit.device[:40].replace("\0", ""), shown=visit.shown and visit.shown[:16],
        )  # fmt: skip

    def _flags(self, visit: NewVisit, at: datetime, place: str, closed: datetime | None) -> int:
        """Those that follow from the visit itself. A bit times whether it holds: no branches,
        for this runs for every scan of the county."""
        scope, terms = self.scope, self.terms
        old = visit.generation is not None and visit.generation != (
            self.register.generations.get(visit.code_id or 0)
        )
        outside = scope is not None and place != "" and not scope.covers(place)
        return (
            rules.NO_VENUE * (place == "")
            | rules.CLOSED * (closed is not None and at > closed)
            | rules.WRONG_CLOCK * rules.wrong_clock(at, self.received, terms)
            | rules.UNNAMED * (visit.person_id is None)
            | rules.OLD_CODE * old
            | rules.FORWARDED * rules.is_forwarded(place, visit.elsewhere, visit.lay, terms)
            | rules.OUTSIDE_DUTY * outside
        )
