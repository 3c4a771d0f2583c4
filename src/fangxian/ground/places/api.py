"""The door of the places room."""

from fangxian.ground.places.catalogue import look_again, resolver
from fangxian.ground.places.events import DivisionsChanged
from fangxian.ground.places.finder import Former, NameTable, Suggestion, former_in
from fangxian.ground.places.index import DivisionRow
from fangxian.ground.places.mentions import Mention
from fangxian.ground.places.queries import (
    SiteRow,
    candidates,
    candidates_within,
    children_of,
    division,
    doubtful,
    find_in,
    full_name,
    home,
    kind_of_city,
    level_of,
    mentions,
    name_of,
    name_table,
    named,
    parent_of,
    resolve,
    resolve_within,
    sites,
    suggest,
)
from fangxian.ground.places.resolver import Resolved, Resolver
from fangxian.ground.places.retention import RETENTION
from fangxian.ground.places.rules import CityKind, Level, clean, pad, prefix, unspaced, widen
from fangxian.ground.places.services import (
    Loaded,
    add_grid,
    add_grids,
    add_site,
    bootstrap,
    load_divisions,
    set_population,
)
from fangxian.ground.places.shipped import (
    shipped_candidates,
    shipped_doubtful,
    shipped_kind_of_city,
    shipped_resolve,
)
from fangxian.ground.places.sources import cell_words
from fangxian.ground.places.tails import VEHICLE, Tail, lead_of, says_nothing, tail_of

__all__ = [
    "RETENTION",
    "VEHICLE",
    "CityKind",
    "DivisionRow",
    "DivisionsChanged",
    "Former",
    "Level",
    "Loaded",
    "Mention",
    "NameTable",
    "Resolved",
    "Resolver",
    "SiteRow",
    "Suggestion",
    "Tail",
    "add_grid",
    "add_grids",
    "add_site",
    "bootstrap",
    "candidates",
    "candidates_within",
    "cell_words",
    "children_of",
    "clean",
    "division",
    "doubtful",
    "find_in",
    "former_in",
    "full_name",
    "home",
    "kind_of_city",
    "lead_of",
    "level_of",
    "load_divisions",
    "look_again",
    "mentions",
    "name_of",
    "name_table",
    "named",
    "pad",
    "parent_of",
    "prefix",
    "resolve",
    "resolve_within",
    "resolver",
    "says_nothing",
    "set_population",
    "shipped_candidates",
    "shipped_doubtful",
    "shipped_kind_of_city",
    "shipped_resolve",
    "sites",
    "suggest",
    "tail_of",
    "unspaced",
    "widen",
]
