"""Names that no rule could place, placed by a person once for all their areas."""

from __future__ import annotations

from fangxian.ground.places import api as places
from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.verb import verb
from fangxian.lines.zones import store
from fangxian.lines.zones.errors import UnknownPlace
from fangxian.lines.zones.models import Region, RiskArea
from fangxian.lines.zones.placing import Placed
from fangxian.lines.zones.services import changes
from fangxian.lines.zones.services.regions import KnownRegion


@verb(needs="zones.edit")
def place_unresolved(region_id: int, code: str, *, exact: bool = True, by: Actor) -> int:
    """Say which division a published triple is; how many areas moved. `exact` False when
    the names mean only a part of the division (a development zone inside a district)."""
    changes.wait_for_others()
    region = Region.objects.filter(pk=region_id).first()
    if region is None:
        raise NotFound(what="地区名称")
    if places.division(code) is None:
        raise UnknownPlace(place=code)
    Region.objects.filter(pk=region.pk).update(code=code, exact=exact, by_hand=True)
    known = KnownRegion(region.pk, Placed(code, exact))
    areas = list(
        RiskArea.objects.filter(region=region).values_list(
            "pk", "community", "place", "exact", "source_id"
        )
    )
    moved, where = [], {code}
    for pk, community, place, was_exact, _ in areas:
        placed, kind = known.place(community)
        if (placed.place, placed.exact) != (place, was_exact):
            moved.append((pk, placed, kind))
            where |= {place, placed.place}
    store.change_places(moved)
    if moved:
        changes.tell(max(area[4] for area in areas), where, added=0, ended=0, moved=len(moved))
    audit.note(subject=f"zones.region:{region.pk}", place=code, names=str(region), moved=len(moved))
    return len(moved)
