"""What tasks offers to the doors: their pages, programs and phones."""

from fangxian.ground.tasks.dispatch import do_bulk
from fangxian.ground.tasks.errors import (
    EvidenceIncomplete,
    FoundPlaceMissing,
    FoundPlaceUnknown,
    NotBegun,
)
from fangxian.ground.tasks.outcomes import (
    Outcome,
    Proof,
    outcome_label,
    outcomes_for,
    proofs_for,
)
from fangxian.ground.tasks.queries.cards import (
    CardFilter,
    Debts,
    Facets,
    SavedView,
    Urged,
    debts,
    facets,
    heard_of,
    people_of,
    saved_views,
    urged,
)
from fangxian.ground.tasks.queries.coverage import coverage, lists
from fangxian.ground.tasks.queries.filters import InstructionFilter, from_plain, to_plain
from fangxian.ground.tasks.queries.funnel import Counted, funnel
from fangxian.ground.tasks.queries.history import history
from fangxian.ground.tasks.queries.in_place import confirmed, persons_in_place
from fangxian.ground.tasks.queries.outcomes import by_outcome
from fangxian.ground.tasks.queries.rows import InstructionRow, ReceiptRow
from fangxian.ground.tasks.queries.units import overdue_by_unit, owing_units
from fangxian.ground.tasks.queries.work import (
    Work,
    count,
    for_person,
    ids_of,
    ids_of_work,
    instruction,
    instructions,
    instructions_of,
    my_work,
)
from fangxian.ground.tasks.queries.written import (
    CommentRow,
    TemplateRow,
    comments,
    name_of_file,
    templates,
    written_with,
)
from fangxian.ground.tasks.rules import (
    CLAIM,
    OPEN,
    PHONE_CHECK,
    VERIFY,
    WRITTEN,
    Confirmed,
    answers_for,
    in_place,
    still_asked,
    still_to_do,
)
from fangxian.ground.tasks.services.acting import EvidenceGiven, act, keep_evidence
from fangxian.ground.tasks.services.bulk import Bulk, accept_many, assign, preview_bulk
from fangxian.ground.tasks.services.commenting import Partner, comment, partners
from fangxian.ground.tasks.services.escalation import climb, escalate_overdue
from fangxian.ground.tasks.services.files import FileGiven, file_of
from fangxian.ground.tasks.services.lists import save_filter
from fangxian.ground.tasks.services.photos import photo_of
from fangxian.ground.tasks.services.reassigning import reassign
from fangxian.ground.tasks.services.receiving import receive
from fangxian.ground.tasks.services.stages import accept, check, close, refuse, send_back, withdraw
from fangxian.ground.tasks.services.templates import retire_template, save_template
from fangxian.ground.tasks.services.undoing import undo, undoable
from fangxian.ground.tasks.services.urging import drop_view, urge
from fangxian.ground.tasks.services.writing import Draft, write_instruction
from fangxian.ground.tasks.terms import PROOFS

__all__ = [
    "CLAIM",
    "OPEN",
    "PHONE_CHECK",
    "PROOFS",
    "VERIFY",
    "WRITTEN",
    "Bulk",
    "CardFilter",
    "CommentRow",
    "Confirmed",
    "Counted",
    "Debts",
    "Draft",
    "EvidenceGiven",
    "EvidenceIncomplete",
    "Facets",
    "FileGiven",
    "FoundPlaceMissing",
    "FoundPlaceUnknown",
    "InstructionFilter",
    "InstructionRow",
    "NotBegun",
    "Outcome",
    "Partner",
    "Proof",
    "ReceiptRow",
    "SavedView",
    "TemplateRow",
    "Urged",
    "Work",
    "accept",
    "accept_many",
    "act",
    "answers_for",
    "assign",
    "by_outcome",
    "check",
    "climb",
    "close",
    "comment",
    "comments",
    "confirmed",
    "count",
    "coverage",
    "debts",
    "do_bulk",
    "drop_view",
    "escalate_overdue",
    "facets",
    "file_of",
    "for_person",
    "from_plain",
    "funnel",
    "heard_of",
    "history",
    "ids_of",
    "ids_of_work",
    "in_place",
    "instruction",
    "instructions",
    "instructions_of",
    "keep_evidence",
    "lists",
    "my_work",
    "name_of_file",
    "outcome_label",
    "outcomes_for",
    "overdue_by_unit",
    "owing_units",
    "partners",
    "people_of",
    "persons_in_place",
    "photo_of",
    "preview_bulk",
    "proofs_for",
    "reassign",
    "receive",
    "refuse",
    "retire_template",
    "save_filter",
    "save_template",
    "saved_views",
    "send_back",
    "still_asked",
    "still_to_do",
    "templates",
    "to_plain",
    "undo",
    "undoable",
    "urge",
    "urged",
    "withdraw",
    "write_instruction",
    "written_with",
]
