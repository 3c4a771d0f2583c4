"""The index of this process: built once, built again when the divisions have changed."""

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
    resolver: Resolver | None = None
    token: int | None = None
    looked: float = float("-inf")


def resolver() -> Resolver:
    """The resolver over the divisions as they stand."""
    held = _Held.resolver
    if held is not None and time.monotonic() - _Held.looked < LOOK_AGAIN_AFTER:
        return held
    token = Register.objects.filter(id=1).values_list("token", flat=True).first() or 0
    if held is None or token != _Held.token:
        held = Resolver(Index(_rows()))
        _Held.resolver, _Held.token = held, token
    _Held.looked = time.monotonic()
    return held


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
