"""What arrivals offers to flows: the facts it tells, and what reactions call."""

from fangxian.lines.arrivals.area import record_place
from fangxian.lines.arrivals.asking import questions, where_exactly
from fangxian.lines.arrivals.events import (
    ClaimDecided,
    ClaimMade,
    ClaimReopened,
    DeclarationsChanged,
    ImportUndone,
    ListPushed,
)
from fangxian.lines.arrivals.queries.calls import calls, chosen_areas
from fangxian.lines.arrivals.queries.claims import (
    ToCheck,
    declarations_of,
    people_of_claims,
    people_waiting_with,
    to_check,
)
from fangxian.lines.arrivals.queries.pushed import ItemRow, ListRow, pushed_items, pushed_list
from fangxian.lines.arrivals.queries.questions import hold_to_choices
from fangxian.lines.arrivals.queries.standing import (
    arrival_days,
    destinations,
    unproven_among,
)
from fangxian.lines.arrivals.retention import RETENTION
from fangxian.lines.arrivals.rules import STAGES
from fangxian.lines.arrivals.services.calling import CallAnswer, answer_stay
from fangxian.lines.arrivals.services.claims import lapse_claims, weigh_claims
from fangxian.lines.arrivals.services.joining import join_declarations, part_declarations
from fangxian.lines.arrivals.services.pushing import answer_item
from fangxian.lines.arrivals.services.resuming import resume_imports
from fangxian.lines.arrivals.services.screening import screen_changed
from fangxian.lines.arrivals.subject_keys import (
    CLAIM,
    ITEM,
    KIND,
    PUSHED,
    SCREENING,
    declaration_key,
    declaration_of,
)
from fangxian.lines.arrivals.subjects import SUBJECTS

__all__ = [
    "CLAIM",
    "ITEM",
    "KIND",
    "PUSHED",
    "RETENTION",
    "SCREENING",
    "STAGES",
    "SUBJECTS",
    "CallAnswer",
    "ClaimDecided",
    "ClaimMade",
    "ClaimReopened",
    "DeclarationsChanged",
    "ImportUndone",
    "ItemRow",
    "ListPushed",
    "ListRow",
    "ToCheck",
    "answer_item",
    "answer_stay",
    "arrival_days",
    "calls",
    "chosen_areas",
    "declaration_key",
    "declaration_of",
    "declarations_of",
    "destinations",
    "hold_to_choices",
    "join_declarations",
    "lapse_claims",
    "part_declarations",
    "people_of_claims",
    "people_waiting_with",
    "pushed_items",
    "pushed_list",
    "questions",
    "record_place",
    "resume_imports",
    "screen_changed",
    "to_check",
    "unproven_among",
    "weigh_claims",
    "where_exactly",
]
