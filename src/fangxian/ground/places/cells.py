"""Where the parts of a place lie on a map, as far as anybody has said: by their shape, by a cell around
their point, or by a cell that only stands in (示意). Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import MultiPoint, Point
from shapely.geometry.base import BaseGeometry

Placed = Literal["shape", "point", "stand_in"]
Floats = npt.NDArray[np.float64]
ACROSS = 60  # grid points across the wider side, from which stand-ins are chosen
EVENED = 12  # times that stand-ins move to the middle of what is nearest to them


@dataclass(frozen=True, slots=True)
class Cell:
    """One part of a map. `how`: its own shape · a cell around its point · a cell at no place of its
    own, which only says that the part exists."""

    code: str
    area: BaseGeometry
    how: Placed


def parts_of(
    outline: BaseGeometry,
    codes: Sequence[str],
    shapes: Mapping[str, BaseGeometry],
    points: Mapping[str, tuple[float, float]],
) -> tuple[Cell, ...]:
    """Every part once, in the order given. Cells share what no shape covers; a point outside of that
    (its town lies beyond the outline, or inside another's shape) draws its part at the point itself."""
    drawn = {code: shapes[code] for code in codes if code in shapes}
    rest = outline.difference(shapely.union_all(list(drawn.values()))) if drawn else outline
    told = {code: Point(points[code]) for code in codes if code in points and code not in drawn}
    lacking = [code for code in codes if code not in drawn and code not in told]
    stand = stand_ins(outline if rest.is_empty else rest, len(lacking), list(told.values()))
    seeds = told | dict(zip(lacking, stand, strict=True))
    cells = dict(zip(seeds, _cells(rest, list(seeds.values())), strict=True))
    return tuple(
        Cell(code, drawn[code], "shape")
        if code in drawn
        else Cell(code, cells[code], "point" if code in told else "stand_in")
        for code in codes
    )


def stand_ins(area: BaseGeometry, count: int, taken: Sequence[Point] = ()) -> list[Point]:
    """So many points spread evenly over an area, away from the taken ones; the same each time."""
    if not count:
        return []
    grid = _grid(area)
    chosen = np.array([(one.x, one.y) for one in taken]).reshape(-1, 2)
    fixed = len(chosen)
    for _ in range(count):
        apart = _apart(grid, chosen).min(axis=1) if len(chosen) else _apart(grid, grid[:1])[:, 0]
        chosen = np.vstack([chosen, grid[int(apart.argmax())]])
    for _ in range(EVENED):
        nearest = _apart(grid, chosen).argmin(axis=1)
        for seed in range(fixed, len(chosen)):
            mine = grid[nearest == seed]
            if len(mine):
                chosen[seed] = mine.mean(axis=0)
    moved = chosen[fixed:]
    northern = moved[np.lexsort((moved[:, 0], -moved[:, 1]))]  # so that the order reads like a page
    return [Point(float(x), float(y)) for x, y in northern]


def _grid(area: BaseGeometry) -> Floats:
    west, south, east, north = area.bounds
    step = max(east - west, north - south) / ACROSS
    xs, ys = np.arange(west + step / 2, east, step), np.arange(south + step / 2, north, step)
    all_of = np.array([(x, y) for x in xs for y in ys]).reshape(-1, 2)
    inside = all_of[shapely.contains_xy(area, all_of)] if len(all_of) else all_of
    middle = area.representative_point()
    return inside if len(inside) else np.array([(middle.x, middle.y)])


def _apart(some: Floats, others: Floats) -> Floats:
    apart: Floats = ((some[:, None, :] - others[None, :, :]) ** 2).sum(axis=2)
    return apart


def _cells(area: BaseGeometry, seeds: Sequence[Point]) -> list[BaseGeometry]:
    """What of an area is nearest to each seed; the seed itself where nothing is."""
    if not seeds:
        return []
    if area.is_empty:
        return list(seeds)
    if len({(one.x, one.y) for one in seeds}) == 1:
        return [area for _ in seeds]
    found = {
        seed: cell
        for cell in shapely.voronoi_polygons(MultiPoint(seeds), extend_to=area).geoms
        for seed in seeds
        if cell.covers(seed)
    }
    cut = [found[seed].intersection(area) if seed in found else Point(seed) for seed in seeds]
    return [seed if one.is_empty else one for seed, one in zip(seeds, cut, strict=True)]
