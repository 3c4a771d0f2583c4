"""What tasks offers to flows: the facts it tells, and what reactions call."""

from fangxian.ground.tasks.errors import CannotMove
from fangxian.ground.tasks.events import (
    AccountMentioned,
    InstructionCommented,
    InstructionsAccepted,
    InstructionsActed,
    InstructionsChecked,
    InstructionsClimbed,
    InstructionsClosed,
    InstructionsIssued,
    InstructionsReassigned,
    InstructionsReceived,
    InstructionsRefused,
    InstructionsSentBack,
    InstructionsUndone,
    InstructionsUrged,
    InstructionsWithdrawn,
)
from fangxian.ground.tasks.queries.history import Reported, reported
from fangxian.ground.tasks.queries.telling import (
    UnitNews,
    escalated_news,
    issued_news,
    place_of_instruction,
    refused_news,
    returned_news,
    urged_news,
)
from fangxian.ground.tasks.retention import RETENTION, lapse, left_open, still_open, worked_on
from fangxian.ground.tasks.rules import (
    ASKED,
    CLAIM,
    OPEN,
    OWED,
    PHONE_CHECK,
    VERIFY,
    Addressee,
    Order,
    Rung,
)
from fangxian.ground.tasks.services.about_subjects import (
    Found,
    found_places,
    newest_about,
    open_about,
    who_checked,
)
from fangxian.ground.tasks.services.escalation import escalate_overdue
from fangxian.ground.tasks.services.following import follow_person, unfollow_person
from fangxian.ground.tasks.services.issuing import issue_many
from fangxian.ground.tasks.services.lists import open_list
from fangxian.ground.tasks.services.stages import send_back
from fangxian.ground.tasks.services.withdrawing import settle_answered, withdraw_subjects

__all__ = [
    "ASKED",
    "CLAIM",
    "OPEN",
    "OWED",
    "PHONE_CHECK",
    "RETENTION",
    "VERIFY",
    "AccountMentioned",
    "Addressee",
    "CannotMove",
    "Found",
    "InstructionCommented",
    "InstructionsAccepted",
    "InstructionsActed",
    "InstructionsChecked",
    "InstructionsClimbed",
    "InstructionsClosed",
    "InstructionsIssued",
    "InstructionsReassigned",
    "InstructionsReceived",
    "InstructionsRefused",
    "InstructionsSentBack",
    "InstructionsUndone",
    "InstructionsUrged",
    "InstructionsWithdrawn",
    "Order",
    "Reported",
    "Rung",
    "UnitNews",
    "escalate_overdue",
    "escalated_news",
    "follow_person",
    "found_places",
    "issue_many",
    "issued_news",
    "lapse",
    "left_open",
    "newest_about",
    "open_about",
    "open_list",
    "place_of_instruction",
    "refused_news",
    "reported",
    "returned_news",
    "send_back",
    "settle_answered",
    "still_open",
    "unfollow_person",
    "urged_news",
    "who_checked",
    "withdraw_subjects",
    "worked_on",
]
