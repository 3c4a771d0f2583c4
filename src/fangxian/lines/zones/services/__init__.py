"""The verbs of the zones room."""

from fangxian.lines.zones.services.by_hand import add_by_hand, end_by_hand
from fangxian.lines.zones.services.importing import (
    ImportResult,
    LeftOutSeen,
    WaitingRow,
    import_file,
    preview_file,
)
from fangxian.lines.zones.services.leaving import Named
from fangxian.lines.zones.services.left_out import LeftOutRow, end_left_out, left_out
from fangxian.lines.zones.services.unplaced import bootstrap, place_again, place_unresolved

__all__ = [
    "ImportResult",
    "LeftOutRow",
    "LeftOutSeen",
    "Named",
    "WaitingRow",
    "add_by_hand",
    "bootstrap",
    "end_by_hand",
    "end_left_out",
    "import_file",
    "left_out",
    "place_again",
    "place_unresolved",
    "preview_file",
]
