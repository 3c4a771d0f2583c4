"""Where towns and villages lie on the map: pointed at, drawn, or taken from a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import Point, shape

from fangxian.ground.places import rules, shape_files
from fangxian.ground.places.catalogue import resolver
from fangxian.ground.places.errors import (
    PointElsewhere,
    ShapesElsewhere,
    ShapesTooFine,
    ShapesUnreadable,
    UnknownDivision,
)
from fangxian.ground.places.models import Shape
from fangxian.ground.places.outlines import outline
from fangxian.ground.places.queries import find_in, home, name_of
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb

BY_HAND = "地图上标注"
BEYOND = 0.02  # degrees: outlines are coarse, a town at the border may lie just outside


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file of shapes did. `unplaced`: what its other things call themselves."""

    points: int
    areas: int
    unplaced: tuple[str, ...]


@verb(
    needs="places.edit",
    words=Text("在地图上标注位置", "placed a division on the map"),
    at=lambda place: place,
)
def place_point(place: str, longitude: float, latitude: float, *, by: Actor) -> None:
    """Where a division lies, as a point in degrees. PointElsewhere outside its county."""
    _known(place)
    if not _inside(place, Point(longitude, latitude)):
        raise PointElsewhere(name=name_of(place[:6]))
    _keep(place, BY_HAND, point=[longitude, latitude], area=None)


@verb(
    needs="places.edit",
    words=Text("在地图上画范围", "drew a division on the map"),
    at=lambda place: place,
)
def draw_area(place: str, drawn: dict[str, Any], *, by: Actor) -> None:
    """A division's area as GeoJSON. ShapesUnreadable for what is no polygon, PointElsewhere."""
    _known(place)
    try:
        area = shape_files.rounded(shape(drawn))
        if (points := shapely.get_num_coordinates(area)) > shape_files.MOST_POINTS:
            raise ShapesTooFine(file=BY_HAND, points=points, most=shape_files.MOST_POINTS)
        inside = _inside(place, area)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, ShapelyError) as fault:
        raise ShapesUnreadable(file=BY_HAND) from fault
    if area.geom_type not in ("Polygon", "MultiPolygon") or area.is_empty:
        raise ShapesUnreadable(file=BY_HAND)
    if not inside:
        raise PointElsewhere(name=name_of(place[:6]))
    _keep(place, BY_HAND, area=shape_files.plain(area))


@verb(
    needs="places.edit",
    words=Text("导入地图范围", "loaded shapes of the map"),
    at=lambda data, name: home(),
)
def take_shapes(data: bytes, name: str, *, by: Actor) -> Taken:
    """Shapes of towns and villages of the home county from a file (GeoJSON, or a shapefile in a zip).
    Each is known by a text of its own that names one division of the county, a code before a name;
    what names none, or lies elsewhere, is told and left. ShapesElsewhere when that is everything."""
    points = areas = 0
    unplaced: list[str] = []
    for one in shape_files.read(data, name):
        place = _place_of(one)
        if not place or not _inside(place, one.geometry):
            unplaced.append(_called(one))
        elif one.geometry.geom_type == "Point":
            _keep(place, name, point=[one.geometry.x, one.geometry.y])
            points += 1
        else:
            _keep(place, name, area=shape_files.plain(one.geometry))
            areas += 1
    if not points and not areas:
        raise ShapesElsewhere(file=name)
    audit.note(subject="places.shapes", file=name[:80], points=points, areas=areas)
    return Taken(points, areas, tuple(unplaced))


@verb(
    needs="places.edit",
    words=Text("撤掉地图标注", "took a division off the map"),
    at=lambda place: place,
)
def unplace(place: str, *, by: Actor) -> None:
    """Forget where a division lies: a cell stands in for it again."""
    Shape.objects.filter(place=place).delete()


def _keep(place: str, source: str, **where: Any) -> None:
    """A point stays beside an area that comes later, and gives way to a point."""
    said = where | {"source": source[:200], "drawn_at": clock.now()}
    Shape.objects.update_or_create(place=place, defaults=said)
    audit.note(subject=f"places.division:{place}", place=place)


def _known(place: str) -> None:
    if resolver().index.by_code.get(place) is None or len(place) <= rules.DIGITS["county"]:
        raise UnknownDivision(place=place)


def _inside(place: str, geometry: Any) -> bool:
    """Whether it touches the county, as far as its outline is known."""
    around = outline(place[:6])
    if not shapely.is_valid(geometry):
        geometry = shapely.make_valid(geometry)
    return around is None or bool(around.buffer(BEYOND).intersects(geometry))


def _place_of(one: shape_files.Drawn) -> str:
    """The one division of the county that a thing names: by a code, then by a name."""
    county, index = home(), resolver().index
    for text in one.said.values():
        if rules.looks_like_code(text) and len(text) in (9, 12, 15):
            code = rules.prefix(text) if text[0] != "0" else ""
            if code.startswith(county) and len(code) > len(county) and code in index.by_code:
                return code
    named = {find_in(county, text) for text in one.said.values() if text} - {None, county}
    return named.pop() or "" if len(named) == 1 else ""


def _called(one: shape_files.Drawn) -> str:
    texts = [text for text in one.said.values() if text and not text.isascii()]
    return (texts or list(one.said.values()) or ["?"])[0][:40]
