"""Everything that boards offers."""

from fangxian.overview.boards.county_map import CountyMap, MapPlace, county_map
from fangxian.overview.boards.days import Days, fortnight
from fangxian.overview.boards.numbers import (
    ColourLine,
    Door,
    MeasureLine,
    Number,
    PlaceLine,
    UnitLine,
)
from fangxian.overview.boards.queries import Situation, situation

__all__ = [
    "ColourLine",
    "CountyMap",
    "Days",
    "Door",
    "MapPlace",
    "MeasureLine",
    "Number",
    "PlaceLine",
    "Situation",
    "UnitLine",
    "county_map",
    "fortnight",
    "situation",
]
