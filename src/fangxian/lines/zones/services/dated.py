"""Areas entered with their days: simple lists, and by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from fangxian.kernel.actor import Actor
from fangxian.lines.zones import rules, store
from fangxian.lines.zones.models import RiskArea, ZoneSource
from fangxian.lines.zones.naming import names_for
from fangxian.lines.zones.reading import ReadList
from fangxian.lines.zones.services import lowering, wide
from fangxian.lines.zones.services.regions import KnownRegion, known_regions
from fangxian.lines.zones.services.tally import Tally
from fangxian.lines.zones.simple import DatedRow
from fangxian.lines.zones.store import NewArea

Identity = tuple[bytes, date]  # the area's key, and the day from which it is listed
Redating = tuple[DatedRow, RiskArea]


def take(read: ReadList, source: ZoneSource, by: Actor) -> Tally:
    """Write a simple list. A row that says of a known listing on which day it ended (or
    another day than before) ends it there, if one may (`lowering`); one without an end leaves a
    known end alone."""
    rows = [(row, *names_for(row.text)) for row in read.dated]
    regions = known_regions(names for _, names, _ in rows)
    tally = Tally()
    wanted: dict[Identity, NewArea] = {}
    said: dict[Identity, DatedRow] = {}
    for row, names, community in rows:
        area = new_area(row, rules.key_of(row.level, names, community), regions[names], community)
        tally.levels[row.level] += 1
        tally.unresolved += not area.placed.place
        if _is_later_word(area, wanted.get((area.key, row.begin))):
            wanted[area.key, row.begin], said[area.key, row.begin] = area, row
    known = known_areas(wanted)
    new = [area for identity, area in wanted.items() if identity not in known]
    told = [
        (said[identity], known[identity])
        for identity, area in wanted.items()
        if identity in known and area.end and known[identity].listed_to != area.end
    ]
    ending, tally.beyond = _redated(told, by)
    store.add(new, source.pk)
    RiskArea.objects.bulk_update(ending, ["listed_to"], batch_size=2_000)
    tally.new, tally.extended = len(new), len(ending)
    tally.unchanged = len(read.dated) - len(new) - len(told)
    tally.moved = len(ending)
    added = known_areas((area.key, area.begin) for area in new if area.begin)
    tally.begun, tally.redated = list(added.values()), ending
    tally.places = {one.place[:6] for area in new for one in area.placed.all} | {
        area.place[:6] for area in ending
    }
    return tally


def new_area(row: DatedRow, key: bytes, region: KnownRegion, community: str) -> NewArea:
    placed, kind = region.place(community)
    return NewArea(key, row.level, region.id, community, placed, kind, begin=row.begin, end=row.end)


def known_areas(wanted: Iterable[Identity]) -> dict[Identity, RiskArea]:
    """Those of these areas that are stored, in order of their entering."""
    asked = set(wanted)
    found = RiskArea.objects.filter(basis="dated", key__in={key for key, _ in asked})
    rows = found.select_related("region").order_by("pk")
    return {
        identity: area
        for area in rows
        if (identity := (bytes(area.key), area.listed_from)) in asked
    }


def _is_later_word(area: NewArea, earlier: NewArea | None) -> bool:
    return not (earlier and earlier.end and not area.end)


def _redated(told: Sequence[Redating], by: Actor) -> tuple[list[RiskArea], list[Redating]]:
    """What takes another last day, and what one may not give an earlier one."""
    earlier = [area.pk for row, area in told if lowering.is_earlier(area, row.end)]
    hand, ending, beyond = lowering.Hand(by, earlier), [], []
    for row, area in told:
        if lowering.is_earlier(area, row.end) and not hand.may(wide.touched(area), area.pk):
            beyond.append((row, area))
        else:
            area.listed_to = row.end
            ending.append(area)
    hand.keep()
    return ending, beyond
