"""Everything that boards offers."""

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
    "Door",
    "MeasureLine",
    "Number",
    "PlaceLine",
    "Situation",
    "UnitLine",
    "situation",
]
