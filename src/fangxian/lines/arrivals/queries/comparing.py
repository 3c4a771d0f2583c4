"""A claim beside the record, field by field: what stands, by whose word and since when, and what the
claim says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.lines.arrivals import claiming
from fangxian.lines.arrivals.filing import PHONE, PLACE, UNDECLARED, State
from fangxian.lines.arrivals.models import Claim
from fangxian.lines.arrivals.parsing import Known
from fangxian.lines.arrivals.planning import Claimed
from fangxian.lines.arrivals.recorded import declared
from fangxian.lines.arrivals.rules import FIELDS

NAME = 0  # of `PersonState.values`
PERSON = (("name", NAME), ("phone", PHONE))
WHERE_TO = ("town", "village")
BY_WHICH_DOOR = "method"
MASKS = {"name": people.mask_name, "phone": people.mask_phone}


@dataclass(frozen=True)
class Compared:
    """One field. `record`, `claim`: as people write them, names and phones masked, "" where nothing is
    said; `word` and `at`: by whose word the record stands (people.Provenance) and since when, None where
    it says nothing."""

    field: str
    record: str
    claim: str
    differs: bool
    word: int | None
    at: datetime | None


def compared(claims: Sequence[Claim]) -> dict[int, tuple[Compared, ...]]:
    """Claim → its fields that say something, in the order of the template; a claim that is not read as
    a filing any more is absent."""
    opened = claiming.opened(claims)
    ids = {one.person.id for one in opened.values() if one.person.id is not None}
    states = dict(declared(sorted(ids), Known(places.home())))
    return {
        number: tuple(_fields(one, states.get(one.person.id or 0, UNDECLARED)))
        for number, one in opened.items()
    }


def stands(person_id: int) -> dict[str, str]:
    """Field → what the record says of a person, in clear; "" where it says nothing."""
    known = people.states_by_id([person_id])[person_id]
    found = dict(declared([person_id], Known(places.home()))).get(person_id, UNDECLARED)
    return {field: _text(known.values[at]) for field, at in PERSON} | {
        field: _text(value)
        for field, value in zip(FIELDS, found.values, strict=True)
        if field != BY_WHICH_DOOR
    }


def _fields(one: Claimed, before: State) -> Iterator[Compared]:
    known, filed = one.person, one.filed
    for field, at in PERSON:
        stamp = known.times[at]
        yield from _one(field, known.values[at], filed.person[at], stamp)
    there = bool(known.place) and known.place == filed.person[PLACE]
    for at, field in enumerate(FIELDS):
        if field == BY_WHICH_DOOR:  # stands above it
            continue
        same = there and field in WHERE_TO
        yield from _one(field, before.values[at], filed.journey[at], before.times[at], same=same)


def _one(
    field: str, stands: Any, said: Any, stamp: people.Stamp | None, *, same: bool = False
) -> Iterator[Compared]:
    """`same`: what is understood of both is one, however it is written (三堰村 and 三堰村委会)."""
    record, claim = _text(stands), _text(said)
    if not claim:
        return
    same = same or (people.same_name(record, claim) if field == "name" else record == claim)
    mask = MASKS.get(field, str)
    told = stamp if record else None
    yield Compared(
        field,
        mask(record) if record else "",
        mask(claim),
        not same,
        told.word if told else None,
        told.at if told else None,
    )


def _text(value: Any) -> str:
    """A value of a journey or a person as a cell has it."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return str(getattr(value, "text", value))
