"""Screen declarations by the edition in force at their destination, and keep what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fangxian.kernel import audit, clock, outbox
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.verb import verb
from fangxian.lines.arrivals import store, subjects
from fangxian.lines.arrivals.events import DeclarationsChanged, PeopleScreened
from fangxian.lines.arrivals.subjects import Whom
from fangxian.lines.screening import api as screening
from fangxian.lines.screening.api import Subject, Written
from fangxian.lines.zones import api as zones


@dataclass(frozen=True)
class Screened:
    """How many people were looked at, decided, uncertain, and for how many it is new."""

    on: date
    people: int
    decided: int
    uncertain: int
    changed: int
    lists: zones.Coverage  # of which days the risk lists tell


@verb(needs="arrivals.screen")
def screen_all(on: date, *, by: Actor) -> Screened:
    """Screen everybody as of a day: the policy of that day, the lists as known now."""
    return _screen(Whom(), on, by)


@verb(needs="arrivals.screen")
def screen(declaration_ids: Sequence[int], *, by: Actor, on: date | None = None) -> Screened:
    """Screen some declarations as of a day, today when none is given."""
    return _screen(Whom(ids=tuple(declaration_ids)), on or clock.today(), by)


def screen_changed(fact: DeclarationsChanged) -> None:
    """Reaction: who declared or changed a declaration is screened before the next page."""
    if fact.declaration_ids:
        _screen(Whom(ids=fact.declaration_ids), clock.today(), SYSTEM)


def rescreen_everybody(fact: object) -> None:
    """Reaction: the lists or the law changed."""
    screen_all(clock.today(), by=SYSTEM)


@verb(needs="arrivals.screen")
def screen_again(declaration_ids: Sequence[int], on: date, *, by: Actor) -> Screened:
    """Screen some declarations because of the day alone, and keep that it was done, also where
    nothing is new: who was looked at on a day is not looked at twice."""
    return _screen(Whom(ids=tuple(declaration_ids)), on, by, again=True)


def _screen(whom: Whom, on: date, by: Actor, *, again: bool = False) -> Screened:
    people = subjects.subjects_of(whom, on)
    written: list[Written] = []
    changed: list[int] = []
    for decided in screening.decided(people, on):
        anew = _changed(decided.written, decided.people, on)
        store.keep(decided.written if again else anew, decided.edition, decided.lists, on)
        written.extend(decided.written)
        changed.extend(_told(anew, decided.people))
    if changed:
        outbox.emit(
            PeopleScreened(declaration_ids=tuple(changed), on=on.isoformat()), actor=by.name
        )
    result = Screened(
        on, len(people), len(written), sum(one.uncertain for one in written), len(changed),
        zones.coverage(on),
    )  # fmt: skip
    audit.note(subject=f"on:{on}", count=result.people, changed=result.changed)
    return result


def _changed(written: Sequence[Written], people: Sequence[Subject], on: date) -> list[Written]:
    """Those whose facts, law or verdict differ from the standing screening, and those whose
    human decision has ended."""
    held = store.overrides([one.ref.number for one in people if one.class_code], on)
    return [
        new
        for new, old in zip(written, people, strict=True)
        if new.digest != old.digest
        or (new.class_code != old.class_code and new.ref.number not in held)
    ]


def _told(anew: Sequence[Written], people: Sequence[Subject]) -> list[int]:
    """Those for whom the verdict itself is another, or stands again after a human decision."""
    before = {one.ref: one for one in people}
    return [
        new.ref.number
        for new in anew
        if new.digest[8:] != (old := before[new.ref]).digest[8:] or new.class_code != old.class_code
    ]
