"""Why a person has their colour: every standing with its citation and end, and what would
turn it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fangxian.ground.people import api as people
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import PUBLIC, reading
from fangxian.lines.codes.models import Appeal, Standing
from fangxian.lines.codes.queries.colours import ColourNow, colours_of
from fangxian.lines.codes.rules import ORIGINS, Span
from fangxian.lines.codes.scheme import Scheme, Shade, scheme_on
from fangxian.lines.codes.wording import UNDECIDED, Holding, turning_back


@dataclass(frozen=True)
class StandingRow:
    """One line of the ledger. `holds`: at the moment asked about."""

    id: int
    shade: Shade
    reason: str
    words: Text
    clause: dict[str, Any]
    source: str
    key: str
    origin: str
    origin_words: Text
    since: datetime
    until: datetime | None
    place: str
    made_at: datetime
    made_by: str
    ended_at: datetime | None
    ended_how: str
    ended_why: str
    holds: bool
    appeal_id: int | None  # open appeal against it


@dataclass(frozen=True)
class ColourExplained:
    """The colour of a person at a moment and everything that it is made of, newest first."""

    person_id: int
    name: str  # masked
    at: datetime
    colour: ColourNow
    standings: tuple[StandingRow, ...]
    what_turns_back: Text
    edition: Text
    edition_id: str

    @property
    def holding(self) -> tuple[StandingRow, ...]:
        return tuple(row for row in self.standings if row.holds)


def _place(person_id: int) -> str | None:
    return people.places_of([person_id]).get(person_id)


@reading(needs="codes.explain", words=Text("查看码色原因", "asked why this colour"), at=_place)
def explain(person_id: int, *, at: datetime | None = None, by: Actor) -> ColourExplained:
    """Somebody's colour, for an official: now, or as it was at a moment."""
    return _explained(person_id, at)


@reading(needs=PUBLIC, words=Text("本人查看码色原因", "asked why, themselves"))
def explain_own(person_id: int, *, by: Actor) -> ColourExplained:
    """One's own colour: the door has proven who asks."""
    return _explained(person_id, None)


def _explained(person_id: int, at: datetime | None) -> ColourExplained:
    name = people.names_of([person_id]).get(person_id)
    if name is None:
        raise NotFound(what=Text(f"人员 {person_id}", f"Person {person_id}"))
    moment = at or clock.now()
    scheme = scheme_on(moment.astimezone(clock.COUNTY_TIME).date())
    rows = _rows(person_id, moment, scheme)
    audit.note(subject=f"people.person:{person_id}", person_ids=[person_id])
    colour = colours_of([person_id], at)[person_id]
    holding = [_holding(row, scheme) for row in rows if row.holds]
    return ColourExplained(
        person_id,
        name,
        moment,
        colour,
        rows,
        UNDECIDED if colour.undecided else turning_back(holding),
        scheme.edition.title,
        scheme.edition.id,
    )


def _holding(row: StandingRow, scheme: Scheme) -> Holding:
    said = scheme.edition.table.unverified
    unverified = said is not None and row.reason == said.class_code
    return Holding(row.shade.rank, row.until, row.origin_words, unverified)


def _rows(person_id: int, at: datetime, scheme: Scheme) -> tuple[StandingRow, ...]:
    found = list(Standing.objects.filter(person_id=person_id, made_at__lte=at).order_by("-id"))
    open_appeals = dict(
        Appeal.objects.filter(person_id=person_id, decided_at__isnull=True).values_list(
            "standing_id", "id"
        )
    )
    return tuple(_row(one, at, scheme, open_appeals.get(one.pk)) for one in found)


def _row(one: Standing, at: datetime, scheme: Scheme, appeal_id: int | None) -> StandingRow:
    ended = one.ended_at if one.ended_at and one.ended_at <= at else None
    return StandingRow(
        one.pk,
        scheme.shade(one.colour, one.made_at, one.place, one.disease),
        one.reason,
        Text(one.words_zh, one.words_en),
        one.clause,
        one.source,
        one.key,
        one.origin,
        ORIGINS[one.origin],
        one.since,
        one.until,
        one.place,
        one.made_at,
        one.made_by,
        ended,
        one.ended_how if ended else "",
        one.ended_why if ended else "",
        Span(one.since, one.until, one.made_at, one.ended_at).holds(at),
        appeal_id,
    )
