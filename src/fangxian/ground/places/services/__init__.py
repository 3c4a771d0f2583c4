"""The verbs of the places room."""

from fangxian.ground.places.services.below import add_grid, add_grids, add_site, set_population
from fangxian.ground.places.services.loading import Loaded, bootstrap, load_divisions

__all__ = [
    "Loaded",
    "add_grid",
    "add_grids",
    "add_site",
    "bootstrap",
    "load_divisions",
    "set_population",
]
