"""Published areas by the key that stays theirs, and as which listings they stand now: what
somebody said of an area holds for it however often it is listed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import polars as pl

from fangxian.ground.policy.api import Mark
from fangxian.lines.zones import listing_frames
from fangxian.lines.zones.models import RiskArea

MARK = ("level", "place", "listed_from", "listed_to")


@dataclass(frozen=True)
class Areas:
    """`marks`: key → the listings by which an area stands; `named`: listing → the keys of all the
    areas that stand by it (two buildings of a town are listed alike)."""

    marks: Mapping[str, frozenset[Mark]] = field(default_factory=dict)
    named: Mapping[Mark, frozenset[str]] = field(default_factory=dict)

    def inside(self, keys: Collection[str]) -> tuple[Mark, ...]:
        """The listings of any of these areas."""
        return tuple(sorted({mark for key in keys for mark in self.marks.get(key, ())}))

    def outside(self, keys: Collection[str]) -> tuple[Mark, ...]:
        """The listings all of whose areas are among these."""
        known = frozenset(keys)
        return tuple(mark for mark in self.inside(keys) if self.named[mark] <= known)


def areas_by_key(keys: Collection[str]) -> Areas:
    """How these areas are listed now. Two queries; none for no keys."""
    if not keys:
        return Areas()
    digests = [bytes.fromhex(key) for key in keys]
    ids = list(RiskArea.objects.filter(key__in=digests).values_list("id", flat=True))
    frame = listing_frames.listing_frame()
    mine = frame.filter(pl.col("id").is_in(ids)).select(MARK).unique()
    rows = list(frame.join(mine, on=MARK, how="semi").select("id", *MARK).iter_rows())
    key_of = keys_of_areas({row[0] for row in rows})
    marks: dict[str, set[Mark]] = defaultdict(set)
    named: dict[Mark, set[str]] = defaultdict(set)
    for number, *mark in rows:
        level, place, first, last = mark
        marks[key_of[number]].add((level, place, first, last))
        named[level, place, first, last].add(key_of[number])
    return Areas(
        {key: frozenset(some) for key, some in marks.items()},
        {mark: frozenset(some) for mark, some in named.items()},
    )


def keys_of_areas(ids: Collection[int]) -> dict[int, str]:
    """The key of each area, by id."""
    found = RiskArea.objects.filter(pk__in=list(ids)).values_list("id", "key")
    return {number: bytes(key).hex() for number, key in found}
