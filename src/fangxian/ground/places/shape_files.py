"""Shapes as they come: GeoJSON, or a shapefile in a zip with its parts. What is not in degrees is told
so, and nothing is guessed."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import shapefile
import shapely
from shapely.errors import ShapelyError
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from fangxian.ground.places.errors import NotInDegrees, ShapesTooFine, ShapesUnreadable

MOST_BYTES = 60 * 1024 * 1024  # of one part when opened: a zip may say little and hold much
MOST_POINTS = (
    60_000  # of a file, to about ten metres: what crosses itself is mended in some seconds
)
FINE = 4  # digits of a degree that are kept, about ten metres
PARTS = (".shp", ".dbf", ".shx", ".cpg")
KINDS = {"Point", "Polygon", "MultiPolygon"}
DEGREES = (-180, -90, 180, 90)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One thing of a file: what it says of itself (title → text), and where it lies."""

    said: Mapping[str, str]
    geometry: BaseGeometry


def read(data: bytes, name: str) -> tuple[Drawn, ...]:
    """Points and areas of a file, those of other kinds (lines) left out. ShapesUnreadable,
    NotInDegrees, ShapesTooFine."""
    try:
        given = _shapefile(data) if zipfile.is_zipfile(io.BytesIO(data)) else _geojson(data)
        found = tuple(Drawn(one.said, rounded(one.geometry)) for one in given)
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        ShapelyError,
        shapefile.ShapefileException,
        zipfile.BadZipFile,
    ) as fault:
        raise ShapesUnreadable(file=name) from fault
    if not found:
        raise ShapesUnreadable(file=name)
    for one in found:
        if not _in_degrees(one.geometry):
            raise NotInDegrees(file=name)
    if (points := sum(shapely.get_num_coordinates(one.geometry) for one in found)) > MOST_POINTS:
        raise ShapesTooFine(file=name, points=points, most=MOST_POINTS)
    return found


def rounded(geometry: BaseGeometry) -> BaseGeometry:
    """To about ten metres; points that fall together are one."""
    coarse = shapely.transform(geometry, lambda points: points.round(FINE))
    return geometry if coarse.geom_type == "Point" else shapely.remove_repeated_points(coarse)


def plain(area: BaseGeometry) -> dict[str, Any]:
    """As GeoJSON to keep: to about ten metres, without what crosses itself."""
    kept = shapely.set_precision(shapely.make_valid(area), 0.0001)
    return dict(mapping(kept))


def _geojson(data: bytes) -> Iterator[Drawn]:
    read = json.loads(data.decode("utf-8-sig"))
    features = read["features"] if read.get("type") == "FeatureCollection" else [read]
    for one in features:
        geometry = one.get("geometry") or {}
        if geometry.get("type") in KINDS:
            yield Drawn(_texts(one.get("properties") or {}), shape(geometry))


def _shapefile(data: bytes) -> Iterator[Drawn]:
    with zipfile.ZipFile(io.BytesIO(data)) as parcel:
        parts: dict[str, bytes] = {}
        for info in parcel.infolist():
            ending = info.filename[-4:].lower()
            if ending in PARTS and "__MACOSX" not in info.filename:
                if info.file_size > MOST_BYTES:
                    raise zipfile.BadZipFile
                parts.setdefault(ending, parcel.read(info))
    encoding = parts.get(".cpg", b"").decode("ascii", "ignore").strip() or _encoding(parts)
    reader = shapefile.Reader(
        shp=io.BytesIO(parts[".shp"]), dbf=io.BytesIO(parts[".dbf"]), encoding=encoding
    )
    for one in reader.iterShapeRecords():
        geometry = one.shape.__geo_interface__
        if geometry.get("type") in KINDS:
            yield Drawn(_texts(one.record.as_dict()), shape(geometry))


def _encoding(parts: Mapping[str, bytes]) -> str:
    """Of a table that does not say: what Chinese offices write, if it is not UTF-8."""
    try:
        parts[".dbf"].decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def _texts(said: Mapping[str, Any]) -> dict[str, str]:
    return {str(key): str(value).strip() for key, value in said.items() if value is not None}


def _in_degrees(geometry: BaseGeometry) -> bool:
    west, south, east, north = geometry.bounds
    w, s, e, n = DEGREES
    return bool(w <= west <= east <= e and s <= south <= north <= n)
