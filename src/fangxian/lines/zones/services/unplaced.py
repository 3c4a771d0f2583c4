"""Names that no rule could place, placed by a person once for all their areas."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from django.db.models import QuerySet

from fangxian.ground.places import api as places
from fangxian.kernel import audit, clock, outbox
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.errors import NotFound, TakesTwo
from fangxian.kernel.text import Text
from fangxian.kernel.verb import Part, is_agreed, verb
from fangxian.lines.zones import store
from fangxian.lines.zones.asking import MORE
from fangxian.lines.zones.errors import UnknownPlace
from fangxian.lines.zones.events import WideAreaByHand
from fangxian.lines.zones.models import PlacedAlone, Region, RiskArea, ZoneRegister
from fangxian.lines.zones.place_matching import RULES, Placed, place_region
from fangxian.lines.zones.services import changes, lowering, wide
from fangxian.lines.zones.services.regions import KnownRegion

PLACE = "zones.place_unresolved"


def _part(region_id: int, code: str, exact: bool, by: Actor) -> Part:  # noqa: FBT001 as the verb's
    """What takes an area away, or narrows it, frees who was there; what moves or widens it catches
    who was not."""
    region = Region.objects.filter(pk=region_id).first()
    if region is None or places.division(code) is None:
        return ""
    return "" if _may(_hand(region, by), region, Placed(code, exact)) else "both"


def _hand(region: Region, by: Actor) -> lowering.Hand:
    return lowering.Hand(by, list(_of(region).values_list("pk", flat=True)))


def _may(hand: lowering.Hand, region: Region, placed: Placed) -> bool:
    """Only to a place inside the one on record; what it frees is judged against what stood before
    this hand began on the name, so that two presses free no more than one."""
    if hand.by.account_id is not None and not placed.place.startswith(region.code):
        return False
    begun = _begun(region, hand.by)
    for (area, _), (before, after), _, community in _replaced(_of(region), {region.pk: placed}):
        stood = KnownRegion(region.pk, begun).place(community)[0] if begun else before
        away = lowering.taken_away(stood, after)
        if not hand.may(away, area if away else 0):
            return False
    return True


def _begun(region: Region, by: Actor) -> Placed | None:
    """Where a name was before this hand alone placed it within the last day; None: it did not."""
    since = clock.now() - wide.WITHIN
    found = PlacedAlone.objects.filter(lowering.of_hand(by), region=region, at__gt=since)
    first = found.order_by("pk").first()
    return Placed(first.place, first.exact) if first else None


def _of(region: Region) -> QuerySet[RiskArea]:
    return RiskArea.objects.filter(region=region)


@verb(needs="zones.edit", words=Text("地名定位", "placed a name"), part=_part)
def place_unresolved(
    region_id: int, code: str, why: str = "", *, exact: bool = True, by: Actor
) -> int:
    """Say which division a published triple is; how many areas moved. `exact` False when
    the names mean only a part of the division (a development zone inside a district). A name that has
    a place is placed anew with a reason; elsewhere, wider, or where that frees more than one may
    (`lowering`), by two people (`access.do_or_ask`)."""
    changes.wait_for_others()
    region = Region.objects.filter(pk=region_id).first()
    if region is None:
        raise NotFound(what=Text("地区名称", "The name of the place"))
    if places.division(code) is None:
        raise UnknownPlace(place=code)
    if is_agreed(PLACE):
        PlacedAlone.objects.filter(region=region).delete()  # what stands now, two stand for
    else:
        _by_one(region, Placed(code, exact), why, by)
    was_wide = wide.is_wide(region.code, region.exact)
    Region.objects.filter(pk=region.pk).update(code=code, exact=exact, by_hand=True, kept=False)
    moved = _move(_replaced(_of(region), {region.pk: Placed(code, exact)}))
    audit.note(
        subject=f"zones.region:{region.pk}",
        place=code,
        names=str(region),
        moved=moved,
        purpose=why.strip(),
    )
    if moved and (was_wide or wide.is_wide(code, exact)):
        subject, shown = f"zones.region:{region.pk}", f"{region} → {code}"
        outbox.emit(WideAreaByHand(subject=subject, what="placed", shown=shown, by=by.name))
    return moved


def _by_one(region: Region, placed: Placed, why: str, by: Actor) -> None:
    if region.code:
        lowering.check_why(why, by)
    hand = _hand(region, by)
    if not _may(hand, region, placed):
        raise TakesTwo
    hand.keep()
    if region.code:
        PlacedAlone.objects.create(
            region=region,
            place=region.code,
            exact=region.exact,
            at=clock.now(),
            by_id=by.account_id,
        )


@verb(needs="zones.edit", words=Text("重新定位", "placed names again"))
def place_again(counties: Sequence[str] = (), *, by: Actor) -> int:
    """Place published names again after divisions came or were renamed: open names, and
    areas in these counties (none given: all). What a person has said of a name stays, and so
    does whatever has a place, where another would free who was there: it is work, to be placed by
    hand. How many areas moved."""
    changes.wait_for_others()
    regions = {region.pk: region for region in Region.objects.all()}
    kept = {pk for pk, region in regions.items() if _keeps(region, counties)}
    known = {pk: Placed(region.code, region.exact) for pk, region in regions.items()}
    wanted = [pk for pk, placed in known.items() if _concerns(counties, placed.place)]
    found = list(_replaced(RiskArea.objects.filter(region__in=wanted), known))
    lowered = {area for (area, _), where, _, _ in found if lowering.taken_away(*where)}
    kept |= {*RiskArea.objects.filter(pk__in=lowered).values_list("region_id", flat=True)}
    _keep([regions[pk] for pk in wanted], kept, by)
    Region.objects.bulk_update(regions.values(), ["code", "exact", "kept"], batch_size=2_000)
    moved = _move(one for one in found if one[0][0] not in lowered)
    if not counties:
        ZoneRegister.objects.filter(id=1).update(rules=RULES)
    audit.note(subject="zones.areas", moved=moved)
    return moved


def _keeps(region: Region, counties: Sequence[str]) -> bool:
    """Place a name by the rules; whether it keeps its place, as the one they say would lower."""
    if region.by_hand or (region.code and not _concerns(counties, region.code)):
        return False
    placed = place_region((region.province, region.city, region.county))
    if lowering.taken_away(Placed(region.code, region.exact), placed):
        return True
    region.code, region.exact = placed.place, placed.exact
    return False


def _keep(regions: Iterable[Region], kept: Collection[int], by: Actor) -> None:
    """These are work, or are no longer; what is work only now is told once."""
    new = []
    for region in regions:
        if region.pk in kept and not region.kept:
            new.append(region)
        region.kept = region.pk in kept
    if new:
        shown = MORE.format(area=new[0], count=len(new)) if len(new) > 1 else str(new[0])
        subject = f"zones.region:{new[0].pk}"
        outbox.emit(WideAreaByHand(subject=subject, what="kept", shown=shown, by=by.name))


def bootstrap() -> None:
    """Areas that older rules placed, or could not, are placed by the rules of today. Costs one
    query when they are."""
    if not ZoneRegister.objects.filter(id=1, rules=RULES).exists():
        place_again(by=SYSTEM)


def _held(place: str, exact: bool, also: list[str], also_exact: list[bool]) -> Placed:  # noqa: FBT001 columns
    return Placed(place, exact, tuple(map(Placed, also, also_exact)))


def _concerns(counties: Sequence[str], code: str) -> bool:
    return not counties or any(
        code.startswith(county) or county.startswith(code) for county in counties if code
    )


def _move(replaced: Iterable[Replaced]) -> int:
    """Place areas by what their regions are now taken to be, and tell who is concerned."""
    moved, where, source = [], set(), 0
    for (pk, source_id), (before, placed), kind, _ in replaced:
        moved.append((pk, placed, kind))
        where |= {one.place for one in (*before.all, *placed.all)}
        source = max(source, source_id)
    store.change_places(moved)
    if moved:
        changes.tell(source, where, added=0, ended=0, moved=len(moved))
    return len(moved)


Replaced = tuple[tuple[int, int], tuple[Placed, Placed], str, str]


def _replaced(areas: QuerySet[RiskArea], known: Mapping[int, Placed]) -> Iterator[Replaced]:
    """What would lie elsewhere: (area, source), where it was and will be, kind of the city, text."""
    columns = ("place", "exact", "also", "also_exact", "pk", "region_id", "community", "source_id")
    for *held, pk, region_id, community, source_id in areas.values_list(*columns):
        before = _held(*held)
        placed, kind = KnownRegion(region_id, known[region_id]).place(community)
        if placed != before:
            yield (pk, source_id), (before, placed), kind, community
