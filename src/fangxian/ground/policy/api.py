"""The door of the policy room."""

from fangxian.ground.policy.casefile import Case, Reader
from fangxian.ground.policy.edition import (
    ChecklistInfo,
    ClassInfo,
    Colour,
    Edition,
    LadderStep,
    PackRef,
    RowNote,
    SourceInfo,
    Value,
)
from fangxian.ground.policy.errors import (
    FactsUnreadable,
    NoSuchPack,
    NoSuchValue,
    NotInForce,
    PacksFaulty,
)
from fangxian.ground.policy.explaining import Explained, explain
from fangxian.ground.policy.faults import Fault
from fangxian.ground.policy.population import LISTINGS, PEOPLE, STAYS, decide_population
from fangxian.ground.policy.queries import Pack, diseases, edition, forget, in_force, lint, packs
from fangxian.ground.policy.reasons import Reasons
from fangxian.ground.policy.rules import (
    Citation,
    Facts,
    Listing,
    Phase,
    Row,
    Segment,
    Stay,
    Table,
    Verdict,
    contains,
    decide,
    lay_out,
)
from fangxian.ground.policy.schemas import FILES, schema_text, write_schemas
from fangxian.ground.policy.wording import (
    MARKS,
    SHAPES,
    STAGES,
    RowText,
    course_in_words,
    rows_in_words,
)

__all__ = [
    "FILES",
    "LISTINGS",
    "MARKS",
    "PEOPLE",
    "SHAPES",
    "STAGES",
    "STAYS",
    "Case",
    "ChecklistInfo",
    "Citation",
    "ClassInfo",
    "Colour",
    "Edition",
    "Explained",
    "Facts",
    "FactsUnreadable",
    "Fault",
    "LadderStep",
    "Listing",
    "NoSuchPack",
    "NoSuchValue",
    "NotInForce",
    "Pack",
    "PackRef",
    "PacksFaulty",
    "Phase",
    "Reader",
    "Reasons",
    "Row",
    "RowNote",
    "RowText",
    "Segment",
    "SourceInfo",
    "Stay",
    "Table",
    "Value",
    "Verdict",
    "contains",
    "course_in_words",
    "decide",
    "decide_population",
    "diseases",
    "edition",
    "explain",
    "forget",
    "in_force",
    "lay_out",
    "lint",
    "packs",
    "rows_in_words",
    "schema_text",
    "write_schemas",
]
