"""Everything that tasks offers."""

from fangxian.ground.tasks.dispatch import do_bulk
from fangxian.ground.tasks.errors import (
    FAULTS,
    CannotMove,
    EvidenceIncomplete,
    EvidenceInFuture,
    NoAddressee,
    NobodyToAssign,
    OutcomeUnknown,
    PhotoUnreadable,
    ReasonMissing,
    TooMany,
)
from fangxian.ground.tasks.events import (
    InstructionsAccepted,
    InstructionsActed,
    InstructionsChecked,
    InstructionsClimbed,
    InstructionsClosed,
    InstructionsIssued,
    InstructionsReceived,
    InstructionsRefused,
    InstructionsSentBack,
    InstructionsWithdrawn,
)
from fangxian.ground.tasks.outcomes import Outcome, outcome_label, outcomes_for
from fangxian.ground.tasks.queries.coverage import Coverage, coverage, lists
from fangxian.ground.tasks.queries.filters import InstructionFilter, from_plain, to_plain
from fangxian.ground.tasks.queries.funnel import Counted, funnel
from fangxian.ground.tasks.queries.history import EvidenceRow, History, StepRow, history
from fangxian.ground.tasks.queries.outcomes import by_outcome
from fangxian.ground.tasks.queries.rows import SECTIONS, InstructionRow, ReceiptRow
from fangxian.ground.tasks.queries.units import UnitCount, by_town, overdue_by_unit, silent_units
from fangxian.ground.tasks.queries.work import (
    Work,
    count,
    for_person,
    ids_of,
    instruction,
    instructions,
    my_work,
)
from fangxian.ground.tasks.retention import RETENTION
from fangxian.ground.tasks.rules import LEVELS, NEEDS, OPEN, OWED, Addressee, Order, Rung
from fangxian.ground.tasks.services.acting import Acted, EvidenceGiven, act, act_many, keep_evidence
from fangxian.ground.tasks.services.bulk import (
    Bulk,
    BulkAct,
    accept_many,
    assign,
    check_many,
    close_many,
    preview_bulk,
    receive_many,
)
from fangxian.ground.tasks.services.climbing import climb, climb_overdue
from fangxian.ground.tasks.services.following import follow_person, unfollow_person
from fangxian.ground.tasks.services.issuing import issue_many
from fangxian.ground.tasks.services.lists import open_list, save_filter
from fangxian.ground.tasks.services.photos import photo_of
from fangxian.ground.tasks.services.receiving import receive
from fangxian.ground.tasks.services.stages import accept, check, close, refuse, send_back, withdraw
from fangxian.ground.tasks.services.standing import (
    FieldDeed,
    Standing,
    ever_instructed,
    field_deeds,
    newest_about,
    open_about,
    taken_up,
)
from fangxian.ground.tasks.services.withdrawing import withdraw_subjects

__all__ = [
    "FAULTS",
    "LEVELS",
    "NEEDS",
    "OPEN",
    "OWED",
    "RETENTION",
    "SECTIONS",
    "Acted",
    "Addressee",
    "Bulk",
    "BulkAct",
    "CannotMove",
    "Counted",
    "Coverage",
    "EvidenceGiven",
    "EvidenceInFuture",
    "EvidenceIncomplete",
    "EvidenceRow",
    "FieldDeed",
    "History",
    "InstructionFilter",
    "InstructionRow",
    "InstructionsAccepted",
    "InstructionsActed",
    "InstructionsChecked",
    "InstructionsClimbed",
    "InstructionsClosed",
    "InstructionsIssued",
    "InstructionsReceived",
    "InstructionsRefused",
    "InstructionsSentBack",
    "InstructionsWithdrawn",
    "NoAddressee",
    "NobodyToAssign",
    "Order",
    "Outcome",
    "OutcomeUnknown",
    "PhotoUnreadable",
    "ReasonMissing",
    "ReceiptRow",
    "Rung",
    "Standing",
    "StepRow",
    "TooMany",
    "UnitCount",
    "Work",
    "accept",
    "accept_many",
    "act",
    "act_many",
    "assign",
    "by_outcome",
    "by_town",
    "check",
    "check_many",
    "climb",
    "climb_overdue",
    "close",
    "close_many",
    "count",
    "coverage",
    "do_bulk",
    "ever_instructed",
    "field_deeds",
    "follow_person",
    "for_person",
    "from_plain",
    "funnel",
    "history",
    "ids_of",
    "instruction",
    "instructions",
    "issue_many",
    "keep_evidence",
    "lists",
    "my_work",
    "newest_about",
    "open_about",
    "open_list",
    "outcome_label",
    "outcomes_for",
    "overdue_by_unit",
    "photo_of",
    "preview_bulk",
    "receive",
    "receive_many",
    "refuse",
    "save_filter",
    "send_back",
    "silent_units",
    "taken_up",
    "to_plain",
    "unfollow_person",
    "withdraw",
    "withdraw_subjects",
]
