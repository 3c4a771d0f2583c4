"""Who receives an instruction, by when, and who hears of it when it is late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from fangxian.ground.duty import api as duty
from fangxian.ground.policy import api as policy
from fangxian.ground.tasks import api as tasks
from fangxian.kernel.actor import SYSTEM

DIGITS = {"headquarters": 6, "township": 9, "village": 12, "grid": 15}
SAME_MOMENT = ("township", "village")  # when no pack names the addressees


@dataclass
class Desk:
    """The county's units and the policy's clocks on a day, read once for a whole batch."""

    on: date
    units: Mapping[tuple[str, str], int] = field(default_factory=duty.units_by_place)
    _forces: dict[str, int] = field(default_factory=dict)
    _editions: dict[str, policy.Edition | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for force in reversed(duty.units(SYSTEM.scope("duty.read"), kind="task_force")):
            self._forces[force.place[:6]] = force.id

    def edition(self, place: str) -> policy.Edition | None:
        """What is in force at a township today; None when no pack is."""
        near = place[:9]
        if near not in self._editions:
            try:
                self._editions[near] = policy.in_force(self.on, near)
            except policy.NotInForce:
                self._editions[near] = None
        return self._editions[near]

    def unit(self, level: str, place: str) -> int | None:
        if level == "task_force":
            return self._forces.get(place[:6])
        return self.units.get((level, place[: DIGITS[level]]))

    def addressees(self, edition: policy.Edition, place: str) -> tuple[tasks.Addressee, ...]:
        """The pack's levels as far as the place is known that finely; else headquarters,
        which has to find out where the person went."""
        try:
            levels = edition.read("instructions.addressees").value or SAME_MOMENT
        except policy.NoSuchValue:
            levels = SAME_MOMENT
        found = self._on(levels, place)
        return found or self._on(("headquarters",), place)

    def _on(self, levels: tuple[str, ...], place: str) -> tuple[tasks.Addressee, ...]:
        return tuple(
            tasks.Addressee(level, unit)
            for level in levels
            if len(place) >= DIGITS.get(level, 0) and (unit := self.unit(level, place))
        )

    def terms(self, edition: policy.Edition) -> dict[str, timedelta]:
        return {stage: term for stage, term in edition.clocks.items() if stage in tasks.OWED}

    def ladder(self, edition: policy.Edition, place: str) -> tuple[tasks.Rung, ...]:
        return tuple(
            tasks.Rung(step.after_stage, step.to, self.unit(step.to, place), step.wait)
            for step in edition.ladder
            if step.after_stage in tasks.OWED
        )
