"""Everything that duty offers to the rooms above and to the doors."""

from fangxian.ground.duty.queries import (
    UnitRow,
    my_units,
    names_of,
    unit,
    unit_for,
    units,
    units_by_place,
    units_for,
    units_of,
)

__all__ = [
    "UnitRow",
    "my_units",
    "names_of",
    "unit",
    "unit_for",
    "units",
    "units_by_place",
    "units_for",
    "units_of",
]
