"""What tasks offers to the rooms above it."""

from fangxian.ground.tasks.queries.changes import Changes, changes_since
from fangxian.ground.tasks.queries.daily import DayCount, daily
from fangxian.ground.tasks.queries.filters import InstructionFilter, to_plain
from fangxian.ground.tasks.queries.funnel import funnel
from fangxian.ground.tasks.queries.in_place import confirmed, persons_in_place
from fangxian.ground.tasks.queries.rows import InstructionRow
from fangxian.ground.tasks.queries.telling import Headline, headlines, readable
from fangxian.ground.tasks.queries.units import UnitCount, by_town, overdue_by_unit, silent_units
from fangxian.ground.tasks.queries.work import count, ids_of, instruction, instructions
from fangxian.ground.tasks.rules import VERIFY, Confirmed, in_place
from fangxian.ground.tasks.services.about_subjects import (
    FieldAction,
    due_about,
    ever_instructed,
    field_actions,
    taken_up,
)
from fangxian.ground.tasks.services.acting import EvidenceGiven, act_many
from fangxian.ground.tasks.services.bulk import check_many, close_many, receive_many
from fangxian.ground.tasks.services.escalation import escalate_overdue
from fangxian.ground.tasks.services.stages import refuse, send_back

__all__ = [
    "VERIFY",
    "Changes",
    "Confirmed",
    "DayCount",
    "EvidenceGiven",
    "FieldAction",
    "Headline",
    "InstructionFilter",
    "InstructionRow",
    "UnitCount",
    "act_many",
    "by_town",
    "changes_since",
    "check_many",
    "close_many",
    "confirmed",
    "count",
    "daily",
    "due_about",
    "escalate_overdue",
    "ever_instructed",
    "field_actions",
    "funnel",
    "headlines",
    "ids_of",
    "in_place",
    "instruction",
    "instructions",
    "overdue_by_unit",
    "persons_in_place",
    "readable",
    "receive_many",
    "refuse",
    "send_back",
    "silent_units",
    "taken_up",
    "to_plain",
]
