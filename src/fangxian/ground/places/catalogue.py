"""What this process knows of the register of places: looked at every two seconds at most. The
index is built once, and again when the divisions have changed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import cast

from fangxian.ground.places.index import DivisionRow, Index
from fangxian.ground.places.models import Division, Register
from fangxian.ground.places.resolver import Resolver
from fangxian.ground.places.rules import Level

LOOK_AGAIN_AFTER = 2.0  # seconds; between two looks no call costs a query


class _Held:
    looked: float = float("-inf")
    token: int = 0
    resolver: tuple[int, Resolver] | None = None  # with the token that it was built under


def resolver() -> Resolver:
    """The resolver over the divisions as they stand."""
    _look()
    if _Held.resolver is None or _Held.resolver[0] != _Held.token:
        _Held.resolver = _Held.token, _built()
    return _Held.resolver[1]


def _built() -> Resolver:
    return Resolver(Index(_rows()))


def _look() -> None:
    if time.monotonic() - _Held.looked < LOOK_AGAIN_AFTER:
        return
    _Held.token = Register.objects.filter(id=1).values_list("token", flat=True).first() or 0
    _Held.looked = time.monotonic()


def _rows() -> Iterator[DivisionRow]:
    rows = Division.objects.values_list(
        "code", "name", "level", "parent", "kind", "sort_key", "population", "aliases"
    )
    for code, name, level, parent, kind, sort_key, population, aliases in rows.iterator(20_000):
        yield DivisionRow(
            code, name, cast("Level", level), parent, kind, sort_key, population, tuple(aliases)
        )


def look_again() -> None:
    """Make the next call look whether the divisions have changed."""
    _Held.looked = float("-inf")
