"""What arrivals offers to the doors: their pages, programs and phones."""

from fangxian.lines.arrivals.asking import questions
from fangxian.lines.arrivals.choosing import Choices
from fangxian.lines.arrivals.columns import COLUMNS
from fangxian.lines.arrivals.errors import AnswerNotOffered, UndoWhy
from fangxian.lines.arrivals.in_force import alike_a_day, latest_arrival, waits
from fangxian.lines.arrivals.listed_days import Lists
from fangxian.lines.arrivals.parsing import name_in
from fangxian.lines.arrivals.queries.calls import CallRow, also_for, answers_of, calls, chosen_areas
from fangxian.lines.arrivals.queries.claims import ClaimRow, claimed_with, claims_about, claims_of
from fangxian.lines.arrivals.queries.comings import ComingRow, arrives_on, comings
from fangxian.lines.arrivals.queries.counts import Chips, chips, summary
from fangxian.lines.arrivals.queries.dossier import Dossier, dossier, family
from fangxian.lines.arrivals.queries.expected import expected
from fangxian.lines.arrivals.queries.faulty import faults_in
from fangxian.lines.arrivals.queries.filing_sources import NO_SOURCES, filing_sources_of
from fangxian.lines.arrivals.queries.filters import NamedList, list_names, named_lists
from fangxian.lines.arrivals.queries.found import LedgerFilter
from fangxian.lines.arrivals.queries.imports import (
    IDENTITY_MASKS,
    BatchRow,
    FaultSaid,
    RejectedShown,
    batch,
    batches,
    lowered,
    preview_columns,
    preview_rows,
    rejected_rows,
)
from fangxian.lines.arrivals.queries.ledger import LedgerRow, ledger, persons_meant
from fangxian.lines.arrivals.queries.pushed import (
    ItemRow,
    pushed_clocks,
    pushed_items,
    pushed_list,
    pushed_lists,
)
from fangxian.lines.arrivals.queries.questions import (
    NOTHING_ASKED,
    Question,
    as_reported,
    hold_to_choices,
    questions_of,
)
from fangxian.lines.arrivals.queries.sharing import (
    AnswerReach,
    ProposedAnswer,
    answer_reach,
    proposed_answers,
)
from fangxian.lines.arrivals.queries.standing import standing_screening
from fangxian.lines.arrivals.queries.used_columns import used_columns
from fangxian.lines.arrivals.queries.vehicles import vehicles_of
from fangxian.lines.arrivals.remarks import ASKS_LESS
from fangxian.lines.arrivals.services.answering import export_answers
from fangxian.lines.arrivals.services.calling import CallAnswer, answer_stay, note_call
from fangxian.lines.arrivals.services.calling_file import (
    ScriptTaken,
    export_calls,
    import_calls,
    take_answers,
)
from fangxian.lines.arrivals.services.claims import accept_claim, set_claim_aside
from fangxian.lines.arrivals.services.correcting import correct_rejected, reveal_rejected, set_aside
from fangxian.lines.arrivals.services.declaring import (
    ReceiptView,
    amend,
    declare,
    receipt,
    register,
)
from fangxian.lines.arrivals.services.exporting import export, export_rejected, template_xlsx
from fangxian.lines.arrivals.services.filing_one import DeclarationFaulty
from fangxian.lines.arrivals.services.filters import drop_list, save_list, share_list
from fangxian.lines.arrivals.services.importing import (
    choose,
    commit_import,
    correct_mapping,
    import_file,
    look_at_file,
    preview_file,
    preview_unread,
    start_import,
)
from fangxian.lines.arrivals.services.pushing import (
    Letter,
    answer_item,
    list_columns,
    list_sheets,
    push_list,
)
from fangxian.lines.arrivals.services.rebuilding import rebuild_journeys
from fangxian.lines.arrivals.services.reopening import reopen_claim
from fangxian.lines.arrivals.services.resuming import stopped_imports
from fangxian.lines.arrivals.services.screening import screen, screen_all
from fangxian.lines.arrivals.services.sharing import share_answer, take_back_answer
from fangxian.lines.arrivals.services.undo_blockers import undo_outlook
from fangxian.lines.arrivals.services.undoing import undo_import
from fangxian.lines.arrivals.subject_keys import (
    CLAIM,
    KIND,
    SCREENING,
    declaration_key,
    declaration_of,
)
from fangxian.lines.arrivals.where import Where, stays_named, where_named

__all__ = [
    "ASKS_LESS",
    "CLAIM",
    "COLUMNS",
    "IDENTITY_MASKS",
    "KIND",
    "NOTHING_ASKED",
    "NO_SOURCES",
    "SCREENING",
    "AnswerNotOffered",
    "AnswerReach",
    "BatchRow",
    "CallAnswer",
    "CallRow",
    "Chips",
    "Choices",
    "ClaimRow",
    "ComingRow",
    "DeclarationFaulty",
    "Dossier",
    "FaultSaid",
    "ItemRow",
    "LedgerFilter",
    "LedgerRow",
    "Letter",
    "Lists",
    "NamedList",
    "ProposedAnswer",
    "Question",
    "ReceiptView",
    "RejectedShown",
    "ScriptTaken",
    "UndoWhy",
    "Where",
    "accept_claim",
    "alike_a_day",
    "also_for",
    "amend",
    "answer_item",
    "answer_reach",
    "answer_stay",
    "answers_of",
    "arrives_on",
    "as_reported",
    "batch",
    "batches",
    "calls",
    "chips",
    "choose",
    "chosen_areas",
    "claimed_with",
    "claims_about",
    "claims_of",
    "comings",
    "commit_import",
    "correct_mapping",
    "correct_rejected",
    "declaration_key",
    "declaration_of",
    "declare",
    "dossier",
    "drop_list",
    "expected",
    "export",
    "export_answers",
    "export_calls",
    "export_rejected",
    "family",
    "faults_in",
    "filing_sources_of",
    "hold_to_choices",
    "import_calls",
    "import_file",
    "latest_arrival",
    "ledger",
    "list_columns",
    "list_names",
    "list_sheets",
    "look_at_file",
    "lowered",
    "name_in",
    "named_lists",
    "note_call",
    "persons_meant",
    "preview_columns",
    "preview_file",
    "preview_rows",
    "preview_unread",
    "proposed_answers",
    "push_list",
    "pushed_clocks",
    "pushed_items",
    "pushed_list",
    "pushed_lists",
    "questions",
    "questions_of",
    "rebuild_journeys",
    "receipt",
    "register",
    "rejected_rows",
    "reopen_claim",
    "reveal_rejected",
    "save_list",
    "screen",
    "screen_all",
    "set_aside",
    "set_claim_aside",
    "share_answer",
    "share_list",
    "standing_screening",
    "start_import",
    "stays_named",
    "stopped_imports",
    "summary",
    "take_answers",
    "take_back_answer",
    "template_xlsx",
    "undo_import",
    "undo_outlook",
    "used_columns",
    "vehicles_of",
    "waits",
    "where_named",
]
