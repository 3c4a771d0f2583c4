"""What checkpoints offers to flows: the facts it tells, and what reactions call."""

from fangxian.lines.checkpoints.events import CrossingDiffers, CrossingsRecorded, PersonHeld
from fangxian.lines.checkpoints.in_force import advice_cited
from fangxian.lines.checkpoints.queries.crossings import CrossingRow, crossing_row
from fangxian.lines.checkpoints.retention import RETENTION
from fangxian.lines.checkpoints.rules import OUTCOMES

__all__ = [
    "OUTCOMES",
    "RETENTION",
    "CrossingDiffers",
    "CrossingRow",
    "CrossingsRecorded",
    "PersonHeld",
    "advice_cited",
    "crossing_row",
]
