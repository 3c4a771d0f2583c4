"""Who is screened: anybody at risk, known by what they are (a kind) and which one (a number)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from fangxian.ground.policy import api as policy


class Ref(NamedTuple):
    """A subject's typed number: `kind` is its room and what it is there ("arrivals.declaration")."""

    kind: str
    number: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.number}"


class Subject(NamedTuple):
    """Somebody at risk of a disease, with the facts on which they are decided. `place`: whose rules
    hold for them. `digest` and `class_code`: of the verdict that stands, b"" and "" without one."""

    ref: Ref
    person_id: int
    place: str
    disease: str
    facts: policy.Facts
    digest: bytes = b""
    class_code: str = ""


Source = Callable[[date], Iterable[Subject]]


class _Sources:
    held: dict[str, Source] = {}  # one for the process: set once by the wiring page


def supply(kind: str, source: Source) -> None:
    """Name who knows the subjects of a kind: everybody of it, as they are to be decided on a day."""
    _Sources.held[kind] = source


def everybody(on: date) -> Iterator[Subject]:
    """The subjects of all kinds, kind by kind."""
    for _, source in sorted(_Sources.held.items()):
        yield from source(on)
