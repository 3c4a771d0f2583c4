"""Divisions came or were renamed: what risk lists named in vain may now be placed."""

from fangxian.ground.places import api as places
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.zones import api as zones


def place_names_again(fact: places.DivisionsChanged) -> None:
    """Try the unplaced names of the changed counties (all, when the country was loaded)."""
    zones.place_again(fact.counties, by=SYSTEM)
