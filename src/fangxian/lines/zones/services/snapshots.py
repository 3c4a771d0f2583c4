"""Snapshots and episode lists: sightings become listings (see rules)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from fangxian.kernel.actor import Actor
from fangxian.kernel.clock import COUNTY_TIME
from fangxian.lines.zones import rules, store
from fangxian.lines.zones.models import LeftOut, RiskArea, ZoneSource
from fangxian.lines.zones.place_matching import Names
from fangxian.lines.zones.reading import ReadList, Sighting
from fangxian.lines.zones.rules import Moments, Run, Span
from fangxian.lines.zones.services.leaving import Leaving
from fangxian.lines.zones.services.regions import KnownRegion, known_regions
from fangxian.lines.zones.services.tally import Tally
from fangxian.lines.zones.store import NewArea, Stored


def take(read: ReadList, source: ZoneSource, by: Actor) -> Tally:
    """Write a snapshot's or an episode list's sightings. What it leaves out, or parts, beyond what one
    may (`leaving`) stays listed and waits."""
    work = _Import(read, _moments(source.pk), by)
    work.settle()
    if read.moment is not None:  # another list of a moment names what one of that moment left out
        waits = LeftOut.objects.filter(key__in=work.named, moment=read.moment, state="waits")
        waits.delete()
    tally = work.write(source)
    work.leaving.keep(source, read.moment)
    if by.account_id is not None:
        tally.begun, tally.redated = work.grown(source)
    return tally


def foresee(read: ReadList, by: Actor) -> Tally:
    """What `take` would do, writing nothing."""
    work = _Import(read, _moments(), by)
    work.settle()
    return work.tally


def end(rows: Sequence[LeftOut], source: ZoneSource) -> Tally:
    """End what waited: its areas as if they had never counted as named, and parted as was said."""
    moments, tally = _moments(), Tally()
    gone: dict[bytes, list[LeftOut]] = {bytes(row.key): [] for row in rows}
    for row in rows:
        gone[bytes(row.key)].append(row)
    areas = {
        key: _Area(None, stored, [one.run for one in stored])
        for key, stored in store.of_keys(gone).items()
    }
    for key, area in areas.items():
        unnamed = {row.moment for row in gone[key] if row.moment is not None}
        area.runs = [piece for run in area.runs for piece in rules.without(run, moments, unnamed)]
        for span in (span for row in gone[key] for span in store.spans(row.stated)):
            area.absorb(Run(None, span.begin, span.end, (span,)), moments)
        tally.split += max(0, len(area.runs) - len(area.stored))
        tally.places |= {place[:6] for place in area.touched}
    _write(areas, tally, source, {})
    return tally


def cut(area: RiskArea, day: date) -> bool:
    """End one listing on a day, or before it began, as if a list of episodes knew it; a later list that
    names its area begins another. Whether that changed anything."""
    held = next(
        one for one in store.of_keys([bytes(area.key)])[bytes(area.key)] if one.run.id == area.pk
    )
    last = datetime.combine(day, time(23, 59, 59), COUNTY_TIME)
    run = rules.cut(held.run, int(last.timestamp()))
    if run is None:
        area.delete()
    elif run.last < held.run.last:
        store.change_days([run])
    return run is None or run.last < held.run.last


def _moments(but: int = 0) -> Moments:
    known = ZoneSource.objects.exclude(pk=but).values_list("moment", flat=True)
    return Moments([int(moment.timestamp()) for moment in known if moment])


def time_of(moment: int) -> datetime:
    return datetime.fromtimestamp(moment, COUNTY_TIME)


@dataclass(slots=True)
class _Area:
    """An area of the list (or one that it leaves out: no sighting), its listings as they
    are stored and as they become."""

    sighting: Sighting | None
    stored: list[Stored]
    runs: list[Run]

    @property
    def touched(self) -> tuple[str, ...]:
        return self.stored[0].touched

    def absorb(self, stretch: Run, moments: Moments) -> Run:
        self.runs, whole = rules.absorb(self.runs, stretch, moments)
        return whole


def _stretch(one: Sighting, *, vouching: bool) -> Run:
    span = Span(one.first, one.last, one.loose_first, one.loose_last)
    return Run(None, one.first, one.last, (span,) if vouching else ())


def _loosened(stretch: Run) -> Run:
    """The same time, without saying that the listing ended or began there."""
    spans = tuple(
        Span(span.begin, span.end, loose_begin=True, loose_end=True) for span in stretch.stated
    )
    return Run(None, stretch.first, stretch.last, spans)


def _ends(run: Run, latest: int | None, moment: int) -> bool:
    """Whether it is the silence of a list of `moment`, the newest, that ends a run."""
    return (
        latest is not None
        and run.covers(latest)
        and run.last < moment
        and rules.bridged(latest, moment, run.stated)
    )


class _Import:
    """One list being worked into what is known."""

    def __init__(self, read: ReadList, moments: Moments, by: Actor) -> None:
        self.read = read
        self.moments = moments
        self.leaving = Leaving(by)
        self.tally = Tally(left=self.leaving)
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
        held = self._leave_out(moment)
        self.moments = Moments([*self.moments.known, moment])
        for key in held:  # counts as named, until somebody agrees that it ended
            self.areas[key].absorb(Run(None, moment, moment), self.moments)
        self._absorb_sightings()
        self._rejoin_vouched(moment)

    def _leave_out(self, moment: int) -> set[bytes]:
        """Areas that a new snapshot does not name: their listings split, or end before it. Those that
        may not by this hand are returned as they were."""
        latest = self.moments.before(moment)
        newest = self.moments.after(moment) is None
        gone: dict[bytes, tuple[list[Run], bool]] = {}
        for key, area in self.areas.items():
            if key in self.named:
                continue
            pieces = [
                piece for run in area.runs for piece in rules.leave_out(run, moment, self.moments)
            ]
            ends = newest and any(_ends(run, latest, moment) for run in area.runs)
            if ends or len(pieces) > len(area.runs):
                gone[key] = pieces, ends
        held = self.leaving.judge({key: self.areas[key].touched for key in gone})
        for key in gone.keys() - held:
            pieces, ends = gone[key]
            self.tally.split += len(pieces) - len(self.areas[key].stored)
            self.tally.ended += ends
            self.areas[key].runs = pieces
        return held

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
            stretch = _stretch(one, vouching=vouching)
            whole = area.absorb(stretch, self.moments)
            if area.stored and rules.parts(before, area.runs) and not self._may_part(key, stretch):
                area.runs = before
                whole = area.absorb(_loosened(stretch), self.moments)
            self.tally.count(one.level, whole, before)

    def _may_part(self, key: bytes, stretch: Run) -> bool:
        return self.leaving.may_part(key, self.areas[key].touched, stretch.stated[0])

    def _rejoin_vouched(self, moment: int) -> None:
        """An area that only an episode list vouches for at the new moment is listed there
        too, and so joins its listings at the neighbouring moments."""
        for key, area in self.areas.items():
            if key not in self.named and any(run.vouched(moment) for run in area.runs):
                area.absorb(Run(None, moment, moment), self.moments)

    def grown(self, source: ZoneSource) -> tuple[list[RiskArea], list[RiskArea]]:
        """Areas as they are stored now: what the list begins, and what it lets be listed from an earlier
        day than before, or, in episodes, until a later one (a snapshot says of all that they go on)."""
        begun: list[bytes] = []
        redated: list[int] = []
        for key, area in self.areas.items():
            before = {one.run.id: one.run for one in area.stored}
            for run in area.runs if area.sighting else ():
                if run.id is None:
                    begun.append(key)
                elif self._is_further(before[run.id], run):
                    redated.append(run.id)
        stored = RiskArea.objects.select_related("region").order_by("pk")
        return list(stored.filter(source=source, key__in=begun)), list(
            stored.filter(pk__in=redated)
        )

    def _is_further(self, before: Run, run: Run) -> bool:
        earlier = time_of(run.first).date() < time_of(before.first).date()
        later = time_of(run.last).date() > time_of(before.last).date()
        return earlier or (later and self.read.kind == "episodes")

    def write(self, source: ZoneSource) -> Tally:
        regions = known_regions(one.names for one in self.read.sightings)
        self.tally.unresolved = sum(
            not regions[one.names].placed.place for one in dict(self.keyed).values()
        )
        _write(self.areas, self.tally, source, regions)
        return self.tally


def _write(
    areas: Mapping[bytes, _Area],
    tally: Tally,
    source: ZoneSource,
    regions: Mapping[Names, KnownRegion],
) -> None:
    """Store listings as they became. What is new was sighted, in one of these regions, or is a piece
    of what is stored."""
    new: list[NewArea] = []
    parted: list[tuple[int, Run]] = []
    changed: list[Run] = []
    gone: list[int] = []
    for key, area in areas.items():
        before = {one.run.id: one for one in area.stored if one.run.id is not None}
        for run in area.runs:
            if run.id is not None:
                changed += _if_changed(before[run.id], run, tally)
            elif area.sighting:
                new.append(_new(key, area.sighting, run, regions[area.sighting.names], tally))
            else:
                parted.append((next(iter(before)), run))
                tally.places.add(area.stored[0].place)
        gone += before.keys() - {run.id for run in area.runs}
    RiskArea.objects.filter(pk__in=gone).delete()
    store.change_days(changed)
    store.add(new, source.pk)
    store.add_parts(parted, source.pk)


def _new(key: bytes, one: Sighting, run: Run, region: KnownRegion, tally: Tally) -> NewArea:
    placed, kind = region.place(one.community)
    tally.places |= {one.place[:6] for one in placed.all}
    return NewArea(key, one.level, region.id, one.community, placed, kind, run=run)


def _if_changed(before: Stored, run: Run, tally: Tally) -> list[Run]:
    """Times may change without a day changing; only days matter to a screening."""
    if run == before.run:
        return []
    old, new = ((time_of(a.first).date(), time_of(a.last).date()) for a in (before.run, run))
    if old != new:
        tally.moved += 1
        tally.places.add(before.place[:6])
    return [run]
