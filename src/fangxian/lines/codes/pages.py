"""What codes offers to the doors: their pages, programs and phones."""

from fangxian.lines.codes.code_reader import open_code
from fangxian.lines.codes.errors import NoteMissing
from fangxian.lines.codes.queries.appealed import AppealRow, appeal_statistics, appeals, own_appeals
from fangxian.lines.codes.queries.bundle import standings_at
from fangxian.lines.codes.queries.colours import ColourNow, colours_of, in_force_of
from fangxian.lines.codes.queries.explaining import (
    ColourExplained,
    StandingRow,
    explain,
    explain_own,
)
from fangxian.lines.codes.queries.held_cards import cards_of
from fangxian.lines.codes.queries.holders import holders_of
from fangxian.lines.codes.queries.open_standings import origins_holding
from fangxian.lines.codes.queries.overrides import (
    AlarmRow,
    alarms,
    alarms_open,
    overrides_on,
    reasons_by_hand,
    waiting,
)
from fangxian.lines.codes.queries.proofs import phone_proof_ended
from fangxian.lines.codes.queries.resolving import HolderFound, resolve
from fangxian.lines.codes.rules import ORIGINS
from fangxian.lines.codes.scheme import (
    Scheme,
    Shade,
    accepted_past_end,
    last_day,
    reason_words,
    scheme_on,
    scheme_or_none,
    schemes_on,
)
from fangxian.lines.codes.services.appeal_pictures import appeal_photo
from fangxian.lines.codes.services.appealing import appeal, decide_appeal, end_appeals
from fangxian.lines.codes.services.cards import card_tokens, issue_cards, revoke_card
from fangxian.lines.codes.services.keys import (
    key_list,
    keys,
    make_next_key,
    root_public,
    rotate_keys,
    rotate_when_due,
)
from fangxian.lines.codes.services.manual import (
    approve_manual,
    propose_manual,
    refuse_manual,
    withdraw_manual,
)
from fangxian.lines.codes.services.phone import (
    PasswordOrigin,
    SignedIn,
    open_session,
    send_password,
)
from fangxian.lines.codes.services.sessions import LENGTH as SESSION_LENGTH
from fangxian.lines.codes.services.sessions import end_session, ended_among
from fangxian.lines.codes.services.showing import CodeWanted, Shown, SignIn, show, show_many
from fangxian.lines.codes.services.watching import close_alarm
from fangxian.lines.codes.sheets import card_sheet
from fangxian.lines.codes.subjects import unveil, veil

__all__ = [
    "ORIGINS",
    "SESSION_LENGTH",
    "AlarmRow",
    "AppealRow",
    "CodeWanted",
    "ColourExplained",
    "ColourNow",
    "HolderFound",
    "NoteMissing",
    "PasswordOrigin",
    "Scheme",
    "Shade",
    "Shown",
    "SignIn",
    "SignedIn",
    "StandingRow",
    "accepted_past_end",
    "alarms",
    "alarms_open",
    "appeal",
    "appeal_photo",
    "appeal_statistics",
    "appeals",
    "approve_manual",
    "card_sheet",
    "card_tokens",
    "cards_of",
    "close_alarm",
    "colours_of",
    "decide_appeal",
    "end_appeals",
    "end_session",
    "ended_among",
    "explain",
    "explain_own",
    "holders_of",
    "in_force_of",
    "issue_cards",
    "key_list",
    "keys",
    "last_day",
    "make_next_key",
    "open_code",
    "open_session",
    "origins_holding",
    "overrides_on",
    "own_appeals",
    "phone_proof_ended",
    "propose_manual",
    "reason_words",
    "reasons_by_hand",
    "refuse_manual",
    "resolve",
    "revoke_card",
    "root_public",
    "rotate_keys",
    "rotate_when_due",
    "scheme_on",
    "scheme_or_none",
    "schemes_on",
    "send_password",
    "show",
    "show_many",
    "standings_at",
    "unveil",
    "veil",
    "waiting",
    "withdraw_manual",
]
