"""The verbs of the places room."""

from fangxian.ground.places.services.below import add_grid, add_grids, add_site, set_population
from fangxian.ground.places.services.grid_table import GridsTaken, import_grids
from fangxian.ground.places.services.loading import (
    DIVISIONS,
    Loaded,
    bootstrap,
    choose_home,
    load_divisions,
    preview_divisions,
)

__all__ = [
    "DIVISIONS",
    "GridsTaken",
    "Loaded",
    "add_grid",
    "add_grids",
    "add_site",
    "bootstrap",
    "choose_home",
    "import_grids",
    "load_divisions",
    "preview_divisions",
    "set_population",
]
