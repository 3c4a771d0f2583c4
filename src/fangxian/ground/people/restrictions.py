"""What restricts people is kept by a room above; that room is named by the wiring page and asked here
before two records become one or are parted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

# What is laid on each of these people now, 待核 among it; empty: nothing restricts them.
RestrictionsOf = Callable[[Collection[int]], Mapping[int, Collection[object]]]


class _Known:
    by: dict[str, RestrictionsOf] = {}  # one for the process: set once by the wiring page


def set_restrictions_source(by: RestrictionsOf) -> None:
    """Name who knows what is laid on people."""
    _Known.by["laid"] = by


def restricted(person_ids: Collection[int]) -> bool:
    """Whether anything is laid on any of them. Made one, or parted, they may be freed or restricted
    by what is screened afterwards, however alike it is now."""
    return any(_Known.by["laid"](person_ids).values())
