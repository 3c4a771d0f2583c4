"""New declarations are screened as they are written, so that a ledger's rows are written once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fangxian.kernel import bulk, outbox
from fangxian.kernel.actor import Actor
from fangxian.lines.arrivals import answered, store
from fangxian.lines.arrivals.events import PeopleScreened
from fangxian.lines.arrivals.filing import State
from fangxian.lines.arrivals.travelling import Reading
from fangxian.lines.screening import api as screening
from fangxian.lines.screening.api import Decided, Subject, Written

READ = ("id", "person_id", "place")
STANDING = ("screening_id", "class_code", "colour", "uncertain", "free_from")
UNSCREENED = (None, "", "", False, None)


@dataclass(frozen=True)
class Born:
    """Screenings of declarations that are about to be written."""

    on: date | None
    numbered: list[tuple[Decided, list[int]]] = field(default_factory=list)

    def standing(self, ids: Sequence[int]) -> dict[str, Sequence[Any]]:
        """The columns of declarations that say how they stand."""
        stands = {
            one.ref.number: (number, one.class_code, one.colour, one.uncertain, one.free_from)
            for decided, numbers in self.numbered
            for number, one in zip(numbers, decided.written, strict=True)
        }
        rows = [stands.get(number, UNSCREENED) for number in ids]
        return dict(zip(STANDING, zip(*rows, strict=True), strict=True))

    def keep(self) -> None:
        """Keep the screenings of declarations that are written now."""
        for decided, numbers in self.numbered:
            assert self.on is not None
            store.append(decided.written, numbers, decided.edition, decided.lists, self.on)
            store.lay((one.ref.number, one.phases) for one in decided.written)

    def tell(self, by: Actor) -> None:
        """Tell who was screened."""
        everybody = tuple(one.ref.number for some, _ in self.numbered for one in some.written)
        if everybody:
            fact = PeopleScreened(declaration_ids=everybody, on=str(self.on))
            outbox.emit(fact, actor=by.name)


def screen(states: Sequence[State], columns: Mapping[str, Sequence[Any]], on: date | None) -> Born:
    """Decide new declarations as of a day; without one they are left to be screened later.
    `columns` are the rows of the table to be, in the order of the states."""
    born = Born(on)
    if on:
        for decided in screening.decided(_subjects(states, columns, on), on):
            numbers = bulk.next_ids("arrivals_screening", len(decided.written))
            born.numbered.append((decided, numbers))
    return born


def foresee(
    states: Sequence[State], columns: Mapping[str, Sequence[Any]], on: date
) -> dict[int, Written]:
    """How declarations would stand as of a day, by number; nothing is kept."""
    found = screening.decided(_subjects(states, columns, on), on)
    return {one.ref.number: one for some in found for one in some.written}


def _subjects(
    states: Sequence[State], columns: Mapping[str, Sequence[Any]], on: date
) -> list[Subject]:
    """As `subjects.subjects_of` would read them from the table."""
    reading = Reading(on)
    rows = zip(*[columns[name] for name in READ], states, strict=True)
    return answered.applied([reading.subject_of(*row) for row in rows])
