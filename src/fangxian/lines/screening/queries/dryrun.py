"""A new edition tried on the living database before anybody is touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import polars as pl

from fangxian.ground.people import api as people
from fangxian.ground.policy import api as policy
from fangxian.ground.tasks import api as tasks
from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import reading
from fangxian.lines.screening import population
from fangxian.lines.screening.editions import edition_at, read_by
from fangxian.lines.screening.subjects import Ref, Subject, everybody
from fangxian.lines.zones import api as zones

DAYS_AHEAD = 14
SAID = ("row", "clock", "unverified")
IN_ROOMS = frozenset({"central_quarantine"})
VISITED = frozenset({"home_quarantine", "home_isolation", "home_health_monitoring"})

Outcome = tuple[int, date | None, bool]  # index of the row (-1: none), clock, whether 待核


@dataclass(frozen=True)
class Change:
    """One person for whom the new edition says something else."""

    ref: Ref
    person_id: int
    name: str
    place: str
    before: str
    after: str
    measure_before: str
    measure_after: str
    end_before: date | None
    end_after: date | None


@dataclass(frozen=True)
class Need:
    """What one day asks for: rooms in central quarantine, tests due, doors to knock at."""

    day: date
    rooms: int
    tests: int
    visits: int


@dataclass
class DryRun:
    """Before and after, in people who are at risk of the pack's disease; `others` counts who is on
    record for another one, by disease: they are not tried. `transitions` counts everybody by class
    before and after; `changes` lists those whose class, colour or course differs."""

    pack: str
    on: date
    disease: str
    others: Counter[str] = field(default_factory=Counter)
    people: int = 0
    changed: int = 0
    uncertain_before: int = 0
    uncertain_after: int = 0
    class_before: Counter[str] = field(default_factory=Counter)
    class_after: Counter[str] = field(default_factory=Counter)
    measure_before: Counter[str] = field(default_factory=Counter)
    measure_after: Counter[str] = field(default_factory=Counter)
    in_place_before: Counter[str] = field(default_factory=Counter)  # of measure_before, confirmed
    in_place_after: Counter[str] = field(default_factory=Counter)  # confirmed already
    transitions: Counter[tuple[str, str]] = field(default_factory=Counter)
    needs_before: tuple[Need, ...] = ()
    needs_after: tuple[Need, ...] = ()
    changes: tuple[Change, ...] = ()


@reading(needs="policy.dryrun", words=Text("试算", "dry run"))
def dry_run(pack_id: str, on: date, *, by: Actor, page: int = 1, size: int = 50) -> DryRun:
    """What a pack (a draft too) would change on a day for who is at risk of its disease, within the
    actor's places."""
    scope = by.scope("policy.dryrun")
    disease = policy.edition(pack_id, on=on).disease
    result, changed = DryRun(pack_id, on, disease), []
    within = [one for one in everybody(on) if scope.covers(one.place)]
    people_in = [one for one in within if one.disease == disease]
    result.others.update(one.disease for one in within if one.disease != disease)
    listings = zones.listing_frame()
    laid_before: Counter[policy.Phase] = Counter()
    laid_after: Counter[policy.Phase] = Counter()
    for group in _alike(people_in):
        pair = _Pair(pack_id, on, group[0])
        changed += pair.compare(group, listings, result, laid_before, laid_after)
    result.people, result.changed = len(people_in), len(changed)
    result.needs_before = _needs(laid_before, on)
    result.needs_after = _needs(laid_after, on)
    shown = changed[(page - 1) * size : page * size]
    result.changes = _named(shown)
    audit.note(
        subject=f"dryrun:{pack_id}",
        person_ids=[one.person_id for one, *_ in shown],
        count=len(people_in),
        changed=len(changed),
    )
    return result


def _alike(subjects: Sequence[Subject]) -> list[list[Subject]]:
    """By county and disease, contacts apart: each is decided by two tables."""
    groups: dict[tuple[str, str, bool], list[Subject]] = {}
    for one in subjects:
        key = one.place[:6], one.disease, bool(one.facts.category)
        groups.setdefault(key, []).append(one)
    return list(groups.values())


@dataclass(frozen=True)
class Side:
    """What an edition says of a row and a clock, on the day."""

    class_code: str
    colour: str
    phases: tuple[policy.Phase, ...]
    measure: str
    end: date | None


Changed = tuple[Subject, Side, Side]


