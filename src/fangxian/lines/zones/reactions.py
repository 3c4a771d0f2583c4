"""What zones offers to flows: the facts it tells, and what reactions call."""

from fangxian.lines.zones.events import RiskAreasChanged, WideAreaByHand
from fangxian.lines.zones.hiding import Hiding, know_hiding
from fangxian.lines.zones.retention import RETENTION
from fangxian.lines.zones.services import place_again

__all__ = [
    "RETENTION",
    "Hiding",
    "RiskAreasChanged",
    "WideAreaByHand",
    "know_hiding",
    "place_again",
]
