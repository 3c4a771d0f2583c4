"""Behind which areas something else hides: whoever is restricted by one of these was so by other ground
before. A room above knows; it is named by the wiring page and asked before an area frees anybody."""

from __future__ import annotations

from collections.abc import Callable, Collection

# Those of these areas (ids) by which somebody is restricted whom other ground would restrict today.
Hiding = Callable[[Collection[int]], Collection[int]]


class _Known:
    by: dict[str, Hiding] = {}  # one for the process: set once by the wiring page


def know_hiding(by: Hiding) -> None:
    """Name who knows what hides behind areas."""
    _Known.by["hiding"] = by


def hiding(areas: Collection[int]) -> frozenset[int]:
    """Those of these areas by which somebody is restricted who was so by other ground before, for days
    that would still run: the area took its place, and its end is not the end of that."""
    return frozenset(_Known.by["hiding"](areas)) if areas else frozenset()
