"""The county says where its towns lie: by a point, by a border, by a file of the natural resources bureau."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
import shapefile

from fangxian.ground.places import maps
from fangxian.ground.places import pages as places
from fangxian.ground.places.errors import (
    NotInDegrees,
    PointElsewhere,
    ShapesElsewhere,
    ShapesTooFine,
    ShapesUnreadable,
    UnknownDivision,
)
from fangxian.ground.places.models import Shape
from fangxian.kernel.actor import SYSTEM, Actor, Grant
from fangxian.kernel.errors import NotAllowed, Refusal

pytestmark = pytest.mark.django_db
HANYIN = "610921"
EDITOR = frozenset({"places.edit"})
SQUARE = [[108.5, 32.9], [108.55, 32.9], [108.55, 32.95], [108.5, 32.95], [108.5, 32.9]]


@pytest.fixture(autouse=True)
def _divisions(db):
    places.bootstrap()


@pytest.fixture
def town() -> str:
    return places.find_in(HANYIN, "城关镇") or ""


def feature(geometry_type: str, coordinates, **said):
    return {
        "type": "Feature",
        "properties": said,
        "geometry": {"type": geometry_type, "coordinates": coordinates},
    }


def geojson(*features) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def how(code: str) -> str:
    drawn = maps.map_of(code[:6])
    return next(one.how for one in drawn.parts if one.code == code)


def test_a_town_is_pointed_at_and_taken_off_again(town):
    assert how(town) == "stand_in"
    maps.place_point(town, 108.5, 32.9, by=SYSTEM)
    assert how(town) == "point"
    maps.unplace(town, by=SYSTEM)
    assert how(town) == "stand_in"


def test_a_point_is_not_taken_with_its_numbers_swapped(town):
    with pytest.raises(PointElsewhere):
        maps.place_point(town, 32.9, 108.5, by=SYSTEM)
    with pytest.raises(UnknownDivision):
        maps.place_point("610921999", 108.5, 32.9, by=SYSTEM)


def test_a_border_is_drawn(town):
    maps.draw_area(town, {"type": "Polygon", "coordinates": [SQUARE]}, by=SYSTEM)
    assert how(town) == "shape"
    inner = maps.map_of(town)
    assert inner is not None
    assert inner.bounds == (108.5, 32.9, 108.55, 32.95)


@pytest.mark.parametrize(
    "drawn",
    [
        {},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": [[[1, 2]]]},
        {"type": "LineString", "coordinates": SQUARE},
        {"type": "Polygon", "coordinates": "x"},
        {"type": "GeometryCollection", "geometries": []},
    ],
)
def test_what_is_no_border_is_refused(town, drawn):
    with pytest.raises(Refusal):
        maps.draw_area(town, drawn, by=SYSTEM)
    assert not Shape.objects.exists()


def test_a_file_of_towns_by_name_and_by_code(town):
    other = places.find_in(HANYIN, "蒲溪镇")
    done = maps.take_shapes(
        geojson(
            feature("Polygon", [SQUARE], NAME="城关镇"),
            feature("Point", [108.4, 32.9], code=f"{other}000", name="不认得的写法"),
            feature("Polygon", [SQUARE], NAME="无此镇"),
            feature("LineString", SQUARE, NAME="城关镇"),
        ),
        "镇界.geojson",
        by=SYSTEM,
    )
    assert (done.areas, done.points, done.unplaced) == (1, 1, ("无此镇",))
    assert (how(town), how(other)) == ("shape", "point")
    assert maps.map_of(HANYIN).parts[0].source == "镇界.geojson"


def parcel(encoding: str, coordinates) -> bytes:
    shp, shx, dbf = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with shapefile.Writer(shp=shp, shx=shx, dbf=dbf, encoding=encoding) as writer:
        writer.field("XZQMC", "C", 40)
        writer.poly([coordinates])
        writer.record("城关镇")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for ending, part in (("shp", shp), ("shx", shx), ("dbf", dbf)):
            file.writestr(f"乡镇.{ending}", part.getvalue())
    return made.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_shapefile_of_either_encoding(town, encoding):
    assert maps.take_shapes(parcel(encoding, SQUARE), "乡镇.zip", by=SYSTEM).areas == 1
    assert how(town) == "shape"


def test_projected_metres_are_told_as_such(town):
    metres = [[x * 1000, y * 1000] for x, y in SQUARE]
    with pytest.raises(NotInDegrees):
        maps.take_shapes(parcel("utf-8", metres), "乡镇.zip", by=SYSTEM)
    assert not Shape.objects.exists()


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"PK\x03\x04", b'{"type":"Feature"}', b"\xff"])
def test_what_is_no_file_of_shapes_is_refused(data):
    with pytest.raises(ShapesUnreadable):
        maps.take_shapes(data, "x", by=SYSTEM)


def test_a_border_of_more_points_than_can_be_mended_in_seconds_is_refused_at_once(town):
    """Ten metres apart, back and forth: a desk would wait for minutes, and others with it."""
    ring = [[108.5 + 0.0002 * (n % 2), 32.9 + 0.0001 * (n % 500)] for n in range(70_000)]
    area = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
    with pytest.raises(ShapesTooFine):
        maps.draw_area(town, area, by=SYSTEM)
    file = geojson(feature("Polygon", area["coordinates"], code=town))
    with pytest.raises(ShapesTooFine):
        maps.take_shapes(file, "x.geojson", by=SYSTEM)


def test_another_countys_towns_are_refused_and_nothing_is_written():
    far = [[x + 10, y] for x, y in SQUARE]
    with pytest.raises(ShapesElsewhere):
        maps.take_shapes(geojson(feature("Polygon", [far], NAME="城关镇")), "x", by=SYSTEM)
    assert not Shape.objects.exists()


def test_a_township_places_its_own_villages_and_no_others(town):
    village = places.children_of(town)[0].code
    other = places.find_in(HANYIN, "蒲溪镇")
    cadre = Actor(1, "镇", (Grant("township", EDITOR, town),))
    maps.place_point(village, 108.5, 32.9, by=cadre)
    with pytest.raises(NotAllowed):
        maps.place_point(other, 108.5, 32.9, by=cadre)
    with pytest.raises(NotAllowed):
        maps.take_shapes(geojson(feature("Point", [108.4, 32.9], n="城关镇")), "x", by=cadre)
