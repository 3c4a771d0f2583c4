"""How people come, as the card of whoever goes to meet them says it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import reading
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.arrivals.queries.found import READ


@dataclass(frozen=True, slots=True)
class ComingRow:
    """Of one person: the house, the day, the vehicle, from where, and the area and level that count.
    `vehicle` is "火车 K8072" or as much of it as was said; `listing` as the screening kept it, None
    where no listed area decided; `free_from` the day after the last measure."""

    person_id: int
    place: str
    address: str
    arrival: date
    vehicle: str
    origin: str  # as named
    origin_place: str
    listing: dict[str, Any] | None
    colour: str
    free_from: date | None


@reading(needs=READ, words=Text("查看到达信息", "looked at how they arrive"))
def comings(person_ids: Collection[int], *, by: Actor) -> dict[int, ComingRow]:
    """Person → how they come, for those whom the actor may read. One query."""
    within = by.scope(READ).q(place="place", owner="created_by_id")
    rows = Declaration.objects.filter(within, person_id__in=person_ids).select_related("screening")
    found = {row.person_id: _coming(row) for row in rows}
    audit.note(subject="arrivals.declarations", person_ids=sorted(found), count=len(found))
    return found


def _coming(row: Declaration) -> ComingRow:
    return ComingRow(
        person_id=row.person_id,
        place=row.place,
        address=row.address_text,
        arrival=row.arrival,
        vehicle=" ".join(part for part in (row.transport, row.vehicle) if part),
        origin=row.origin_text,
        origin_place=row.origin,
        listing=row.screening.listing if row.screening else None,
        colour=row.colour,
        free_from=row.free_from,
    )


def arrives_on(person_id: int) -> date | None:
    """The day on which somebody comes or came, for their own page: whoever calls has proven that it is
    they. One query."""
    rows = Declaration.objects.filter(person_id=person_id)
    return rows.values_list("arrival", flat=True).first()
