"""The listings in bulk, as screening wants them, kept until the areas change."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

import polars as pl
from django.db.models import Max, Value
from django.db.models.functions import Coalesce

from fangxian.ground.places import api as places
from fangxian.ground.policy.api import Listing
from fangxian.lines.zones import store
from fangxian.lines.zones.models import RiskArea, ZoneRegister

SCHEMA = {
    "id": pl.Int64,
    "level": pl.String,
    "place": pl.String,
    "listed_from": pl.Date,
    "listed_to": pl.Date,
    "exact": pl.Boolean,
    "city_kind": pl.String,
}
COLUMNS = ("level", "place", "listed_from", "listed_to", "exact", "city_kind")
STRETCHES_KEPT = 8


@dataclass(frozen=True, eq=False)
class Snapshot:
    """All that was listed at one moment: what is decided against it is kept with it, whatever is
    imported meanwhile. `frame`: columns id, level, place, listed_from, listed_to (9999-12-31: no
    end), exact, city_kind; only listings that are placed."""

    version: str
    frame: pl.DataFrame
    _stretches: OrderedDict[tuple[date, date], tuple[Listing, ...]] = field(
        default_factory=OrderedDict, repr=False
    )

    def listings(self, from_: date, to: date) -> tuple[Listing, ...]:
        """Listings that touch the days from–to, as the policy room reads them."""
        known = self._stretches.get((from_, to))
        if known is None:
            touched = self.frame.filter(
                (pl.col("listed_to") >= from_) & (pl.col("listed_from") <= to)
            )
            known = tuple(Listing(*row) for row in touched.iter_rows())
            self._stretches[from_, to] = known
            while len(self._stretches) > STRETCHES_KEPT:
                self._stretches.popitem(last=False)
        return known

    @cached_property
    def text(self) -> bytes:
        """The listings as lines, without ids: the same areas give the same text."""
        return self.frame.select(COLUMNS).unique().sort(COLUMNS).write_csv().encode()

    @cached_property
    def hash(self) -> str:
        return hashlib.sha256(self.text).hexdigest()


class NamedSomewhere(NamedTuple):
    """A listed area that is not placed yet, and every division that its name may be."""

    places: tuple[str, ...]
    listed_from: date
    listed_to: date


class _Held:
    """The newest snapshot that this process took, put in its place in one go."""

    newest: Snapshot | None = None
    somewhere: tuple[str, tuple[NamedSomewhere, ...]] | None = None  # with its version


def version() -> str:
    """Changes with every change of the areas."""
    return str(ZoneRegister.objects.filter(id=1).values_list("token", flat=True).first() or 0)


def snapshot() -> Snapshot:
    """What is listed now. One query while nothing changes."""
    now, held = version(), _Held.newest  # the version first: what comes in between is read again
    if held is None or held.version != now:
        held = _Held.newest = Snapshot(now, _read())
    return held


def listing_frame() -> pl.DataFrame:
    """The frame of what is listed now."""
    return snapshot().frame


def _read() -> pl.DataFrame:
    read = {**SCHEMA, "exact": pl.String}
    frame = pl.read_csv(store.listings_csv(), schema=read).with_columns(
        pl.col("city_kind").fill_null("")
    )
    return frame.with_columns(pl.col("exact") == "t")


def listings(from_: date, to: date) -> tuple[Listing, ...]:
    """Of what is listed now, what touches the days from–to, as the policy room reads it."""
    return snapshot().listings(from_, to)


def unplaced_until() -> date | None:
    """The last day on which an area is listed that has no place yet; None where all have one."""
    open_ = Coalesce("listed_to", Value(date.max))
    found: date | None = RiskArea.objects.filter(place="").aggregate(last=Max(open_))["last"]
    return found


def named_somewhere() -> tuple[NamedSomewhere, ...]:
    """The areas that wait to be placed and whose name several divisions have (和平区): who was in any of
    these may have been there. One query while nothing changes."""
    now, held = version(), _Held.somewhere
    if held is None or held[0] != now:
        rows = RiskArea.objects.filter(place="").values_list(
            "region__province", "region__city", "region__county", "listed_from", "listed_to"
        )
        found = (
            NamedSomewhere(places.candidates("".join(names)), first, last or date.max)
            for *names, first, last in rows.distinct()
        )
        held = _Held.somewhere = now, tuple(one for one in found if one.places)
    return held[1]
