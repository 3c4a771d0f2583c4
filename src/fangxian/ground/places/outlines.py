"""The outline of a county as it comes with the product."""

from __future__ import annotations

import lzma
from functools import lru_cache
from pathlib import Path

from shapely import from_geojson
from shapely.geometry.base import BaseGeometry

FILE = Path(__file__).with_name("china") / "outlines.tsv.xz"


@lru_cache(maxsize=8)
def outline(county: str) -> BaseGeometry | None:
    """A county's polygons by its six digits, in degrees of CGCS2000; None for an area without one
    (development zones). See china/SOURCE.md: some are coarse."""
    with lzma.open(FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            code, _, drawn = line.partition("\t")
            if code == county:
                return from_geojson(drawn)
    return None
