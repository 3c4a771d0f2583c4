"""What is to be found out about somebody before anything is decided, as a screening keeps it.
Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from fangxian.ground.policy import api as policy


class Asked(NamedTuple):
    """One thing that is not known: its kind (see `policy.Unknown`), and the name that was given
    for the place ("" when none was)."""

    kind: str
    text: str


class MayBe(NamedTuple):
    """The gravest place that an ambiguous name could mean, and what would follow. `level`: the
    risk level at which it was listed, "" when it was not by a list."""

    place: str
    text: str
    class_code: str
    colour: str
    row: str
    certain: bool
    level: str

    @classmethod
    def of(cls, found: policy.Possible) -> MayBe:
        level = found.listing.level if found.listing else ""
        stay = found.stay
        return cls(
            stay.place, stay.text, found.class_code, found.colour, found.row, found.certain, level
        )


class Doubt(NamedTuple):
    """Why a verdict does not stand by itself. `unverified`: 待核, nothing restricts meanwhile;
    `certain`: its row holds whatever comes out; `until`: the last day on which it matters."""

    unverified: bool
    certain: bool
    until: date | None
    asked: tuple[Asked, ...]
    possible: MayBe | None

    def matters(self, on: date) -> bool:
        """Whether what is not known could still restrict on a day."""
        return self.until is None or on <= self.until

    def as_plain(self) -> dict[str, Any]:
        return {
            "unverified": self.unverified,
            "certain": self.certain,
            "until": self.until.isoformat() if self.until else None,
            "asked": [one._asdict() for one in self.asked],
            "possible": self.possible._asdict() if self.possible else None,
        }


def doubt_of(verdict: Mapping[str, Any]) -> Doubt | None:
    """The doubt of a kept verdict; None when all that matters is known."""
    plain = verdict.get("doubt")
    if plain is None:
        return None
    until, possible = plain["until"], plain["possible"]
    return Doubt(
        plain["unverified"],
        plain["certain"],
        date.fromisoformat(until) if until else None,
        tuple(Asked(**one) for one in plain["asked"]),
        MayBe(**possible) if possible else None,
    )
