"""The verbs of the zones room."""

from fangxian.lines.zones.services.by_hand import add_by_hand, end_by_hand
from fangxian.lines.zones.services.importing import (
    LISTS,
    ImportResult,
    LeftOutSeen,
    ListForeseen,
    WaitingRow,
    import_file,
    preview_file,
)
from fangxian.lines.zones.services.left_out import end_left_out
from fangxian.lines.zones.services.unplaced import bootstrap, place_again, place_unresolved

__all__ = [
    "LISTS",
    "ImportResult",
    "LeftOutSeen",
    "ListForeseen",
    "WaitingRow",
    "add_by_hand",
    "bootstrap",
    "end_by_hand",
    "end_left_out",
    "import_file",
    "place_again",
    "place_unresolved",
    "preview_file",
]
