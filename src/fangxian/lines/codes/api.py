"""Everything codes offers."""

from fangxian.lines.codes.errors import NoteMissing
from fangxian.lines.codes.events import (
    AlarmRaised,
    AppealDecided,
    AppealFiled,
    AppealsEnded,
    ManualStandingApproved,
    ManualStandingProposed,
    StandingsChanged,
)
from fangxian.lines.codes.opening import open_code
from fangxian.lines.codes.queries.appealed import (
    AppealRow,
    AppealStatistics,
    appeal_statistics,
    appeals,
    own_appeals,
)
from fangxian.lines.codes.queries.bundle import (
    BundleRow,
    standings_at,
)
from fangxian.lines.codes.queries.colours import (
    ColourNow,
    colours_of,
    gravest_of,
    in_force_of,
)
from fangxian.lines.codes.queries.explaining import (
    Explained,
    StandingRow,
    explain,
    explain_own,
)
from fangxian.lines.codes.queries.held_cards import HeldCard, cards_of
from fangxian.lines.codes.queries.holders import holders_of
from fangxian.lines.codes.queries.laid import keys_run_out, open_keys, origins_holding
from fangxian.lines.codes.queries.overrides import (
    AlarmRow,
    DayReport,
    ManualRow,
    alarms,
    alarms_open,
    overrides_on,
    reasons_by_hand,
    waiting,
)
from fangxian.lines.codes.queries.proofs import proof_ended
from fangxian.lines.codes.queries.resolving import (
    Resolved,
    resolve,
)
from fangxian.lines.codes.queries.restricting import restrictions_of
from fangxian.lines.codes.retention import RETENTION
from fangxian.lines.codes.rules import (
    ORIGINS,
    NewStanding,
)
from fangxian.lines.codes.scheme import (
    ManualReason,
    Scheme,
    Shade,
    accepted_past_end,
    last_day,
    reason_words,
    scheme_on,
    scheme_or_none,
    schemes_on,
)
from fangxian.lines.codes.senders import forget_messages
from fangxian.lines.codes.services.appealing import (
    appeal,
    decide_appeal,
    end_appeals,
    end_appeals_when_due,
)
from fangxian.lines.codes.services.cards import (
    CardIssued,
    card_tokens,
    issue_cards,
    revoke_card,
)
from fangxian.lines.codes.services.forgetting import ever_coloured, forget_standings
from fangxian.lines.codes.services.freeing import (
    COLOURED_AT_ONCE,
    LATELY,
    Hold,
    count_freed,
    counting_freed,
    freed_by,
    takes_two,
    wait_for_others,
)
from fangxian.lines.codes.services.joining import join_people, part_people
from fangxian.lines.codes.services.keys import (
    KeyRow,
    key_list,
    keys,
    make_next_key,
    root_public,
    rotate_keys,
    rotate_when_due,
)
from fangxian.lines.codes.services.ledger import (
    Raised,
)
from fangxian.lines.codes.services.manual import (
    approve_manual,
    propose_manual,
    refuse_manual,
    withdraw_manual,
)
from fangxian.lines.codes.services.noting import Deed, NotedDeed, note_decision
from fangxian.lines.codes.services.phone import (
    Asker,
    SignedIn,
    open_session,
    send_password,
)
from fangxian.lines.codes.services.raising import (
    lower_by_key,
    lower_standings,
    note_decided,
    raise_standings,
    settle_standings,
)
from fangxian.lines.codes.services.showing import (
    Asked,
    Shown,
    show,
    show_many,
)
from fangxian.lines.codes.services.watching import (
    close_alarm,
    ring,
)
from fangxian.lines.codes.sheets import card_sheet
from fangxian.lines.codes.subjects import (
    unveil,
    veil,
)

__all__ = [
    "COLOURED_AT_ONCE",
    "LATELY",
    "ORIGINS",
    "RETENTION",
    "AlarmRaised",
    "AlarmRow",
    "AppealDecided",
    "AppealFiled",
    "AppealRow",
    "AppealStatistics",
    "AppealsEnded",
    "Asked",
    "Asker",
    "BundleRow",
    "CardIssued",
    "ColourNow",
    "DayReport",
    "Deed",
    "Explained",
    "HeldCard",
    "Hold",
    "KeyRow",
    "ManualReason",
    "ManualRow",
    "ManualStandingApproved",
    "ManualStandingProposed",
    "NewStanding",
    "NoteMissing",
    "NotedDeed",
    "Raised",
    "Resolved",
    "Scheme",
    "Shade",
    "Shown",
    "SignedIn",
    "StandingRow",
    "StandingsChanged",
    "accepted_past_end",
    "alarms",
    "alarms_open",
    "appeal",
    "appeal_statistics",
    "appeals",
    "approve_manual",
    "card_sheet",
    "card_tokens",
    "cards_of",
    "close_alarm",
    "colours_of",
    "count_freed",
    "counting_freed",
    "decide_appeal",
    "end_appeals",
    "end_appeals_when_due",
    "ever_coloured",
    "explain",
    "explain_own",
    "forget_messages",
    "forget_standings",
    "freed_by",
    "gravest_of",
    "holders_of",
    "in_force_of",
    "issue_cards",
    "join_people",
    "key_list",
    "keys",
    "keys_run_out",
    "last_day",
    "lower_by_key",
    "lower_standings",
    "make_next_key",
    "note_decided",
    "note_decision",
    "open_code",
    "open_keys",
    "open_session",
    "origins_holding",
    "overrides_on",
    "own_appeals",
    "part_people",
    "proof_ended",
    "propose_manual",
    "raise_standings",
    "reason_words",
    "reasons_by_hand",
    "refuse_manual",
    "resolve",
    "restrictions_of",
    "revoke_card",
    "ring",
    "root_public",
    "rotate_keys",
    "rotate_when_due",
    "scheme_on",
    "scheme_or_none",
    "schemes_on",
    "send_password",
    "settle_standings",
    "show",
    "show_many",
    "standings_at",
    "takes_two",
    "unveil",
    "veil",
    "wait_for_others",
    "waiting",
    "withdraw_manual",
]
