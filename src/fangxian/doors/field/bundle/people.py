"""Who may come by: those expected these days, and everybody who is restricted here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fangxian.doors.field.bundle.salting import index_of
from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.lines.arrivals import api as arrivals
from fangxian.lines.checkpoints import api as checkpoints
from fangxian.lines.codes import api as codes

BEFORE, AFTER = timedelta(days=2), timedelta(days=4)
MOST = 5_000


@dataclass(frozen=True)
class Expected:
    """Who comes, and what was declared of them: person → row of the ledger."""

    rows: dict[int, arrivals.LedgerRow]


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
    known = keys_of(ids)
    colours, names = codes.colours_of(ids), people.names_of(ids)
    plates = checkpoints.plates_of(ids)
    homes = people.places_of(ids)
    rows = [
        _row(salt, number, names[person], colours[person], coming.rows.get(person),
             homes.get(person, ""), plates.get(person, ()))
        for person, number in known.items() if person in names
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row["e"] or "9", row["i"]))


def keys_of(ids: Sequence[int]) -> dict[int, str]:
    """Person → the number by which they are recognised. Stays on the server."""
    audit.note(person_ids=ids, purpose="终端名册")
    return {person: key.number for person, (_, key, _) in people.clear_of(ids).items()}


def _row(
    salt: bytes, number: str, name: str, colour: codes.ColourNow,
    declared: arrivals.LedgerRow | None, home: str, plates: Sequence[str],
) -> dict[str, Any]:  # fmt: skip
    town = declared.town if declared else _name(home, 9)
    village = declared.village if declared else _name(home, 12)
    return {
        "i": index_of(salt, number),
        "n": name,
        "c": colour.code,
        "u": colour.until.isoformat() if colour.until else None,
        "w": colour.words.zh,
        "d": declared.declaration_id if declared else None,
        "e": declared.arrival.isoformat() if declared else None,
        "t": f"{town}{village}",
        "m": _measure(declared),
        "p": [index_of(salt, plate) for plate in plates],
        "k": [],
    }


def _name(place: str, digits: int) -> str:
    return places.name_of(place[:digits]) if len(place) >= digits else ""


def _measure(declared: arrivals.LedgerRow | None) -> str:
    return declared.measure if declared and declared.measure != "none" else ""
