"""What venues offers to flows: the facts it tells, and what reactions call."""

from fangxian.lines.venues.events import VenueApproved, VisitFlagged, VisitsRecorded
from fangxian.lines.venues.retention import RETENTION
from fangxian.lines.venues.services.pairing import compare_when_due

__all__ = [
    "RETENTION",
    "VenueApproved",
    "VisitFlagged",
    "VisitsRecorded",
    "compare_when_due",
]
