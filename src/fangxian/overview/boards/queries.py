"""The situation: one page that a commander reads in a minute."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from fangxian.ground.duty import api as duty
from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question
from fangxian.lines.arrivals import api as arrivals
from fangxian.lines.zones import api as zones
from fangxian.overview.boards import loop, people
from fangxian.overview.boards.numbers import (
    ColourLine,
    Door,
    MeasureLine,
    Number,
    PlaceLine,
    UnitLine,
)


@dataclass(frozen=True, slots=True)
class Situation:
    """Parts that the actor may not read are empty. `area`: the divisions it speaks of;
    `edition`: the policy in force, "" when none is."""

    on: date
    at: datetime
    area: tuple[str, ...]
    edition: Text
    funnel: tuple[Number, ...] = ()
    late: tuple[UnitLine, ...] = ()
    silent: tuple[UnitLine, ...] = ()
    work: tuple[Number, ...] = ()
    places: tuple[PlaceLine, ...] = ()
    measures: tuple[MeasureLine, ...] = ()
    colours: tuple[ColourLine, ...] = ()
    uncertain: Number | None = None
    lists: Text | None = None  # until when the risk lists are in, and the days without one
    expected: tuple[Number, ...] = ()
    holes: tuple[Number, ...] = ()

    @property
    def closed_share(self) -> float | None:
        """Closed of pushed in today's loop, 0 to 1; None when nothing was pushed."""
        counts = {one.key: one.count for one in self.funnel}
        return counts["close"] / counts["push"] if counts.get("push") else None


@question(needs="boards.read")
def situation(on: date | None = None, *, by: Actor, place: str = "") -> Situation:
    """The situation of the actor's area (or of a `place` in it) on a day, default today."""
    day = on or clock.today()
    top = place or top_of(by)
    edition = policy.in_force_or_none(day, top)
    found = Situation(
        on=day,
        at=clock.now(),
        area=(place,) if place else by.scope("boards.read").prefixes,
        edition=edition.title if edition else Text("", ""),
        holes=_holes(by) if by.may("duty.read") else (),
    )
    if by.may("tasks.read"):
        found = _with_loop(found, by, place, top)
    return _with_people(found, by, edition) if by.may("arrivals.read") else found


def top_of(by: Actor) -> str:
    """The division whose parts the map shows: one's own, or the home county."""
    prefixes = by.scope("boards.read").prefixes
    return prefixes[0] if len(prefixes) == 1 and prefixes[0] else places.home()


def _with_loop(found: Situation, by: Actor, place: str, top: str) -> Situation:
    late, silent = loop.late_and_silent(by, place)
    return replace(
        found,
        funnel=loop.funnel(found.on, by, place),
        late=late,
        silent=silent,
        work=loop.work(by, place),
        places=loop.map_of(by, top),
    )


def _with_people(found: Situation, by: Actor, edition: policy.Edition | None) -> Situation:
    counted = arrivals.summary(found.on, by=by)
    return replace(
        found,
        measures=people.measures(counted, edition),
        colours=people.colours(counted, edition),
        uncertain=people.uncertain(counted),
        lists=zones.lists_said(counted.lists),
        expected=people.expected(arrivals.expected(2, by=by), clock.today()),
    )


def _holes(by: Actor) -> tuple[Number, ...]:
    found = duty.holes(by.scope("duty.read"))
    limits = found.limits
    term = Text(
        f"每名网格员包联 {limits.least} 至 {limits.most} 户({limits.source})",
        f"{limits.least} to {limits.most} households a member",
    )
    return tuple(
        Number(
            kind,
            label,
            getattr(found, kind),
            Text(f"个数;今天的{label.zh}。{term.zh}", f"{label.en} today. {term.en}"),
            Door("holes", {"kind": kind}),
        )
        for kind, label in duty.HOLES.items()
    )
