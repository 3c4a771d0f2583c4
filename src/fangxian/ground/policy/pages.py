"""What policy offers to the doors: their pages, programs and phones."""

from fangxian.ground.policy.casefile import Case, Reader
from fangxian.ground.policy.declaring import term_of
from fangxian.ground.policy.edition import Colour, Edition, LadderStep, Value
from fangxian.ground.policy.errors import FactsUnreadable, NotInForce, PacksFaulty
from fangxian.ground.policy.explaining import VerdictExplained, explain_verdict, listing_days
from fangxian.ground.policy.faults import Fault
from fangxian.ground.policy.house import outcome_words, standing
from fangxian.ground.policy.queries import (
    disease_on,
    diseases,
    edition,
    enactments,
    in_force,
    in_force_or_none,
    lint,
    misread_keys,
    needs_records,
    packs,
    warnings,
)
from fangxian.ground.policy.rules import Citation, DecisionTable, Facts, Listing, Row, Segment, Stay
from fangxian.ground.policy.schemas import write_schemas
from fangxian.ground.policy.services import enact, propose, withdraw
from fangxian.ground.policy.wording import COLUMNS, MARKS, SHAPES, STAGES, WHEN_OVER, rows_in_words

__all__ = [
    "COLUMNS",
    "MARKS",
    "SHAPES",
    "STAGES",
    "WHEN_OVER",
    "Case",
    "Citation",
    "Colour",
    "DecisionTable",
    "Edition",
    "Facts",
    "FactsUnreadable",
    "Fault",
    "LadderStep",
    "Listing",
    "NotInForce",
    "PacksFaulty",
    "Reader",
    "Row",
    "Segment",
    "Stay",
    "Value",
    "VerdictExplained",
    "disease_on",
    "diseases",
    "edition",
    "enact",
    "enactments",
    "explain_verdict",
    "in_force",
    "in_force_or_none",
    "lint",
    "listing_days",
    "misread_keys",
    "needs_records",
    "outcome_words",
    "packs",
    "propose",
    "rows_in_words",
    "standing",
    "term_of",
    "warnings",
    "withdraw",
    "write_schemas",
]
