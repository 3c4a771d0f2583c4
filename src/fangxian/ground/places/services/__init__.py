"""The verbs of the places room."""

from fangxian.ground.places.services.below import add_grid, add_grids, add_site, set_population
from fangxian.ground.places.services.loading import (
    DIVISIONS,
    Loaded,
    bootstrap,
    load_divisions,
    preview_divisions,
)

__all__ = [
    "DIVISIONS",
    "Loaded",
    "add_grid",
    "add_grids",
    "add_site",
    "bootstrap",
    "load_divisions",
    "preview_divisions",
    "set_population",
]
