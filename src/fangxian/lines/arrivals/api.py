"""Everything arrivals offers."""

from fangxian.ground.intake.api import Column
from fangxian.lines.arrivals.area import record_place
from fangxian.lines.arrivals.asking import questions, where_exactly
from fangxian.lines.arrivals.choosing import Choices
from fangxian.lines.arrivals.columns import COLUMNS, FIELDS
from fangxian.lines.arrivals.errors import (
    AnswerNotOffered,
    ClaimDecidedAlready,
    ClaimLowers,
    ClaimNothingChosen,
    ClaimWithoutReason,
    ReceiptUnknown,
    UndoWhy,
)
from fangxian.lines.arrivals.events import (
    ClaimDecided,
    ClaimMade,
    ClaimReopened,
    DeclarationsChanged,
    ImportUndone,
    ListPushed,
)
from fangxian.lines.arrivals.horizon import alike_a_day, horizon, waits
from fangxian.lines.arrivals.laid import (
    BY_ITSELF,
    CLAIM,
    ITEM,
    KIND,
    PUSHED,
    SCREENING,
    declaration_key,
    declaration_of,
)
from fangxian.lines.arrivals.likelihood import likelihood, urgency
from fangxian.lines.arrivals.listed_days import Lists
from fangxian.lines.arrivals.parsing import name_of
from fangxian.lines.arrivals.queries.aftermath import UsedColumn, used_columns
from fangxian.lines.arrivals.queries.calls import (
    AlsoFor,
    AnswerRow,
    CallRow,
    Calls,
    Candidate,
    also_for,
    answers_of,
    calls,
    chosen_areas,
    none_of,
)
from fangxian.lines.arrivals.queries.claims import (
    ClaimRow,
    DecisionRow,
    ToCheck,
    claimed_with,
    claims_about,
    claims_of,
    claims_waiting,
    declarations_of,
    people_of_claims,
    people_waiting_with,
    to_check,
)
from fangxian.lines.arrivals.queries.comparing import Compared
from fangxian.lines.arrivals.queries.counts import Chips, Summary, chips, summary
from fangxian.lines.arrivals.queries.dossier import Dossier, FamilyRow, dossier, family
from fangxian.lines.arrivals.queries.expected import ExpectedRow, expected
from fangxian.lines.arrivals.queries.faulty import faults_in
from fangxian.lines.arrivals.queries.filters import NamedList, list_names, named_lists
from fangxian.lines.arrivals.queries.found import LedgerFilter
from fangxian.lines.arrivals.queries.imports import (
    IDENTITY_MASKS,
    BatchRow,
    FaultSaid,
    LoweredRow,
    PreviewRow,
    RejectedShown,
    SeenColumn,
    batch,
    batches,
    lowered,
    preview_columns,
    preview_rows,
    rejected_rows,
)
from fangxian.lines.arrivals.queries.ledger import SORTS, LedgerRow, ledger
from fangxian.lines.arrivals.queries.pushed import (
    ItemRow,
    ListRow,
    StageClock,
    pushed_clocks,
    pushed_items,
    pushed_list,
    pushed_lists,
)
from fangxian.lines.arrivals.queries.questions import (
    NOTHING_ASKED,
    Choice,
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
from fangxian.lines.arrivals.queries.standing import (
    destinations,
    standing_screening,
    unproven_among,
)
from fangxian.lines.arrivals.queries.vehicles import vehicles_of
from fangxian.lines.arrivals.queries.voices import SILENT, Voices, voices_of
from fangxian.lines.arrivals.remarks import ASKS_LESS
from fangxian.lines.arrivals.retention import RETENTION
from fangxian.lines.arrivals.rules import STAGES, WANTED
from fangxian.lines.arrivals.services.answering import export_answers
from fangxian.lines.arrivals.services.calling import (
    Answer,
    answer_stay,
    note_call,
)
from fangxian.lines.arrivals.services.calling_file import (
    PutBack,
    ScriptTaken,
    export_calls,
    import_calls,
    take_answers,
)
from fangxian.lines.arrivals.services.claims import (
    accept_claim,
    lapse_claims,
    set_claim_aside,
    weigh_claims,
)
from fangxian.lines.arrivals.services.correcting import correct_rejected, reveal_rejected, set_aside
from fangxian.lines.arrivals.services.declaring import (
    ReceiptRow,
    ReceiptView,
    amend,
    declare,
    receipt,
    register,
)
from fangxian.lines.arrivals.services.exporting import export, export_rejected, template_xlsx
from fangxian.lines.arrivals.services.filing_one import DeclarationFaulty, Taken
from fangxian.lines.arrivals.services.filters import drop_list, save_list, share_list
from fangxian.lines.arrivals.services.importing import (
    Imported,
    choose,
    commit_import,
    correct_mapping,
    import_file,
    look_at_file,
    preview_file,
    preview_unread,
    start_import,
)
from fangxian.lines.arrivals.services.joining import join_declarations, part_declarations
from fangxian.lines.arrivals.services.pushing import (
    FINDINGS,
    Letter,
    Pushed,
    answer_item,
    list_columns,
    list_sheets,
    push_list,
)
from fangxian.lines.arrivals.services.rebuilding import rebuild_journeys
from fangxian.lines.arrivals.services.reopening import Reopened, reopen_claim
from fangxian.lines.arrivals.services.resuming import resume_imports, stopped_imports
from fangxian.lines.arrivals.services.screening import screen, screen_all, screen_changed
from fangxian.lines.arrivals.services.sharing import share_answer, take_back_answer
from fangxian.lines.arrivals.services.staying import Staying, UndoOutlook, undo_outlook
from fangxian.lines.arrivals.services.undoing import undo_import
from fangxian.lines.arrivals.subjects import SUBJECTS
from fangxian.lines.arrivals.where import Where, stays_named, where_named

__all__ = [
    "ASKS_LESS",
    "BY_ITSELF",
    "CLAIM",
    "COLUMNS",
    "FIELDS",
    "FINDINGS",
    "IDENTITY_MASKS",
    "ITEM",
    "KIND",
    "NOTHING_ASKED",
    "PUSHED",
    "RETENTION",
    "SCREENING",
    "SILENT",
    "SORTS",
    "STAGES",
    "SUBJECTS",
    "WANTED",
    "AlsoFor",
    "Answer",
    "AnswerNotOffered",
    "AnswerReach",
    "AnswerRow",
    "BatchRow",
    "CallRow",
    "Calls",
    "Candidate",
    "Chips",
    "Choice",
    "Choices",
    "ClaimDecided",
    "ClaimDecidedAlready",
    "ClaimLowers",
    "ClaimMade",
    "ClaimNothingChosen",
    "ClaimReopened",
    "ClaimRow",
    "ClaimWithoutReason",
    "Column",
    "Compared",
    "DecisionRow",
    "DeclarationFaulty",
    "DeclarationsChanged",
    "Dossier",
    "ExpectedRow",
    "FamilyRow",
    "FaultSaid",
    "ImportUndone",
    "Imported",
    "ItemRow",
    "LedgerFilter",
    "LedgerRow",
    "Letter",
    "ListPushed",
    "ListRow",
    "Lists",
    "LoweredRow",
    "NamedList",
    "PreviewRow",
    "ProposedAnswer",
    "Pushed",
    "PutBack",
    "Question",
    "ReceiptRow",
    "ReceiptUnknown",
    "ReceiptView",
    "RejectedShown",
    "Reopened",
    "ScriptTaken",
    "SeenColumn",
    "StageClock",
    "Staying",
    "Summary",
    "Taken",
    "ToCheck",
    "UndoOutlook",
    "UndoWhy",
    "UsedColumn",
    "Voices",
    "Where",
    "accept_claim",
    "alike_a_day",
    "also_for",
    "amend",
    "answer_item",
    "answer_reach",
    "answer_stay",
    "answers_of",
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
    "claims_waiting",
    "commit_import",
    "correct_mapping",
    "correct_rejected",
    "declaration_key",
    "declaration_of",
    "declarations_of",
    "declare",
    "destinations",
    "dossier",
    "drop_list",
    "expected",
    "export",
    "export_answers",
    "export_calls",
    "export_rejected",
    "family",
    "faults_in",
    "hold_to_choices",
    "horizon",
    "import_calls",
    "import_file",
    "join_declarations",
    "lapse_claims",
    "ledger",
    "likelihood",
    "list_columns",
    "list_names",
    "list_sheets",
    "look_at_file",
    "lowered",
    "name_of",
    "named_lists",
    "none_of",
    "note_call",
    "part_declarations",
    "people_of_claims",
    "people_waiting_with",
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
    "record_place",
    "register",
    "rejected_rows",
    "reopen_claim",
    "resume_imports",
    "reveal_rejected",
    "save_list",
    "screen",
    "screen_all",
    "screen_changed",
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
    "to_check",
    "undo_import",
    "undo_outlook",
    "unproven_among",
    "urgency",
    "used_columns",
    "vehicles_of",
    "voices_of",
    "waits",
    "weigh_claims",
    "where_exactly",
    "where_named",
]
