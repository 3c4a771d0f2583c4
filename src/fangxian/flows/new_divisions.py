"""Divisions came or were renamed: names that risk lists gave in vain may now be placed, and a
new place has its unit."""

from fangxian.ground.duty import api as duty
from fangxian.ground.places import reactions as places
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.zones import reactions as zones


def place_names_again(fact: places.DivisionsChanged) -> None:
    """Try the unplaced names of the changed counties (all, when the country was loaded)."""
    zones.place_again(fact.counties, by=SYSTEM)


def give_units(fact: places.DivisionsChanged) -> None:
    """Every township, village and grid of the home county has a unit to instruct."""
    duty.bootstrap_units()
