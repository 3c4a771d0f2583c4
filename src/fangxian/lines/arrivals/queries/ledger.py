"""The ledger: who comes, from where, in which class, filtered and sorted."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.ground.tasks import api as tasks
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.pages import SIZE, Page
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question, reading
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.arrivals.queries import counting
from fangxian.lines.arrivals.queries.found import READ, LedgerFilter, found, in_force

SORTS = {
    "-arrival": ("-arrival", "id"),
    "arrival": ("arrival", "id"),
    "-filed_at": ("-filed_at", "id"),
    "name": ("person__name_key", "id"),
    "place": ("place", "-arrival", "id"),
    "origin": ("origin", "-arrival", "id"),
    "class": ("class_code", "-arrival", "id"),
}


@dataclass(frozen=True)
class LedgerRow:
    """A line of the ledger, masked."""

    declaration_id: int
    person_id: int
    name: str
    document_type: str
    number: str
    origin: str  # as named; the full name of the division when a code was filed
    leaving: date | None
    arrival: date
    place: str
    town: str
    village: str
    overseas: bool | None
    class_code: str
    colour: str
    measure: str  # in force today; "none" when none is
    measure_until: date | None
    in_place: tasks.Confirmed | None  # by what the measure in force is in place; None: it is not
    uncertain: bool
    missing: tuple[str, ...]
    unresolved: tuple[str, ...]
    filed_at: datetime
    unproven: bool = False  # strangers' words are all that is known


@reading(needs=READ, words=Text("查看台账", "looked at the ledger"))
def ledger(wanted: LedgerFilter, page: int = 1, *, by: Actor, size: int = SIZE) -> Page[LedgerRow]:
    """A page of the ledger. Seven queries, however many rows there are."""
    ordered = found(wanted, by).order_by(*SORTS.get(wanted.sort, SORTS["-arrival"]))
    start = (max(page, 1) - 1) * size
    rows, total = list(ordered[start : start + size]), counting.total(wanted, by)
    audit.note(person_ids=[row.person_id for row in rows], place=wanted.place, count=len(rows))
    return Page(_shown(rows, wanted.on or clock.today()), total, page, size)


@question(needs=READ)
def persons_meant(
    wanted: LedgerFilter, *, by: Actor, ids: Collection[int] = (), most: int
) -> tuple[int, ...]:
    """The persons of a filter, of these declarations alone where some are named; so many at most, for
    who instructs about them: their names are looked at there."""
    rows = found(wanted, by)
    if ids:
        rows = rows.filter(pk__in=list(ids))
    return tuple(rows.order_by("id").values_list("person_id", flat=True)[:most])


def _shown(rows: list[Declaration], day: date) -> tuple[LedgerRow, ...]:
    ids = [row.person_id for row in rows]
    names, documents = people.names_of(ids), people.masked_documents(ids)
    held = {
        phase.number: phase for phase in in_force(day).filter(number__in=[row.pk for row in rows])
    }
    confirmed = tasks.confirmed(ids)
    return tuple(
        LedgerRow(
            declaration_id=row.pk,
            person_id=row.person_id,
            name=names.get(row.person_id, ""),
            document_type=documents[row.person_id][0].type if row.person_id in documents else "",
            number=documents[row.person_id][0].number if row.person_id in documents else "",
            origin=origin_shown(row),
            leaving=row.leaving,
            arrival=row.arrival,
            place=row.place,
            town=places.name_of(row.place[:9]) if len(row.place) >= 9 else row.town_text,
            village=places.name_of(row.place[:12]) if len(row.place) >= 12 else row.village_text,
            overseas=row.overseas,
            class_code=row.class_code,
            colour=row.colour,
            measure=held[row.pk].measure if row.pk in held else "none",
            measure_until=held[row.pk].end if row.pk in held else None,
            in_place=_confirmed(row, held, confirmed, day),
            unproven=row.unproven,
            uncertain=row.uncertain,
            missing=tuple(row.missing),
            unresolved=tuple(row.unresolved),
            filed_at=row.filed_at,
        )
        for row in rows
    )


def _confirmed(
    row: Declaration,
    held: Mapping[int, Any],
    confirmed: Mapping[int, tuple[tasks.Confirmed, ...]],
    day: date,
) -> tasks.Confirmed | None:
    if row.pk not in held or row.arrival > day:
        return None
    return tasks.in_place(held[row.pk].measure, confirmed.get(row.person_id, ()))


def origin_shown(row: Declaration) -> str:
    """The origin as it was named; a bare code is shown by its name."""
    bare = row.origin_text.isascii() and row.origin
    return places.full_name(row.origin) if bare else row.origin_text
