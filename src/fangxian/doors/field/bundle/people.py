"""Who may come by: those expected these days, and everybody who is restricted here."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fangxian.doors.field.bundle.salting import index_of
from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import api as arrivals
from fangxian.lines.checkpoints import api as checkpoints
from fangxian.lines.codes import api as codes

BEFORE, AFTER = timedelta(days=2), timedelta(days=4)
MOST = 5_000


@dataclass(frozen=True)
class Expected:
    """Who comes, and what was declared of them: person → row of the ledger."""

    rows: dict[int, arrivals.LedgerRow]


NOBODY = Expected({})


def expected(place: str, around: date, *, by: Actor) -> Expected:
    """Those who arrive inside a place in the days around one, as declared."""
    if not by.may("arrivals.read", place):
        return Expected({})
    wanted = arrivals.LedgerFilter(
        place=place, arrival_from=around - BEFORE, arrival_to=around + AFTER, sort="arrival"
    )
    found = arrivals.ledger(wanted, by=by, size=MOST)
    return Expected({row.person_id: row for row in found.rows})


def ids_around(place: str, around: date, *, by: Actor) -> list[int]:
    """Everybody whom a bundle of that day may have named."""
    held = codes.standings_at(place, by=by) if by.may("codes.scan", place) else ()
    coming = expected(place, around, by=by)
    return list(dict.fromkeys([*coming.rows, *(row.person_id for row in held)]))


def people_of(place: str, salt: bytes, *, by: Actor) -> list[dict[str, Any]]:
    """The rows of a bundle, in order of expected day and index."""
    coming = expected(place, clock.today(), by=by)
    held = codes.standings_at(place, by=by) if by.may("codes.scan", place) else ()
    ids = list(dict.fromkeys([*coming.rows, *(row.person_id for row in held)]))
    marks, colours = marks_of(ids, coming), codes.colours_of(ids)
    seen = checkpoints.seen_lately(ids)
    measures = checkpoints.edition_at(place).measures
    names, homes = people.names_of(ids), people.places_of(ids)
    rows = [
        _row(salt, marks[person], names[person], colours[person], coming.rows.get(person),
             homes.get(person, ""), measures) | {"s": _seen(seen.get(person))}
        for person in ids if person in names and person in marks
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row["e"] or "9", row["i"]))


@dataclass(frozen=True)
class Marks:
    """By what somebody is recognised: document number, vehicles, and what their cards and
    codes name. Stays on the server."""

    number: str
    plates: tuple[str, ...]
    tokens: tuple[str, ...]


def marks_of(ids: Sequence[int], coming: Expected = NOBODY) -> dict[int, Marks]:
    audit.note(person_ids=ids, purpose="终端名册")
    cards, plates = codes.card_tokens(ids), _plates(ids, coming)
    return {
        person: Marks(key.number, plates[person], (*cards.get(person, ()), subject_of(person)))
        for person, (_, key, _) in people.clear_of(ids).items()
    }


def _plates(ids: Sequence[int], coming: Expected) -> dict[int, tuple[str, ...]]:
    """Vehicles of earlier crossings, and the one that was declared for this journey."""
    before = checkpoints.plates_of(ids)
    declared = arrivals.vehicles_of([row.declaration_id for row in coming.rows.values()])
    return {
        person: tuple(dict.fromkeys([
            *before.get(person, ()),
            *(checkpoints.vehicles_in(declared.get(coming.rows[person].declaration_id, ""))
              if person in coming.rows else ()),
        ]))
        for person in ids
    }  # fmt: skip


def subject_of(person_id: int) -> str:
    """The person as their code names them: URL-safe base64 without padding."""
    return base64.urlsafe_b64encode(codes.veil(person_id)).rstrip(b"=").decode()


def _row(
    salt: bytes, marks: Marks, name: str, colour: codes.ColourNow,
    declared: arrivals.LedgerRow | None, home: str, measures: Mapping[str, Text],
) -> dict[str, Any]:  # fmt: skip
    town = declared.town if declared else _name(home, 9)
    village = declared.village if declared else _name(home, 12)
    return {
        "i": index_of(salt, marks.number),
        "n": name,
        "c": colour.code,
        "u": colour.until.isoformat() if colour.until else None,
        "w": colour.words.zh,
        "d": declared.declaration_id if declared else None,
        "e": declared.arrival.isoformat() if declared else None,
        "t": f"{town}{village}",
        "m": _measure(declared, measures),
        "p": [index_of(salt, plate) for plate in marks.plates],
        "k": [index_of(salt, token) for token in marks.tokens],
    }


def _seen(row: checkpoints.SeenRow | None) -> dict[str, str] | None:
    if row is None:
        return None
    return {"at": row.at.isoformat(), "site": row.checkpoint, "o": row.outcome}


def _name(place: str, digits: int) -> str:
    return places.name_of(place[:digits]) if len(place) >= digits else ""


def _measure(declared: arrivals.LedgerRow | None, measures: Mapping[str, Text]) -> str:
    if declared is None or declared.measure in ("", "none"):
        return ""
    said = measures.get(declared.measure)
    return said.zh if said else declared.measure
