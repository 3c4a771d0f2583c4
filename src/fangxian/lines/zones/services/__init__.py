"""The verbs of the zones room."""

from fangxian.lines.zones.services.by_hand import add_by_hand, end_by_hand
from fangxian.lines.zones.services.importing import ImportResult, WaitingRow, import_file
from fangxian.lines.zones.services.unplaced import bootstrap, place_again, place_unresolved

__all__ = [
    "ImportResult",
    "WaitingRow",
    "add_by_hand",
    "bootstrap",
    "end_by_hand",
    "import_file",
    "place_again",
    "place_unresolved",
]
