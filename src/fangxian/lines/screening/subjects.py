"""Who is screened: anybody at risk, known by what they are (a kind) and which one (a number)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from fangxian.ground.policy import api as policy

ORIGIN = "screening"  # of what a verdict lays on somebody, in the ledger of codes


class Ref(NamedTuple):
    """A subject's typed number: `kind` is its room and what it is there ("arrivals.declaration")."""

    kind: str
    number: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.number}"


def ref_of(key: str) -> Ref | None:
    """The reference that a text is ("arrivals.declaration:12"), of a kind that is supplied; None for
    any other text."""
    kind, _, number = key.rpartition(":")
    return Ref(kind, int(number)) if kind in _Sources.held and number.isdigit() else None


class Subject(NamedTuple):
    """Somebody at risk of a disease, with the facts on which they are decided. `place`: whose rules
    hold for them."""

    ref: Ref
    person_id: int
    place: str
    disease: str
    facts: policy.Facts


class ByHand(NamedTuple):
    """What people decided on beside the table; `since`: the day on which it was agreed."""

    class_code: str
    colour: str
    since: date | None


class Stood(NamedTuple):
    """What stands of a subject from now on, and by which screening."""

    number: int
    screening_id: int
    class_code: str
    colour: str
    uncertain: bool
    free_from: date | None


def _as_recorded(on: date) -> str:
    return ""


def _unheard(stood: Sequence[Stood]) -> None:
    return None


class Source(NamedTuple):
    """What the room that knows the subjects of a kind does for them.

    subjects  as they are to be decided on a day: these numbers, or everybody; one by one
    disease   of which all of them are at risk on a day, where it is one; "" = each of their own
    stands    told what stands, in the same step, for lists and counts of its own
    """

    subjects: Callable[[date, Sequence[int] | None], Iterable[Subject]]
    disease: Callable[[date], str] = _as_recorded
    stands: Callable[[Sequence[Stood]], None] = _unheard


class _Sources:
    held: dict[str, Source] = {}  # one for the process: set once by the wiring page


def supply(kind: str, source: Source) -> None:
    """Name who knows the subjects of a kind."""
    _Sources.held[kind] = source


def source_of(kind: str) -> Source:
    return _Sources.held[kind]


def kinds() -> tuple[str, ...]:
    """The kinds of subjects that there are."""
    return tuple(sorted(_Sources.held))


def everybody(on: date) -> Iterator[Subject]:
    """The subjects of all kinds, kind by kind."""
    for kind in kinds():
        yield from source_of(kind).subjects(on, None)
