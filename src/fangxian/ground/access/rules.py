"""Who may give which power: pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

# Significant prefixes of the 12-digit code: province, city, county, township, village, grid.
PLACE_PATTERN = r"^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{15})$"
GIVING = "access.edit"
# Power over colours, decisions, the law, the lists that decide colours, numbers in the clear, and
# over who has such power: it is given by two officers, wherever.
GRAVE = frozenset(
    {
        "access.edit",
        "arrivals.override_approve",
        "arrivals.override_propose",
        "codes.approve",
        "codes.decide_appeal",
        "codes.propose",
        "codes.rotate_keys",
        "people.merge",
        "people.reveal",
        "places.import",
        "policy.enact",
        "policy.propose",
        "zones.edit",
        "zones.import",
    }
)
# What shows or changes people: one officer gives it over a village and no further.
OF_PEOPLE = frozenset(
    {
        "arrivals.answer",
        "arrivals.declare",
        "arrivals.export",
        "arrivals.import",
        "arrivals.push",
        "arrivals.read",
        "arrivals.screen",
        "arrivals.vouch",
        "audit.read",
        "checkpoints.issue_pass",
        "codes.explain",
        "codes.issue_cards",
        "codes.see_overrides",
        "devices.clear",
        "devices.knock",
        "duty.edit",
        "notices.write",
        "people.edit",
        "people.read",
        "policy.dryrun",
        "tasks.act",
        "tasks.assign",
        "tasks.check",
        "tasks.close",
        "tasks.issue",
        "tasks.read",
        "tasks.receive",
        "tasks.withdraw",
        "venues.copy",
        "venues.review",
        "venues.trace",
    }
)
# What shows whoever stands before a barrier or a door, and who came by there: one officer gives
# it over a township, for barriers stand in townships, so that a guard can begin at night.
AT_A_SITE = frozenset(
    {
        "checkpoints.manage",
        "checkpoints.read",
        "checkpoints.record",
        "codes.scan",
        "devices.enrol",
        "devices.manage",
        "venues.edit",
        "venues.find",
        "venues.inspect",
        "venues.read",
        "venues.record",
    }
)
VILLAGE, TOWNSHIP, NOWHERE = 12, 9, 99  # digits of a place
CHIEF = "headquarters_chief"


@dataclass(frozen=True, slots=True)
class Power:
    """A grant in force seen from the side of giving: what it allows, over which prefix,
    and which roles its holder was charged to hand out."""

    permissions: frozenset[str]
    place: str
    hands_out: frozenset[str] = frozenset()

    def covers(self, place: str) -> bool:
        return place.startswith(self.place)

    def allows(self, permission: str) -> bool:
        return permission in self.permissions or "*" in self.permissions


def digits_alone(permissions: Iterable[str]) -> int:
    """How many digits a place has at least over which one officer gives these permissions."""
    wanted = {*permissions}
    if wanted & GRAVE or "*" in wanted:
        return NOWHERE
    if wanted & OF_PEOPLE:
        return VILLAGE
    return TOWNSHIP if wanted & AT_A_SITE else 0


def is_grave(permissions: Iterable[str], place: str, reach: str = "place") -> bool:
    """Whether giving these permissions over this place takes two officers. What is one's own or
    one's unit's may lie anywhere: such a reach is as wide as the country."""
    return (len(place) if reach == "place" else 0) < digits_alone(permissions)


def goes_further(
    permissions: Iterable[str], place: str, others: Iterable[tuple[Iterable[str], str]]
) -> bool:
    """Whether this beside what an account holds (permissions, place) reaches further than one
    officer gives: village by village a county is given as well."""
    own = digits_alone(permissions)
    for theirs, where in others:
        least = min(own, digits_alone(theirs))
        if place[:least] != where[:least] and not place.startswith(where):
            return True
    return False


def is_place(text: str) -> bool:
    return re.match(PLACE_PATTERN, text) is not None


def may_give(powers: Iterable[Power], role: str, wanted: Iterable[str], place: str) -> bool:
    """Whether a holder of `powers` may give `role` (its permissions `wanted`) over `place`.

    They must be charged with accounts over the whole of that place, and either hold
    every permission there themselves or have been charged to hand this role out there.
    """
    there = [power for power in powers if power.covers(place)]
    charged = [power for power in there if power.allows(GIVING)]
    if not charged:
        return False
    if any(role in power.hands_out for power in charged):
        return True
    return all(any(power.allows(permission) for power in there) for permission in wanted)
