"""New subjects decided as their room writes them, so that a ledger's rows are written once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from fangxian.kernel import bulk
from fangxian.kernel.actor import Actor
from fangxian.lines.screening import store
from fangxian.lines.screening.deciding import Decided, decided
from fangxian.lines.screening.services.screening import tell
from fangxian.lines.screening.subjects import Stood, Subject


@dataclass(frozen=True)
class Entering:
    """Verdicts on subjects of one kind that are about to be written. `stood`: what will stand of
    each, by number; of whom nothing is in force there is nothing."""

    on: date
    people: Sequence[Subject]
    numbered: list[tuple[Decided, list[int]]] = field(default_factory=list)
    stood: dict[int, Stood] = field(default_factory=dict)

    def keep(self) -> None:
        """Keep them, now that the rows of their room are written."""
        ids = store.enter(self.people, self.stood)
        for some, numbers in self.numbered:
            store.append(some.written, numbers, ids, some.edition, some.lists, self.on)
            store.lay((ids[one.ref.number], one.phases) for one in some.written)

    def tell(self, by: Actor) -> None:
        """Tell who was screened."""
        if self.stood:
            tell(self.people[0].ref.kind, tuple(self.stood), self.on, by)


def entering(people: Sequence[Subject], on: date) -> Entering:
    """Decide new subjects as of a day; nothing is kept yet."""
    made = Entering(on, people)
    for some in decided(people, on):
        numbers = bulk.next_ids(store.SCREENINGS, len(some.written))
        made.numbered.append((some, numbers))
        for number, one in zip(numbers, some.written, strict=True):
            made.stood[one.ref.number] = store.stood_by_table(one, number)
    return made
