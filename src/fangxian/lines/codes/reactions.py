"""What codes offers to flows: the facts it tells, and what reactions call."""

from fangxian.lines.codes.events import (
    AlarmRaised,
    AppealDecided,
    AppealFiled,
    AppealsEnded,
    ManualStandingApproved,
    ManualStandingProposed,
    StandingsChanged,
)
from fangxian.lines.codes.queries.colours import undecided_but_for_household
from fangxian.lines.codes.queries.open_standings import keys_run_out, open_keys
from fangxian.lines.codes.queries.restricting import restrictions_of
from fangxian.lines.codes.retention import RETENTION
from fangxian.lines.codes.rules import NewStanding
from fangxian.lines.codes.scheme import Scheme, scheme_or_none
from fangxian.lines.codes.senders import forget_messages
from fangxian.lines.codes.services.appealing import end_appeals_when_due
from fangxian.lines.codes.services.joining import join_people, part_people
from fangxian.lines.codes.services.keys import rotate_when_due
from fangxian.lines.codes.services.manual import proposed_by
from fangxian.lines.codes.services.noting import DecisionNoted, DecisionStep, note_decision
from fangxian.lines.codes.services.raising import (
    lower_by_key,
    lower_standings,
    note_decided,
    raise_standings,
    settle_standings,
)
from fangxian.lines.codes.services.release_limit import COLOURED_AT_ONCE, count_known
from fangxian.lines.codes.services.watching import ring
from fangxian.lines.codes.terms import ALARM_EXPORT

__all__ = [
    "ALARM_EXPORT",
    "COLOURED_AT_ONCE",
    "RETENTION",
    "AlarmRaised",
    "AppealDecided",
    "AppealFiled",
    "AppealsEnded",
    "DecisionNoted",
    "DecisionStep",
    "ManualStandingApproved",
    "ManualStandingProposed",
    "NewStanding",
    "Scheme",
    "StandingsChanged",
    "count_known",
    "end_appeals_when_due",
    "forget_messages",
    "join_people",
    "keys_run_out",
    "lower_by_key",
    "lower_standings",
    "note_decided",
    "note_decision",
    "open_keys",
    "part_people",
    "proposed_by",
    "raise_standings",
    "restrictions_of",
    "ring",
    "rotate_when_due",
    "scheme_or_none",
    "settle_standings",
    "undecided_but_for_household",
]
