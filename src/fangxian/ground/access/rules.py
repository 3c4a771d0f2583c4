"""Who may give which power: pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

# Significant prefixes of the 12-digit code: province, city, county, township, village, grid.
PLACE_PATTERN = r"^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{15})$"
GIVING = "access.edit"
# Power over colours, decisions, the law, numbers in the clear, and over who has such power: it
# is given by two officers.
GRAVE = frozenset({
    "access.edit", "arrivals.override_approve", "arrivals.override_propose", "codes.approve",
    "codes.decide_appeal", "codes.propose", "codes.rotate_keys", "people.reveal",
    "policy.enact", "policy.propose",
})  # fmt: skip
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


def is_grave(permissions: Iterable[str]) -> bool:
    return any(one in GRAVE or one == "*" for one in permissions)


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
