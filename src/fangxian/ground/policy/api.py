"""What policy offers to the rooms above it."""

from fangxian.ground.policy.declaring import Term
from fangxian.ground.policy.edition import ChecklistInfo, Colour, Edition
from fangxian.ground.policy.errors import NoSuchValue
from fangxian.ground.policy.explaining import listing_days
from fangxian.ground.policy.house import choices_ever, outcome_words, setting, standing
from fangxian.ground.policy.kept_packs import keep_packs, kept
from fangxian.ground.policy.loading import Document
from fangxian.ground.policy.loading import read as read_document
from fangxian.ground.policy.population import PEOPLE, STAYS, decide_population
from fangxian.ground.policy.queries import disease_on, edition, in_force, in_force_or_none, packs
from fangxian.ground.policy.reasons import Reasons
from fangxian.ground.policy.rules import (
    Behind,
    Citation,
    DecisionTable,
    Facts,
    Listing,
    Phase,
    Possible,
    Row,
    Stay,
    Verdict,
    behind_of,
    contains,
    decide,
    lay_out,
    open_listings,
    open_of,
    readings,
    unknowns,
)
from fangxian.ground.policy.schema import Part
from fangxian.ground.policy.shelf import look_again
from fangxian.ground.policy.table_shapes import Mark

__all__ = [
    "PEOPLE",
    "STAYS",
    "Behind",
    "ChecklistInfo",
    "Citation",
    "Colour",
    "DecisionTable",
    "Document",
    "Edition",
    "Facts",
    "Listing",
    "Mark",
    "NoSuchValue",
    "Part",
    "Phase",
    "Possible",
    "Reasons",
    "Row",
    "Stay",
    "Term",
    "Verdict",
    "behind_of",
    "choices_ever",
    "contains",
    "decide",
    "decide_population",
    "disease_on",
    "edition",
    "in_force",
    "in_force_or_none",
    "keep_packs",
    "kept",
    "lay_out",
    "listing_days",
    "look_again",
    "open_listings",
    "open_of",
    "outcome_words",
    "packs",
    "read_document",
    "readings",
    "setting",
    "standing",
    "unknowns",
]
