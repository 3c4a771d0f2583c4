"""Who acts, with what power, over which places. Closed by default."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import Q

Reach = Literal["place", "own", "assigned"]
EVERYTHING = frozenset({"*"})


@dataclass(frozen=True, slots=True)
class Grant:
    """Permissions over a division prefix ("610921", "" for all), or only over what
    one made oneself (`own`) or what one's unit was handed (`assigned`)."""

    role: str
    permissions: frozenset[str]
    place: str
    reach: Reach = "place"

    def holds(self, permission: str) -> bool:
        return permission in self.permissions or "*" in self.permissions


@dataclass(frozen=True, slots=True)
class Scope:
    """What an actor may see under one permission. Empty means nothing."""

    prefixes: tuple[str, ...]
    own: bool
    assigned: bool
    account_id: int | None
    unit_ids: tuple[int, ...]

    @property
    def everything(self) -> bool:
        return "" in self.prefixes

    @property
    def nothing(self) -> bool:
        return not (self.prefixes or self.own or self.assigned)

    def covers(self, place: str) -> bool:
        return any(place.startswith(prefix) for prefix in self.prefixes)

    def q(self, place: str = "place", owner: str = "", unit: str = "") -> Q:
        """The scope as a condition on a table's place, maker and unit columns."""
        if self.everything:
            return Q(pk__isnull=False)  # not Q(): an empty condition vanishes beside an `|`
        met = Q(pk__in=[])
        for prefix in self.prefixes:
            met |= Q(**{f"{place}__startswith": prefix})
        if self.own and owner:
            met |= Q(**{owner: self.account_id})
        if self.assigned and unit:
            met |= Q(**{f"{unit}__in": self.unit_ids})
        return met


@dataclass(frozen=True, slots=True)
class Actor:
    account_id: int | None
    name: str
    grants: tuple[Grant, ...] = ()
    unit_ids: tuple[int, ...] = ()
    door: str = ""
    pair_from: datetime | None = None  # from when they may be one of two people; None: always
    # Accounts with which this one is one hand: who had its password, whose it had, whose those had.
    one_hand: frozenset[int] = frozenset()
    address: str = ""  # keyed marks of where an operation comes from: "" where nobody can tell
    device: str = ""

    @property
    def hand(self) -> frozenset[int]:
        """All accounts that are, or count as, this person: none for the system and the terminal."""
        return self.one_hand if self.account_id is None else self.one_hand | {self.account_id}

    def may(self, permission: str, at: str | None = None) -> bool:
        """Whether any grant holds the permission over `at` (None: over anything at all)."""
        return any(
            grant.holds(permission)
            and (at is None or grant.reach != "place" or at.startswith(grant.place))
            for grant in self.grants
        )

    def scope(self, permission: str) -> Scope:
        held = [grant for grant in self.grants if grant.holds(permission)]
        places = sorted({grant.place for grant in held if grant.reach == "place"})
        widest = tuple(
            place
            for place in places
            if not any(place != other and place.startswith(other) for other in places)
        )
        return Scope(
            prefixes=widest,
            own=any(grant.reach == "own" for grant in held),
            assigned=any(grant.reach == "assigned" for grant in held),
            account_id=self.account_id,
            unit_ids=self.unit_ids,
        )


NOBODY = Actor(None, "访客")
SYSTEM = Actor(None, "系统", (Grant("system", EVERYTHING, ""),), door="system")
