"""A verdict written out in full: what a screening keeps and what it replays from. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fangxian.ground.policy import api as policy


@dataclass(frozen=True, slots=True)
class Traveller:
    """A declaration as the screening sees it. `stays[0]` is the departure place, if known."""

    id: int
    person_id: int
    place: str
    facts: policy.Facts
    digest: bytes  # of the standing screening; empty when there is none
    class_code: str  # as it stands


@dataclass(frozen=True, slots=True)
class Found:
    """What the table said of one traveller."""

    traveller: Traveller
    row: policy.Row | None
    clock: date | None
    uncertain: bool
    stay: policy.Stay | None


@dataclass(frozen=True, slots=True)
class Written:
    """One screening, ready to be kept. `digest` is eight bytes of what was read and eight of
    what was said."""

    declaration_id: int
    place: str
    class_code: str
    colour: str
    uncertain: bool
    facts: str
    listing: str | None
    verdict: str
    phases: tuple[policy.Phase, ...]
    free_from: date | None
    digest: bytes


def facts_as_plain(facts: policy.Facts) -> dict[str, Any]:
    return {
        "arrival": facts.arrival.isoformat(),
        "overseas": facts.overseas,
        "entry": facts.entry.isoformat() if facts.entry else None,
        "stays": [stay_as_plain(stay) for stay in facts.stays],
    }


def facts_from_plain(plain: Mapping[str, Any]) -> policy.Facts:
    return policy.Facts(
        arrival=date.fromisoformat(plain["arrival"]),
        stays=tuple(stay_from_plain(stay) for stay in plain["stays"]),
        overseas=plain["overseas"],
        entry=_day(plain["entry"]),
    )


def stay_as_plain(stay: policy.Stay) -> list[str | None]:
    start = stay.start.isoformat() if stay.start else None
    return [stay.place, start, stay.end.isoformat(), stay.text]


def stay_from_plain(plain: list[str]) -> policy.Stay:
    place, start, end, text = plain
    return policy.Stay(place, date.fromisoformat(end), _day(start), text)


def listing_as_plain(listing: policy.Listing) -> dict[str, Any]:
    return {
        "id": listing.id,
        "level": listing.level,
        "place": listing.place,
        "listed_from": listing.listed_from.isoformat(),
        "listed_to": listing.listed_to.isoformat(),
        "exact": listing.exact,
        "city_kind": listing.city_kind,
        "text": listing.text,
    }


def listing_from_plain(plain: Mapping[str, Any]) -> policy.Listing:
    days = {name: date.fromisoformat(plain[name]) for name in ("listed_from", "listed_to")}
    return policy.Listing(**{**plain, **days})


def phases_as_plain(phases: tuple[policy.Phase, ...]) -> list[dict[str, Any]]:
    return [
        {
            "measure": phase.measure,
            "start": phase.start.isoformat(),
            "end": phase.end.isoformat() if phase.end else None,
            "tests": [day.isoformat() for day in phase.tests],
            "note": phase.note,
        }
        for phase in phases
    ]


def free_from(phases: tuple[policy.Phase, ...]) -> date | None:
    """The first day on which no measure runs any more; None when there is none, or no end."""
    last = phases[-1].end if phases else None
    return last + timedelta(days=1) if last else None


class Writer:
    """Writes the verdicts of one edition, remembering what many people share."""

    def __init__(self, edition: policy.Edition) -> None:
        self._edition = edition
        self._courses: dict[tuple[str, date | None], tuple[tuple[policy.Phase, ...], str]] = {}
        self._heads: dict[str, str] = {}

    def write(self, found: Found, listing: policy.Listing | None) -> Written:
        row, clock, one = found.row, found.clock, found.traveller
        table = self._edition.table
        class_code = row.class_code if row else table.otherwise_class
        colour = row.colour if row else table.otherwise_colour
        phases, course = self._course(row, clock)
        said = (
            f'{{{self._head(row)},"clock":{_json(clock.isoformat() if clock else None)},'
            f'"uncertain":{_json(found.uncertain)},"phases":{course},'
            f'"stay":{_json(stay_as_plain(found.stay) if found.stay else None)}}}'
        )
        read = _json(facts_as_plain(one.facts))
        named = _json(listing_as_plain(listing)) if listing else None
        return Written(
            declaration_id=one.id,
            place=one.place,
            class_code=class_code,
            colour=colour,
            uncertain=found.uncertain,
            facts=read,
            listing=named,
            verdict=said,
            phases=phases,
            free_from=free_from(phases),
            digest=_eight(f"{read}{self._edition.hash}{named}") + _eight(said),
        )

    def _course(
        self, row: policy.Row | None, clock: date | None
    ) -> tuple[tuple[policy.Phase, ...], str]:
        key = (row.id if row else "", clock)
        if key not in self._courses:
            phases = policy.lay_out(row.segments, clock) if row and clock else ()
            self._courses[key] = phases, _json(phases_as_plain(phases))
        return self._courses[key]

    def _head(self, row: policy.Row | None) -> str:
        key = row.id if row else ""
        if key not in self._heads:
            table = self._edition.table
            cited = row.citation if row else None
            head = {
                "class": row.class_code if row else table.otherwise_class,
                "colour": row.colour if row else table.otherwise_colour,
                "row": key,
                "citation": {
                    "pack": cited.pack, "document": cited.document, "clause": cited.clause,
                    "source": cited.source, "mark": cited.mark,
                } if cited else None,
            }  # fmt: skip
            self._heads[key] = _json(head)[1:-1]
        return self._heads[key]


_json: Callable[[Any], str] = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _eight(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=8).digest()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