class _Pair:
    """Two editions for those who are alike: what is in force, and what would be."""

    def __init__(self, pack_id: str, on: date, one: Subject) -> None:
        self._on, self._contact = on, bool(one.facts.category)
        self._after = policy.edition(pack_id, at=one.place, on=on)
        self._before = edition_at(on, one.place, one.disease)
        self._sides: dict[tuple[bool, Outcome], Side] = {}

    def compare(
        self,
        group: list[Subject],
        listings: pl.DataFrame,
        result: DryRun,
        laid_before: Counter[policy.Phase],
        laid_after: Counter[policy.Phase],
    ) -> list[Changed]:
        """Decide everybody by both tables. Sides are laid out once for each row and clock, so
        the work grows with the distinct outcomes, not with the people."""
        who, where = population.frames(group)
        said = decide_both(
            who, where, listings, self._table(after=False), self._table(after=True), self._on
        )
        result.uncertain_before += int(said["uncertain"].sum())
        result.uncertain_after += int(said["uncertain_after"].sum())
        columns = [f"{name}{when}" for when in ("", "_after") for name in SAID]
        for *outcome, number in said.group_by(columns).len().iter_rows():
            old, new = self._sides_of(outcome)
            result.class_before[old.class_code] += number
            result.class_after[new.class_code] += number
            result.measure_before[old.measure] += number
            result.measure_after[new.measure] += number
            result.transitions[old.class_code, new.class_code] += number
            for laid, side in ((laid_before, old), (laid_after, new)):
                for phase in side.phases:
                    laid[phase] += number
        self._count_confirmed(group, said, columns, result)
        pairs = zip(group, said.select(columns).iter_rows(), strict=True)
        sides = ((one, *self._sides_of(outcome)) for one, outcome in pairs)
        return [(one, old, new) for one, old, new in sides if _differ(old, new)]

    def _count_confirmed(
        self, group: list[Subject], said: pl.DataFrame, columns: list[str], result: DryRun
    ) -> None:
        """应 and 实: of whom what is required, or would be, was confirmed to be in place."""
        known = tasks.confirmed({one.person_id for one in group})
        for one, outcome in zip(group, said.select(columns).iter_rows(), strict=True):
            if one.person_id not in known:
                continue
            for side, counted in zip(
                self._sides_of(outcome),
                (result.in_place_before, result.in_place_after),
                strict=True,
            ):
                if tasks.in_place(side.measure, known[one.person_id]):
                    counted[side.measure] += 1

    def _table(self, *, after: bool) -> policy.DecisionTable:
        edition = self._after if after else self._before
        if edition is None:
            return policy.DecisionTable((), "none", "none")
        return read_by(edition, contact=self._contact).table

    def _sides_of(self, outcome: Sequence[Any]) -> tuple[Side, Side]:
        row, clock, unverified, row_after, clock_after, unverified_after = outcome
        return self._side((row, clock, unverified), after=False), self._side(
            (row_after, clock_after, unverified_after), after=True
        )

    def _side(self, outcome: Outcome, *, after: bool) -> Side:
        key = (after, outcome)
        if key not in self._sides:
            self._sides[key] = _lay(self._table(after=after), outcome, self._on)
        return self._sides[key]


def decide_both(
    who: pl.DataFrame,
    where: pl.DataFrame,
    listings: pl.DataFrame,
    before: policy.DecisionTable,
    after: policy.DecisionTable,
    on: date,
) -> pl.DataFrame:
    """On a day: person; row, clock, unverified, uncertain; the same with `_after`."""
    old = policy.decide_population(who, where, listings, before, on)
    new = policy.decide_population(who, where, listings, after, on)
    columns = (*SAID, "uncertain")
    later = new.select(pl.col(columns).name.suffix("_after"))
    return pl.concat([old.select("person", *columns), later], how="horizontal")


def _lay(table: policy.DecisionTable, outcome: Outcome, on: date) -> Side:
    rank, clock, unverified = outcome
    said = table.unverified if unverified else None
    if rank < 0 or clock is None:
        class_code = said.class_code if said else table.otherwise_class
        colour = said.colour if said else table.otherwise_colour
        return Side(class_code, colour, (), "none", None)
    row = table.rows[rank]
    phases = policy.lay_out(row.segments, clock)
    verdict = policy.Verdict(row.class_code, row.colour, row.id, row.citation, clock, phases)
    return Side(
        said.class_code if said else row.class_code,
        said.colour if said else row.colour,
        phases,
        verdict.measure_on(on),
        phases[-1].end if phases else None,
    )


def _differ(old: Side, new: Side) -> bool:
    return (old.class_code, old.colour, old.phases) != (new.class_code, new.colour, new.phases)


def _needs(laid: Mapping[policy.Phase, int], on: date) -> tuple[Need, ...]:
    days = [on + timedelta(days=n) for n in range(DAYS_AHEAD)]
    rooms, tests, visits = Counter[date](), Counter[date](), Counter[date]()
    for phase, number in laid.items():
        for day in days:
            runs = phase.start <= day and (phase.end is None or day <= phase.end)
            rooms[day] += number * (runs and phase.measure in IN_ROOMS)
            visits[day] += number * (runs and phase.measure in VISITED)
            tests[day] += number * phase.tests.count(day)
    return tuple(Need(day, rooms[day], tests[day], visits[day]) for day in days)


def _named(shown: Sequence[Changed]) -> tuple[Change, ...]:
    names = people.names_of([one.person_id for one, *_ in shown])
    return tuple(
        Change(
            one.ref,
            one.person_id,
            names.get(one.person_id, ""),
            one.place,
            old.class_code,
            new.class_code,
            old.measure,
            new.measure,
            old.end,
            new.end,
        )
        for one, old, new in shown
    )
