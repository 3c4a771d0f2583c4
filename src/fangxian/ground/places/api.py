"""What places offers to the rooms above it."""

from fangxian.ground.places.address_rests import (
    DAY,
    VEHICLE,
    OfCity,
    is_no_name,
    lead_of,
    named_for,
    of_city,
    says_nothing,
    tail_of,
)
from fangxian.ground.places.catalogue import resolver
from fangxian.ground.places.finder import Former, countries, former_in
from fangxian.ground.places.lexicon import any_word, cell_words
from fangxian.ground.places.mentions import Mention
from fangxian.ground.places.quarters import quarter
from fangxian.ground.places.queries import (
    candidates,
    candidates_within,
    children_of,
    division,
    doubtful,
    find_in,
    full_name,
    home,
    hub,
    hub_in,
    kind_of_city,
    mentions,
    name_of,
    named,
    named_by_address,
    resolve_name,
    resolve_within,
    towns_named,
)
from fangxian.ground.places.resolver import Resolved
from fangxian.ground.places.rules import prefix
from fangxian.ground.places.services import add_grids
from fangxian.ground.places.splitting import JOINED, split

__all__ = [
    "DAY",
    "JOINED",
    "VEHICLE",
    "Former",
    "Mention",
    "OfCity",
    "Resolved",
    "add_grids",
    "any_word",
    "candidates",
    "candidates_within",
    "cell_words",
    "children_of",
    "countries",
    "division",
    "doubtful",
    "find_in",
    "former_in",
    "full_name",
    "home",
    "hub",
    "hub_in",
    "is_no_name",
    "kind_of_city",
    "lead_of",
    "mentions",
    "name_of",
    "named",
    "named_by_address",
    "named_for",
    "of_city",
    "prefix",
    "quarter",
    "resolve_name",
    "resolve_within",
    "resolver",
    "says_nothing",
    "split",
    "tail_of",
    "towns_named",
]
