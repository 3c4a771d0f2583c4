"""What places offers to the doors: their pages, programs and phones."""

from fangxian.ground.places.catalogue import resolver
from fangxian.ground.places.errors import UnknownDivision
from fangxian.ground.places.finder import Suggestion
from fangxian.ground.places.latin import letters_of
from fangxian.ground.places.queries import (
    candidates,
    children_of,
    counties,
    county,
    division,
    english_name,
    find_in,
    full_name,
    home,
    kind_of_city,
    level_of,
    name_of,
    name_table,
    parent_of,
    resolve_name,
    sites,
    suggest,
)
from fangxian.ground.places.rules import prefix
from fangxian.ground.places.services import (
    DIVISIONS,
    Loaded,
    add_grid,
    add_grids,
    add_site,
    bootstrap,
    choose_home,
    import_grids,
    load_divisions,
    preview_divisions,
    set_population,
)
from fangxian.ground.places.shipped import shipped_doubtful, shipped_kind_of_city, shipped_resolve
from fangxian.ground.places.sources import EDITION

__all__ = [
    "DIVISIONS",
    "EDITION",
    "Loaded",
    "Suggestion",
    "UnknownDivision",
    "add_grid",
    "add_grids",
    "add_site",
    "bootstrap",
    "candidates",
    "children_of",
    "choose_home",
    "counties",
    "county",
    "division",
    "english_name",
    "find_in",
    "full_name",
    "home",
    "import_grids",
    "kind_of_city",
    "letters_of",
    "level_of",
    "load_divisions",
    "name_of",
    "name_table",
    "parent_of",
    "prefix",
    "preview_divisions",
    "resolve_name",
    "resolver",
    "set_population",
    "shipped_doubtful",
    "shipped_kind_of_city",
    "shipped_resolve",
    "sites",
    "suggest",
]
