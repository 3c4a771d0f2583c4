"""New declarations are screened as they are written, so that a ledger's rows are written once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from fangxian.kernel.actor import Actor
from fangxian.lines.arrivals import answered
from fangxian.lines.arrivals.filing import State
from fangxian.lines.arrivals.travelling import Reading
from fangxian.lines.screening import api as screening
from fangxian.lines.screening.api import Subject

READ = ("id", "person_id", "place")
STANDING = ("screening_id", "class_code", "colour", "uncertain", "free_from")
UNSCREENED = (None, "", "", False, None)


class InsertScreening:
    """Screenings of declarations that are about to be written; none where they are left to be
    screened later."""

    def __init__(self, entering: screening.Entering | None = None) -> None:
        self._entering = entering

    def standing(self, ids: Sequence[int]) -> dict[str, Sequence[Any]]:
        """The columns of declarations that say how they stand."""
        stood = self._entering.stood if self._entering else {}
        rows = [stood[number][1:] if number in stood else UNSCREENED for number in ids]
        return dict(zip(STANDING, zip(*rows, strict=True), strict=True))

    def keep(self) -> None:
        """Keep the screenings of declarations that are written now."""
        if self._entering:
            self._entering.keep()

    def tell(self, by: Actor) -> None:
        """Tell who was screened."""
        if self._entering:
            self._entering.tell(by)


def screen(
    states: Sequence[State], columns: Mapping[str, Sequence[Any]], on: date | None
) -> InsertScreening:
    """Decide new declarations as of a day; without one they are left to be screened later.
    `columns` are the rows of the table to be, in the order of the states."""
    return (
        InsertScreening(screening.entering(subjects(states, columns, on), on))
        if on
        else InsertScreening()
    )


def subjects(
    states: Sequence[State], columns: Mapping[str, Sequence[Any]], on: date
) -> list[Subject]:
    """Declarations that are about to be written, as `subjects.subjects_of` would read them from the
    table."""
    reading = Reading(on)
    rows = zip(*[columns[name] for name in READ], states, strict=True)
    return answered.applied([reading.subject_of(*row) for row in rows])
