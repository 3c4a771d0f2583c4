"""A number of the board: what it counts, and the list that it opens. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from fangxian.kernel.text import Text

List = Literal["instructions", "ledger", "expected", "holes", "zones", "none"]


@dataclass(frozen=True, slots=True)
class Door:
    """The list behind a number, and the conditions of its filter as plain values."""

    list: List
    conditions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Number:
    """`definition` says in one sentence what was counted: unit (条 or 人), range, as of when."""

    key: str
    label: Text
    count: int
    definition: Text
    door: Door


@dataclass(frozen=True, slots=True)
class UnitLine:
    """What lies late with a unit. `hours`: how long the oldest has been late."""

    unit_id: int
    name: str
    level: str
    hours: float
    number: Number


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A row of measure × origin; `both` is the sum of the two: what is required (应). `in_place`: of
    them, whose measure somebody confirmed (实)."""

    label: Text
    overseas: Number
    domestic: Number
    both: Number
    in_place: Number


@dataclass(frozen=True, slots=True)
class ColourLine:
    """A colour with the word and the shape that go with it."""

    code: str
    label: Text
    shape: str
    hex: str
    number: Number


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A township or village of the map: open, late and reported instructions."""

    place: str
    name: str
    open: Number
    late: Number
    acted: Number
