"""What is kept, for how long, and how it goes, as data: each room says it of every one of its
tables in its `retention.py`, and the house refuses a table of which nothing is said.

Rows go by *purpose*: those whose own time is over (a crossing after 60 days) by `Purpose`, and
those that go with the person when everything about them is over by `WithPerson`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model, Q, QuerySet

from fangxian.kernel.text import Text

AT_ONCE = 1_000  # rows a transaction: a killed run goes on where it was


@dataclass(frozen=True, slots=True)
class Purpose:
    """Rows that go by their own age.

    name    "checkpoints.crossings"
    value   in days, of the edition in force or of packs/_house.yaml: "retention.record_days"
    models  labels of the tables
    over    how many rows are past a moment
    remove  takes up to so many of them away; returns how many went, 0 when none is left
    """

    name: str
    what: Text
    value: str
    models: tuple[str, ...]
    over: Callable[[datetime], int]
    remove: Callable[[datetime, int], int]


@dataclass(frozen=True, slots=True)
class Hold:
    """One kind of thing that keeps a person past their days, each by its own item.

    name     "arrivals.unanswered"
    because  what holds them, in words
    persons  those of these persons of whom such an item is not over at a moment
    """

    name: str
    because: Text
    persons: Callable[[Collection[int], datetime], set[int]]


@dataclass(frozen=True, slots=True)
class WithPerson:
    """Rows that go with the person.

    forget  takes away all rows about these persons; returns how many
    holds   by what a person is held until it is over
    """

    models: tuple[str, ...]
    forget: Callable[[Collection[int]], int]
    holds: tuple[Hold, ...]

    def held(self, person_ids: Collection[int], cut_off: datetime) -> set[int]:
        """Those of these persons of whom something is not over at a moment."""
        return {one for hold in self.holds for one in hold.persons(person_ids, cut_off)}


@dataclass(frozen=True, slots=True)
class Retention:
    """Everything that a room says of its tables. `kept`: label → why it is not taken away;
    `follows`: label → the table with whose rows it goes (by the database's own cascade)."""

    purposes: tuple[Purpose, ...] = ()
    person: WithPerson | None = None
    kept: Mapping[str, Text] = field(default_factory=dict)
    follows: Mapping[str, str] = field(default_factory=dict)

    def labels(self) -> tuple[str, ...]:
        """Every table of which something is said."""
        by_age = [label for purpose in self.purposes for label in purpose.models]
        with_person = self.person.models if self.person else ()
        return (*by_age, *with_person, *self.kept, *self.follows)


def label(model: type[Model]) -> str:
    """ "checkpoints.Crossing"."""
    return str(model._meta.label)  # noqa: SLF001 Django's own, public by its documentation


def _all(model: type[Model]) -> QuerySet[Any]:
    return model._default_manager.all()  # noqa: SLF001 likewise


def by_age(*rows: tuple[type[Model], Callable[[datetime], Q]]) -> dict[str, Any]:
    """`models`, `over` and `remove` of a purpose whose rows are over by a condition."""

    def found(cut_off: datetime) -> list[QuerySet[Any]]:
        return [_all(model).filter(past(cut_off)) for model, past in rows]

    def over(cut_off: datetime) -> int:
        return sum(some.count() for some in found(cut_off))

    def remove(cut_off: datetime, most: int) -> int:
        gone = 0
        for some in found(cut_off):
            ids = list(some.order_by("pk").values_list("pk", flat=True)[: most - gone])
            if ids:
                _all(some.model).filter(pk__in=ids).delete()
                gone += len(ids)
        return gone

    return {
        "models": tuple(label(model) for model, _ in rows),
        "over": over,
        "remove": remove,
    }
