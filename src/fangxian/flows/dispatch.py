"""Who receives an instruction, by when, and who hears of it when it is late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from fangxian.flows.terms import ADDRESSEES
from fangxian.ground.duty import api as duty
from fangxian.ground.policy import reactions as policy
from fangxian.ground.tasks import reactions as tasks
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.text import Text

DIGITS = {"headquarters": 6, "township": 9, "village": 12, "grid": 15}
UPWARDS = ("grid", "village", "township", "headquarters")
LATER = 5  # the priority of what nobody waits for; less is sooner
NO_DISEASE = ""  # of work that is asked for because of none
SAME_MOMENT = ("township", "village")  # when no pack names the addressees


@dataclass(frozen=True)
class StoodIn:
    """A unit that is to act for one that the place lacks (`vacant`: it stands, but nobody
    holds a post in it)."""

    for_level: str
    for_place: str
    unit_id: int
    vacant: bool


@dataclass
class Dispatch:
    """The county's units and the policy's clocks on a day, read once for a whole batch."""

    on: date
    units: Mapping[tuple[str, str], int] = field(default_factory=duty.units_by_place)
    staffed: frozenset[int] = field(default_factory=duty.staffed_units)
    _forces: dict[str, int] = field(default_factory=dict)
    _editions: dict[tuple[str, str], policy.Edition | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for force in reversed(duty.units(SYSTEM.scope("duty.read"), kind="task_force")):
            self._forces[force.place[:6]] = force.id

    def edition(self, place: str, disease: str) -> policy.Edition | None:
        """What is in force at a township today for a disease; None when no pack is. Work of no
        disease (NO_DISEASE) goes by the clocks of that which the house works against."""
        near = place[:9], disease or policy.disease_on(self.on)
        if near not in self._editions:
            self._editions[near] = policy.in_force_or_none(self.on, *near)
        return self._editions[near]

    def unit(self, level: str, place: str) -> int | None:
        if level == "task_force":
            return self._forces.get(place[:6])
        return self.units.get((level, place[: DIGITS[level]]))

    def addressees(self, edition: policy.Edition, place: str) -> tuple[tasks.Addressee, ...]:
        """The pack's levels as far as the place is known that finely, and who stands in for
        those that are lacking; else headquarters, which has to find out where the person is."""
        levels = [level for level in _levels(edition) if len(place) >= DIGITS.get(level, 0)]
        found = {
            unit: tasks.Addressee(level, unit)
            for level in levels
            if (unit := self.unit(level, place))
        }
        for one in self.stood_in(edition, place):
            found.setdefault(one.unit_id, self._as_addressee(one.unit_id, place))
        if not found and (top := self.unit("headquarters", place)):
            found[top] = tasks.Addressee("headquarters", top)
        return tuple(found.values())

    def stood_in(self, edition: policy.Edition, place: str) -> tuple[StoodIn, ...]:
        """Where a level has no unit, the next one above; where its unit is vacant, the nearest
        above that is staffed, beside it: who takes the post tomorrow still finds the work."""
        levels = [one for one in _levels(edition) if one in UPWARDS and len(place) >= DIGITS[one]]
        named = {unit for level in levels if (unit := self.unit(level, place))}
        found = []
        for level in levels:
            unit = self.unit(level, place)
            above = self._above(level, place, staffed=unit is not None)
            if unit is None and above:
                found.append(StoodIn(level, place[: DIGITS[level]], above, vacant=False))
            elif unit not in self.staffed and above and not named & self.staffed:
                found.append(StoodIn(level, place[: DIGITS[level]], above, vacant=True))
        return tuple(found)

    def _above(self, level: str, place: str, *, staffed: bool) -> int | None:
        for higher in UPWARDS[UPWARDS.index(level) + 1 :]:
            unit = self.unit(higher, place)
            if unit and (not staffed or unit in self.staffed):
                return unit
        return None

    def _as_addressee(self, unit: int, place: str) -> tasks.Addressee:
        level = next(one for one in UPWARDS if self.unit(one, place) == unit)
        return tasks.Addressee(level, unit)

    def order(
        self,
        place: str,
        *,
        disease: str,
        kind: str,
        subject: str,
        reason_key: str,
        title: Text,
        body: Text,
        person_id: int | None,
        because: Mapping[str, Any] | None = None,
        priority: int = LATER,
        uncertain: bool = False,
    ) -> tasks.Order | None:
        """An instruction to whoever stands for a place, with the clocks of what is in force there
        for the disease because of which it is asked for (NO_DISEASE: for none, and it names none).
        None when no policy is in force or the county has no unit yet."""
        edition = self.edition(place, disease)
        addressees = self.addressees(edition, place) if edition else ()
        if edition is None or not addressees:
            return None
        return tasks.Order(
            kind=kind,
            subject=subject,
            reason_key=reason_key,
            place=place,
            title=title,
            body=body,
            addressees=addressees,
            because={**of_disease(edition, disease), **(because or {})},
            terms=self.terms(edition),
            ladder=self.ladder(edition, place),
            person_id=person_id,
            priority=priority,
            uncertain=uncertain,
            origin_unit=self.unit("headquarters", place),
        )

    def terms(self, edition: policy.Edition) -> dict[str, timedelta]:
        return {stage: term for stage, term in edition.clocks.items() if stage in tasks.OWED}

    def ladder(self, edition: policy.Edition, place: str) -> tuple[tasks.Rung, ...]:
        return tuple(
            tasks.Rung(step.after_stage, step.to, self.unit(step.to, place), step.wait)
            for step in edition.ladder
            if step.after_stage in tasks.OWED
        )


def of_disease(edition: policy.Edition, disease: str) -> dict[str, Any]:
    """What an order says of the rules that it goes by, and of the disease, where there is one."""
    return {"edition": edition.id, **({"disease": disease} if disease else {})}


def _levels(edition: policy.Edition) -> tuple[str, ...]:
    return edition.value(ADDRESSEES) or SAME_MOMENT
