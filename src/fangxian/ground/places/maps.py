"""What places offers to whoever draws a map. Apart from `pages`, because geometry takes a moment to
load and few need it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry import Point, mapping, shape
from shapely.geometry.base import BaseGeometry

from fangxian.ground.places.cells import Cell, Placed, parts_of
from fangxian.ground.places.models import Shape
from fangxian.ground.places.outlines import outline
from fangxian.ground.places.queries import children_of, name_of
from fangxian.ground.places.rules import parent_code
from fangxian.ground.places.services.shaping import (
    Taken,
    draw_area,
    place_point,
    take_shapes,
    unplace,
)

__all__ = [
    "MapPart",
    "PlaceMap",
    "Taken",
    "draw_area",
    "map_of",
    "place_point",
    "take_shapes",
    "unplace",
]

COUNTY = 6  # digits


@dataclass(frozen=True, slots=True)
class MapPart:
    """A division on the map: its area as GeoJSON, and a point inside for its name. `how`: see
    cells.Placed; `source`: who says where it lies, "" for what only stands in."""

    code: str
    name: str
    how: Placed
    area: dict[str, Any]
    label: tuple[float, float]
    source: str


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """A place and its parts, one level down. `west, south, east, north` in degrees."""

    place: str
    name: str
    outline: dict[str, Any]
    bounds: tuple[float, float, float, float]
    parts: tuple[MapPart, ...]


def map_of(place: str) -> PlaceMap | None:
    """The map of a county, a township or a village; None where nobody knows its outline. A query a
    level."""
    area = _area(place)
    if area is None:
        return None
    kept = _kept(place)
    return PlaceMap(
        place,
        name_of(place),
        dict(mapping(area)),
        area.bounds,
        tuple(_part(one, kept) for one in _parts(place, area, kept)),
    )


def _area(place: str) -> BaseGeometry | None:
    if len(place) < COUNTY:
        return None
    if len(place) == COUNTY:
        return outline(place)
    above = parent_code(place)
    around = _area(above)
    if around is None:
        return None
    found = {one.code: one.area for one in _parts(above, around, _kept(above))}
    area = found.get(place)
    return area if area is not None and area.area else None


def _parts(place: str, area: BaseGeometry, kept: Mapping[str, Shape]) -> tuple[Cell, ...]:
    return parts_of(
        area,
        [one.code for one in children_of(place)],
        {code: shape(row.area) for code, row in kept.items() if row.area},
        {code: (row.point[0], row.point[1]) for code, row in kept.items() if row.point},
    )


def _kept(place: str) -> dict[str, Shape]:
    return Shape.objects.in_bulk([one.code for one in children_of(place)])


def _middle(area: BaseGeometry) -> Point:
    """Where there is most room for a name."""
    if not area.area:
        return area.representative_point()
    return Point(shapely.maximum_inscribed_circle(area).coords[0])


def _part(one: Cell, kept: Mapping[str, Shape]) -> MapPart:
    inside = _middle(one.area)
    row = kept.get(one.code)
    return MapPart(
        one.code,
        name_of(one.code),
        one.how,
        dict(mapping(one.area)),
        (inside.x, inside.y),
        row.source if row else "",
    )
