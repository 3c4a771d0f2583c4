"""Snapshots and episode lists: sightings become listings (see rules)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from fangxian.kernel.clock import COUNTY_TIME
from fangxian.lines.zones import rules, store
from fangxian.lines.zones.models import RiskArea, ZoneSource
from fangxian.lines.zones.placing import Names
from fangxian.lines.zones.reading import ReadList, Sighting
from fangxian.lines.zones.rules import Moments, Run, Span
from fangxian.lines.zones.services.regions import KnownRegion, known_regions
from fangxian.lines.zones.services.tally import Tally
from fangxian.lines.zones.store import NewArea, Stored


def take(read: ReadList, source: ZoneSource) -> Tally:
    """Write a snapshot's or an episode list's sightings."""
    known = ZoneSource.objects.exclude(pk=source.pk).values_list("moment", flat=True)
    moments = [int(moment.timestamp()) for moment in known if moment]
    work = _Import(read, Moments(moments))
    work.settle()
    return work.write(source)


def time_of(moment: int) -> datetime:
    return datetime.fromtimestamp(moment, COUNTY_TIME)


@dataclass(slots=True)
class _Area:
    """An area of the list (or one that it leaves out: no sighting), its listings as they
    are stored and as they become."""

    sighting: Sighting | None
    stored: list[Stored]
    runs: list[Run]

    def absorb(self, stretch: Run, moments: Moments) -> Run:
        self.runs, whole = rules.absorb(self.runs, stretch, moments)
        return whole


def _stretch(one: Sighting, *, vouching: bool) -> Run:
    span = Span(one.first, one.last, one.loose_first, one.loose_last)
    return Run(None, one.first, one.last, (span,) if vouching else ())


class _Import:
    """One list being worked into what is known."""

    def __init__(self, read: ReadList, moments: Moments) -> None:
        self.read = read
        self.moments = moments
        self.tally = Tally()
        self.keyed = [
            (rules.key_of(one.level, one.names, one.community), one) for one in read.sightings
        ]
        self.named = {key for key, _ in self.keyed}
        self.areas = {
            key: _Area(None, stored, [one.run for one in stored])
            for key, stored in store.overlapping(*self._window()).items()
        }

    def _window(self) -> tuple[int, int]:
        """From the moment before the list to the moment after: what it may change."""
        first = min((one.first for one in self.read.sightings), default=self.read.moment or 0)
        last = max((one.last for one in self.read.sightings), default=self.read.moment or 0)
        before, after = self.moments.before(first), self.moments.after(last)
        return first if before is None else before, last if after is None else after

    def settle(self) -> None:
        """What a new moment parts must be parted before the moment is known, and what it
        joins can be joined only after."""
        moment = self.read.moment
        if moment is None or moment in self.moments:
            self._absorb_sightings()
            return
        self._leave_out(moment)
        self.moments = Moments([*self.moments.known, moment])
        self._absorb_sightings()
        self._rejoin_vouched(moment)

    def _leave_out(self, moment: int) -> None:
        """Areas that a new snapshot does not name: their listings split, or end before it."""
        latest = self.moments.before(moment)
        newest = self.moments.after(moment) is None
        for key, area in self.areas.items():
            if key in self.named:
                continue
            area.runs = [
                piece for run in area.runs for piece in rules.leave_out(run, moment, self.moments)
            ]
            self.tally.split += len(area.runs) - len(area.stored)
            if newest and any(run.covers(latest) and run.last < moment for run in area.runs):
                self.tally.ended += 1

    def _absorb_sightings(self) -> None:
        vouching = self.read.kind == "episodes"
        done: set[tuple[bytes, int, int]] = set()
        for key, one in self.keyed:
            mark = (key, one.first, one.last)
            if mark in done:
                continue
            done.add(mark)
            area = self.areas.get(key)
            if area is None:
                area = self.areas[key] = _Area(one, [], [])
            area.sighting = one
            before = area.runs
            whole = area.absorb(_stretch(one, vouching=vouching), self.moments)
            self.tally.count(one.level, whole, before)

    def _rejoin_vouched(self, moment: int) -> None:
        """An area that only an episode list vouches for at the new moment is listed there
        too, and so joins its listings at the neighbouring moments."""
        for key, area in self.areas.items():
            if key not in self.named and any(run.vouched(moment) for run in area.runs):
                area.absorb(Run(None, moment, moment), self.moments)

    def write(self, source: ZoneSource) -> Tally:
        regions = known_regions(one.names for one in self.read.sightings)
        new: list[NewArea] = []
        parted: list[tuple[int, Run]] = []
        changed: list[Run] = []
        gone: list[int] = []
        for key, area in self.areas.items():
            before = {one.run.id: one for one in area.stored if one.run.id is not None}
            for run in area.runs:
                if run.id is not None:
                    changed += self._if_changed(before[run.id], run)
                elif area.sighting:
                    new.append(self._new(key, area.sighting, run, regions))
                else:
                    parted.append((next(iter(before)), run))
                    self.tally.places.add(area.stored[0].place)
            gone += before.keys() - {run.id for run in area.runs}
        self.tally.unresolved = sum(
            not regions[one.names].placed.place for one in dict(self.keyed).values()
        )
        RiskArea.objects.filter(pk__in=gone).delete()
        store.change_days(changed)
        store.add(new, source.pk)
        store.add_parts(parted, source.pk)
        return self.tally

    def _new(
        self, key: bytes, one: Sighting, run: Run, regions: Mapping[Names, KnownRegion]
    ) -> NewArea:
        region = regions[one.names]
        placed, kind = region.place(one.community)
        self.tally.places |= {one.place[:6] for one in placed.all}
        return NewArea(key, one.level, region.id, one.community, placed, kind, run=run)

    def _if_changed(self, before: Stored, run: Run) -> list[Run]:
        """Times may change without a day changing; only days matter to a screening."""
        if run == before.run:
            return []
        old, new = ((time_of(a.first).date(), time_of(a.last).date()) for a in (before.run, run))
        if old != new:
            self.tally.moved += 1
            self.tally.places.add(before.place[:6])
        return [run]
