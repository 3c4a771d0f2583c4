"""The listings in bulk, as screening wants them, kept until the areas change."""

from __future__ import annotations

from collections import OrderedDict
from datetime import date

import polars as pl

from fangxian.ground.policy.api import Listing
from fangxian.lines.zones import store
from fangxian.lines.zones.models import ZoneRegister

SCHEMA = {
    "id": pl.Int64, "level": pl.String, "place": pl.String, "listed_from": pl.Date,
    "listed_to": pl.Date, "exact": pl.Boolean, "city_kind": pl.String,
}  # fmt: skip
STRETCHES_KEPT = 8


class _Held:
    version: str | None = None
    frame: pl.DataFrame | None = None
    listings: OrderedDict[tuple[date, date], tuple[Listing, ...]] = OrderedDict()


def version() -> str:
    """Changes with every change of the areas."""
    return str(ZoneRegister.objects.filter(id=1).values_list("token", flat=True).first() or 0)


def listing_frame() -> pl.DataFrame:
    """Columns id, level, place, listed_from, listed_to (9999-12-31: no end), exact,
    city_kind; only listings that are placed."""
    now = version()
    if _Held.frame is None or now != _Held.version:
        _Held.frame = _read()
        _Held.version = now
        _Held.listings.clear()
    return _Held.frame


def _read() -> pl.DataFrame:
    read = {**SCHEMA, "exact": pl.String}
    frame = pl.read_csv(store.listings_csv(), schema=read).with_columns(
        pl.col("city_kind").fill_null("")
    )
    return frame.with_columns(pl.col("exact") == "t")


def listings(from_: date, to: date) -> tuple[Listing, ...]:
    """Listings that touch the days from–to, as the policy room reads them."""
    frame = listing_frame()
    held = _Held.listings
    if (from_, to) not in held:
        touched = frame.filter((pl.col("listed_to") >= from_) & (pl.col("listed_from") <= to))
        held[from_, to] = tuple(Listing(*row) for row in touched.iter_rows())
        while len(held) > STRETCHES_KEPT:
            held.popitem(last=False)
    return held[from_, to]
