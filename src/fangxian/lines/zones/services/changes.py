"""Saying what changed: one new token and one fact a file or deed."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from fangxian.kernel import outbox
from fangxian.kernel.actor import Actor
from fangxian.lines.zones.events import RiskAreasChanged, WideAreaByHand
from fangxian.lines.zones.models import RiskArea, ZoneRegister

COUNTY = 6  # digits
MOST_PLACES = 500  # beyond it, "anywhere" is shorter and hardly wider


def wait_for_others() -> None:
    """One list at a time: two imports started at once run one after the other."""
    ZoneRegister.objects.get_or_create(id=1)
    ZoneRegister.objects.select_for_update().get(id=1)


def tell(source_id: int, where: Iterable[str], *, added: int, ended: int, moved: int) -> None:
    """Call only when something changed. `where`: places of any level; "" counts nowhere."""
    ZoneRegister.objects.filter(id=1).update(token=secrets.randbits(62))
    counties = sorted({place[:6] for place in where if place})
    outbox.emit(
        RiskAreasChanged(
            batch_id=source_id,
            places=tuple(counties) if len(counties) <= MOST_PLACES else (),
            added=added,
            ended=ended,
            moved=moved,
        )
    )


def tell_if_wide(area: RiskArea, what: str, by: Actor) -> None:
    """One person decides by it about everybody who was in a whole county: somebody else looks."""
    held = [(area.place, area.exact), *zip(area.also, area.also_exact, strict=True)]
    if any(map(is_wide, *zip(*held, strict=True))):
        words = (area.get_level_display(), str(area.region), area.community)
        shown = " ".join(filter(None, words))
        outbox.emit(
            WideAreaByHand(subject=f"zones.area:{area.pk}", what=what, shown=shown, by=by.name)
        )


def is_wide(place: str, exact: bool) -> bool:  # noqa: FBT001 a column
    """Whether an area placed so is a county or wider, and not somewhere in it."""
    return exact and 0 < len(place) <= COUNTY
