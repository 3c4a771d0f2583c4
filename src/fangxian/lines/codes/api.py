"""Everything codes offers."""

from fangxian.lines.codes.events import (
    AlarmRaised,
    AppealDecided,
    AppealFiled,
    ManualStandingApproved,
    ManualStandingProposed,
    StandingsChanged,
)
from fangxian.lines.codes.queries.bundle import BundleRow, standings_at
from fangxian.lines.codes.queries.colours import ColourNow, colours_of
from fangxian.lines.codes.queries.explaining import Explained, StandingRow, explain, explain_own
from fangxian.lines.codes.rules import ORIGINS, NewStanding
from fangxian.lines.codes.scheme import Scheme, Shade, scheme_on
from fangxian.lines.codes.services.ledger import Raised
from fangxian.lines.codes.services.raising import lower_by_key, lower_standings, raise_standings

__all__ = [
    "ORIGINS",
    "AlarmRaised",
    "AppealDecided",
    "AppealFiled",
    "BundleRow",
    "ColourNow",
    "Explained",
    "ManualStandingApproved",
    "ManualStandingProposed",
    "NewStanding",
    "Raised",
    "Scheme",
    "Shade",
    "StandingRow",
    "StandingsChanged",
    "colours_of",
    "explain",
    "explain_own",
    "lower_by_key",
    "lower_standings",
    "raise_standings",
    "scheme_on",
    "standings_at",
]
