"""What was listed when a verdict was written, kept by its hash."""

from __future__ import annotations

import hashlib
import zlib
from functools import lru_cache
from io import BytesIO

import polars as pl

from fangxian.ground.policy.api import Listing
from fangxian.kernel import clock
from fangxian.lines.zones import frames
from fangxian.lines.zones.models import KeptListings

COLUMNS = ("level", "place", "listed_from", "listed_to", "exact", "city_kind")


class _Held:
    """What the standing areas are written as; made once for a version of them."""

    version: str | None = None
    text: bytes = b""
    hash: str = ""


def keep_listings() -> str:
    """Keep what is listed now, once; its hash. Call it where verdicts are written. Two queries
    when it is kept already."""
    frame = frames.listing_frame()
    version = frames.version()
    if _Held.version != version:
        _Held.text = frame.select(COLUMNS).unique().sort(COLUMNS).write_csv().encode()
        _Held.hash = hashlib.sha256(_Held.text).hexdigest()
        _Held.version = version
    if not KeptListings.objects.filter(hash=_Held.hash).exists():
        row = KeptListings(
            hash=_Held.hash, content=zlib.compress(_Held.text, 6), kept_at=clock.now()
        )
        KeptListings.objects.bulk_create([row], ignore_conflicts=True)
    return _Held.hash


def kept_listings(hash_: str) -> tuple[Listing, ...] | None:
    """What was listed under a hash; None when it was not kept. Ids and published texts are not
    part of it."""
    row = KeptListings.objects.filter(hash=hash_).first() if hash_ else None
    return _read(bytes(row.content)) if row else None


@lru_cache(maxsize=4)
def _read(content: bytes) -> tuple[Listing, ...]:
    schema = {name: frames.SCHEMA[name] for name in COLUMNS} | {"exact": pl.Boolean}
    frame = pl.read_csv(BytesIO(zlib.decompress(content)), schema=schema)
    rows = frame.with_columns(pl.col("city_kind").fill_null("")).iter_rows()
    return tuple(Listing(number, *row) for number, row in enumerate(rows, 1))
