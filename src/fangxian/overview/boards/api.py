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
from fangxian.overview.boards.yesterday import SinceYesterday, since_yesterday

__all__ = [
    "ColourLine",
    "CountyMap",
    "Days",
    "Door",
    "MapPlace",
    "MeasureLine",
    "Number",
    "PlaceLine",
    "SinceYesterday",
    "Situation",
    "UnitLine",
    "county_map",
    "fortnight",
    "since_yesterday",
    "situation",
]
