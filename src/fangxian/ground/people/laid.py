"""What restricts people is kept by a room above; that room is named by the wiring page and asked here
before two records become one or are parted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping

# What is laid on each of these people now, in a form that can be compared; empty: nothing restricts them.
Laid = Callable[[Collection[int]], Mapping[int, Collection[Hashable]]]


class _Known:
    by: dict[str, Laid] = {}  # one for the process: set once by the wiring page


def know_laid(by: Laid) -> None:
    """Name who knows what is laid on people."""
    _Known.by["laid"] = by


def unlike(one: int, other: int) -> bool:
    """Whether two people are not restricted alike: made one, either is freed or restricted by it."""
    laid = _Known.by["laid"]([one, other])
    return laid[one] != laid[other]


def restricted(person_ids: Collection[int]) -> bool:
    """Whether anything is laid on any of them."""
    return any(_Known.by["laid"](person_ids).values())
