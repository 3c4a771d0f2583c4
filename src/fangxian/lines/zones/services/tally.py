"""What an import did, while it does it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from fangxian.lines.zones.models import RiskArea
from fangxian.lines.zones.rules import Run
from fangxian.lines.zones.services.leaving import Leaving
from fangxian.lines.zones.simple import DatedRow


@dataclass
class Tally:
    """`extended` listings have other times, `moved` ones other days or another place. `begun` and
    `redated`: what a list adds, and what it gives other days (of a published list: only what somebody
    else is to look at). `beyond`: rows of a simple list with an earlier last day than one may give, and
    what is listed, which stays as it is. `left`: of a snapshot or an episode list, which areas it leaves
    out or parts."""

    new: int = 0
    extended: int = 0
    unchanged: int = 0
    split: int = 0
    ended: int = 0
    moved: int = 0
    unresolved: int = 0
    levels: Counter[str] = field(default_factory=Counter)
    places: set[str] = field(default_factory=set)
    begun: list[RiskArea] = field(default_factory=list)
    redated: list[RiskArea] = field(default_factory=list)
    beyond: list[tuple[DatedRow, RiskArea]] = field(default_factory=list)
    left: Leaving | None = None

    @property
    def areas(self) -> int:
        return self.new + self.extended + self.unchanged + len(self.beyond)

    @property
    def matters(self) -> bool:
        """Whether a screening may come out otherwise than before."""
        return bool(self.new or self.moved or self.split or self.ended)

    def count(self, level: str, whole: Run, before: Sequence[Run]) -> None:
        """A sighting went into `whole`, where its area had the runs `before`."""
        self.levels[level] += 1
        met = [run for run in before if run.first <= whole.last and whole.first <= run.last]
        if not met:
            self.new += 1
        elif any((run.first, run.last) == (whole.first, whole.last) for run in met):
            self.unchanged += 1
        else:
            self.extended += 1
