"""Inspections (验码巡查): what was not met, and the look afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.venues import in_force
from fangxian.lines.venues.errors import AlreadyRechecked, UnknownFinding
from fangxian.lines.venues.models import Inspection
from fangxian.lines.venues.services.codes import place_of

INSPECT = "venues.inspect"


def _place_of_inspection(inspection_id: int) -> str:
    found = Inspection.objects.filter(pk=inspection_id).values_list("venue__place", flat=True)
    if not found:
        raise NotFound(what=Text("巡查记录", "The inspection"))
    return found[0]


@verb(needs=INSPECT, words=Text("验码巡查", "inspected"), at=lambda venue_id: place_of(venue_id))
def inspect(venue_id: int, faults: Sequence[str], note: str = "", *, by: Actor) -> int:
    """Record an inspection. `faults`: items of the list (their Chinese words) that were not
    met; none means all was well. With faults a re-check falls due."""
    return _write(venue_id, faults, note, None, by)


@verb(
    needs=INSPECT,
    words=Text("巡查复核", "re-checked"),
    at=lambda inspection_id: _place_of_inspection(inspection_id),
)
def recheck(inspection_id: int, faults: Sequence[str], note: str = "", *, by: Actor) -> int:
    """Look again at what an inspection found. What is still wrong falls due once more."""
    first = Inspection.objects.select_for_update().get(pk=inspection_id)
    if Inspection.objects.filter(follows=first).exists():
        raise AlreadyRechecked
    return _write(first.venue_id, faults, note, first, by)


def _write(
    venue_id: int, faults: Sequence[str], note: str, follows: Inspection | None, by: Actor
) -> int:
    known = {item.zh for item in in_force.inspection_items()}
    known |= set(follows.faults) if follows else set()
    for item in faults:
        if item not in known:
            raise UnknownFinding(item=item[:40])
    due = clock.today() + timedelta(days=in_force.recheck_days()) if faults else None
    made = Inspection.objects.create(
        venue_id=venue_id,
        at=clock.now(),
        inspector=by.name[:80],
        inspector_id=by.account_id,
        faults=list(dict.fromkeys(faults)),
        note=note.strip()[:300],
        due_on=due,
        follows=follows,
    )
    audit.note(subject=f"venues.inspection:{made.pk}", faults=len(made.faults))
    return made.pk
