"""From what a door heard of a visit to the row that is written, with the flags it carries alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from fangxian.kernel.actor import Scope
from fangxian.lines.venues import rules, store
from fangxian.lines.venues.models import Venue, VenueCode
from fangxian.lines.venues.rules import Terms
from fangxian.lines.venues.store import Row

MOST_IN_A_GROUP = 999


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
        known = Venue.objects.filter(pk__in=venues).values_list("pk", "place", "closed_at")
        meant = VenueCode.objects.filter(pk__in=codes).values_list("pk", "generation")
        return cls({pk: (place, closed) for pk, place, closed in known}, dict(meant))


def draw(
    visits: Sequence[NewVisit], received: datetime, terms: Terms, scope: Scope | None
) -> list[Row]:
    """The rows of visits whose ids are all different."""
    register = Register.of(visits)
    times = _times(visits)
    return [
        _row(
            visit,
            times[visit.client_id],
            _own_flags(visit, times[visit.client_id], received, register, terms, scope),
            register,
        )
        for visit in visits
    ]


def _times(visits: Sequence[NewVisit]) -> dict[UUID, datetime]:
    """The id's own time; for an id without one, the time that came with it first."""
    given = {visit.client_id: rules.moment_of(visit.client_id) for visit in visits}
    without = {
        visit.client_id: rules.whole_milliseconds(visit.at)
        for visit in visits
        if given[visit.client_id] is None
    }
    kept = store.first_times(without)
    return {key: at or kept[key] for key, at in given.items()}


def _own_flags(
    visit: NewVisit, at: datetime, received: datetime, register: Register, terms: Terms,
    scope: Scope | None,
) -> int:  # fmt: skip
    place, closed = register.places.get(visit.venue_id, ("", None))
    generation = register.generations.get(visit.code_id or 0)
    old = visit.generation is not None and visit.generation != generation
    held = {
        rules.NO_VENUE: not place,
        rules.CLOSED: closed is not None and at > closed,
        rules.WRONG_CLOCK: rules.wrong_clock(at, received, terms),
        rules.UNNAMED: visit.person_id is None,
        rules.OLD_CODE: old,
        rules.FORWARDED: rules.is_forwarded(place, visit.elsewhere, visit.lay, terms),
        rules.OUTSIDE_DUTY: scope is not None and bool(place) and not scope.covers(place),
    }
    return rules.mask_of(flag for flag, holds in held.items() if holds)


def _row(visit: NewVisit, at: datetime, flags: int, register: Register) -> Row:
    place, _ = register.places.get(visit.venue_id, ("", None))
    out_at = visit.out_at if visit.out_at and visit.out_at >= at else None
    return Row(
        client_id=visit.client_id, at=at, venue_id=visit.venue_id, code_id=visit.code_id,
        person_id=visit.person_id, out_at=out_at, place=place,
        how=visit.how if visit.how in rules.HOWS else "self",
        group_size=min(max(visit.group_size, 1), MOST_IN_A_GROUP), flags=flags,
        device=visit.device[:40].replace("\0", ""), shown=visit.shown and visit.shown[:16],
    )  # fmt: skip
