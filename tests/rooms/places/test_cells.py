"""A map has every part once and no hole, whatever is known of where its parts lie."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, box

from fangxian.ground.places.cells import parts_of, stand_ins
from fangxian.ground.places.outlines import outline

COUNTIES = ("610921", "632323", "411622", "419001", "140121")
SQUARE = box(108, 32, 109, 33)


@pytest.mark.parametrize("county", COUNTIES)
@pytest.mark.parametrize("count", [1, 2, 10, 24])
def test_stand_ins_cover_the_county_and_lie_apart(county, count):
    around = outline(county)
    codes = [f"{county}{number:03d}" for number in range(count)]
    found = parts_of(around, codes, {}, {})
    assert [one.code for one in found] == codes
    assert {one.how for one in found} == {"stand_in"}
    whole = shapely.union_all([one.area for one in found])
    assert whole.area == pytest.approx(around.area, rel=1e-6)
    assert min(one.area.area for one in found) > around.area / count / 8


def test_they_are_the_same_each_time():
    one, other = (stand_ins(SQUARE, 7) for _ in range(2))
    assert one == other


@given(st.lists(st.tuples(st.floats(107.5, 109.5), st.floats(31.5, 33.5)), min_size=1, max_size=12))
def test_points_anywhere_give_each_part_a_place(points):
    codes = [str(number) for number in range(len(points) + 2)]
    found = parts_of(SQUARE, codes, {}, dict(zip(codes, points, strict=False)))
    assert [one.code for one in found] == codes
    assert [one.how for one in found] == ["point"] * len(points) + ["stand_in"] * 2
    assert all(not one.area.is_empty for one in found)
    for one, at in zip(found, points, strict=False):
        assert one.area.distance(Point(at)) < 1e-6 or not SQUARE.contains(Point(at))


def test_a_shape_is_drawn_as_it_is_and_the_rest_shares_what_is_left():
    half = box(108, 32, 108.5, 33)
    found = parts_of(SQUARE, ["a", "b", "c"], {"b": half}, {"a": (108.6, 32.5)})
    assert [one.how for one in found] == ["point", "shape", "stand_in"]
    assert found[1].area == half
    assert found[0].area.intersection(half).area == pytest.approx(0)
    assert sum(one.area.area for one in found) == pytest.approx(SQUARE.area)


def test_shapes_that_fill_the_county_leave_a_point_its_place():
    found = parts_of(SQUARE, ["a", "b"], {"a": SQUARE}, {"b": (108.2, 32.2)})
    assert not found[1].area.is_empty


def test_a_development_zone_has_no_outline():
    assert outline("140171") is None
