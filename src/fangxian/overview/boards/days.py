"""The last fortnight of the loop: the curve of closing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fangxian.ground.tasks import api as tasks
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text

FORTNIGHT = 14


@dataclass(frozen=True, slots=True)
class Days:
    """Day by day, oldest first: what was issued, closed, and open at the day's end."""

    days: tuple[date, ...]
    issued: tuple[int, ...]
    closed: tuple[int, ...]
    open: tuple[int, ...]

    @property
    def lines(self) -> tuple[tuple[Text, tuple[int, ...]], ...]:
        """The three with their names."""
        return (
            (Text("当日下达", "Issued"), self.issued),
            (Text("当日销号", "Closed"), self.closed),
            (Text("日终在办", "Open at the day's end"), self.open),
        )


def fortnight(on: date | None = None, *, by: Actor, place: str = "") -> Days:
    """The fourteen days up to a day, default today."""
    found = tasks.daily(on or clock.today(), FORTNIGHT, by=by, place=place)
    columns = zip(*((one.on, one.issued, one.closed, one.open) for one in found), strict=True)
    days, issued, closed, still = columns
    return Days(days, issued, closed, still)
