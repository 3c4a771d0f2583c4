"""What was listed when a verdict was written, kept by its hash."""

from __future__ import annotations

import zlib
from functools import lru_cache
from io import BytesIO

import polars as pl

from fangxian.ground.policy.api import Listing
from fangxian.kernel import clock
from fangxian.lines.zones import listing_frames
from fangxian.lines.zones.models import KeptListings


def keep_listings(taken: listing_frames.Snapshot) -> str:
    """Keep what verdicts were decided against, once; its hash. Call it where they are written.
    One query when it is kept already."""
    if not KeptListings.objects.filter(hash=taken.hash).exists():
        row = KeptListings(
            hash=taken.hash, content=zlib.compress(taken.text, 6), kept_at=clock.now()
        )
        KeptListings.objects.bulk_create([row], ignore_conflicts=True)
    return taken.hash


def kept_listings(hash_: str) -> tuple[Listing, ...] | None:
    """What was listed under a hash; None when it was not kept. Ids and published texts are not
    part of it."""
    row = KeptListings.objects.filter(hash=hash_).first() if hash_ else None
    return _read(bytes(row.content)) if row else None


@lru_cache(maxsize=4)
def _read(content: bytes) -> tuple[Listing, ...]:
    schema = {name: listing_frames.SCHEMA[name] for name in listing_frames.COLUMNS} | {
        "exact": pl.Boolean
    }
    frame = pl.read_csv(BytesIO(zlib.decompress(content)), schema=schema)
    rows = frame.with_columns(pl.col("city_kind").fill_null("")).iter_rows()
    return tuple(Listing(number, *row) for number, row in enumerate(rows, 1))
