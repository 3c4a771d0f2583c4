"""Areas by which one person decides about a whole county, however they come: by hand, in a file,
or township by township within a day. Somebody else looks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta

from django.db.models import Q

from fangxian.ground.places import api as places
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import Actor
from fangxian.lines.zones.asking import MORE
from fangxian.lines.zones.events import WideAreaByHand
from fangxian.lines.zones.models import RiskArea

COUNTY, TOWN = 6, 9  # digits
WITHIN = timedelta(days=1)
HALF = 0.5  # of a county's people, or of its townships
BY_ONE = ("hand", "simple")  # kinds of source that are one person's word, whoever brings them


def is_wide(place: str, exact: bool) -> bool:  # noqa: FBT001 a column
    """Whether an area placed so is a county or wider, and not somewhere in it."""
    return exact and 0 < len(place) <= COUNTY


def is_wide_area(area: RiskArea) -> bool:
    return any(len(code) <= COUNTY for code in whole(area))


def beyond(codes: Sequence[str]) -> bool:
    """Whether one area's divisions are more than a township: a county or wider, or several."""
    return len({code[:TOWN] for code in codes}) > 1 or any(len(code) <= COUNTY for code in codes)


def tell_if_wide(areas: Sequence[RiskArea], what: str, by: Actor, *, subject: str = "") -> None:
    """Ring once for those of these areas that are a county or wider; `subject` as the audit names
    the operation, "": the first area."""
    found = [area for area in areas if is_wide_area(area)]
    if found:
        outbox.emit(
            WideAreaByHand(
                subject=subject or f"zones.area:{found[0].pk}",
                what=what,
                shown=_of(found[0].shown, len(found)),
                by=by.name,
            )
        )


def tell_if_summed(areas: Iterable[RiskArea], by: Actor, *, once: str = "") -> None:
    """Ring for every county of which one hand has entered more than half within a day, part by
    part: by people, where all its townships say how many live there, or by their number. `once`: the
    subject under which all of them ring together."""
    fine = {code for area in areas for code in whole(area) if len(code) > COUNTY}
    counties = {code[:COUNTY] for code in fine}
    if not counties:
        return
    entered: dict[str, set[str]] = defaultdict(set)
    for area in _entered_by(by):
        for code in whole(area):
            entered[code[:COUNTY]].add(code)
    found = [county for county in sorted(counties) if share(county, entered[county]) > HALF]
    for county in found[:1] if once else found:
        outbox.emit(
            WideAreaByHand(
                subject=once or f"zones.county:{county}",
                what="summed",
                shown=_of(places.full_name(county), len(found) if once else 1),
                by=by.name,
            )
        )


def _of(first: str, count: int) -> str:
    return MORE.format(area=first, count=count) if count > 1 else first


def whole(area: RiskArea) -> list[str]:
    """The divisions that an area is all of."""
    held = [(area.place, area.exact), *zip(area.also, area.also_exact, strict=True)]
    return [place for place, exact in held if place and exact]


def touched(area: RiskArea) -> list[str]:
    """The divisions that an area restricts people in, or makes them uncertain in: all that it names,
    also where it is only a part of one (a building, a development zone placed at its city)."""
    return [place for place in (area.place, *area.also) if place]


def _entered_by(by: Actor) -> Iterable[RiskArea]:
    """What this hand entered within the last day, by lists of whatever shape; the terminal and the
    system are one, and what is published is not their word."""
    hand = Q(source__imported_by_id__isnull=True, source__kind__in=BY_ONE)
    if by.account_id is not None:
        hand = Q(source__imported_by_id__in=by.hand)
    found = RiskArea.objects.filter(hand, source__imported_at__gt=clock.now() - WITHIN)
    return found.only("place", "exact", "also", "also_exact").order_by("pk")


def share(county: str, entered: Collection[str]) -> float:
    """How much of a county these divisions are, from 0 to 1: by people or by townships, the more."""
    towns = places.children_of(county)
    if not towns:
        return 0
    parts = [(town.population, _part(town.code, entered)) for town in towns]
    number = sum(part for _, part in parts) / len(parts)
    people = sum(living or 0 for living, _ in parts)
    if not people or any(living is None for living, _ in parts):
        return number
    return max(number, sum((living or 0) * part for living, part in parts) / people)


def _part(town: str, entered: Collection[str]) -> float:
    """How much of a township, which may be entered village by village."""
    if town in entered:
        return 1
    below = {row.code for row in places.children_of(town)}
    return len(below.intersection(entered)) / len(below) if below else 0
