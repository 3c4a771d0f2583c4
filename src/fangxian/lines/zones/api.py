"""The door of the zones room."""

from fangxian.lines.zones.asked import Areas, areas_by_key, keys_of_areas
from fangxian.lines.zones.asking import LEFT_OUT, PART, UNTIL
from fangxian.lines.zones.columns import simple_columns
from fangxian.lines.zones.coverage import Coverage, coverage
from fangxian.lines.zones.errors import WhyMissing
from fangxian.lines.zones.events import RiskAreasChanged, WideAreaByHand
from fangxian.lines.zones.frames import (
    Snapshot,
    listing_frame,
    listings,
    snapshot,
    unplaced_until,
    version,
)
from fangxian.lines.zones.hiding import Hiding, know_hiding
from fangxian.lines.zones.keeping import keep_listings, kept_listings
from fangxian.lines.zones.left import LeftOutRow, Named, left_out
from fangxian.lines.zones.queries import (
    AreaFilter,
    AreaRow,
    Changes,
    UnresolvedRow,
    areas,
    changes,
    describe,
    is_placed,
    on_day,
    region_name,
    unresolved,
)
from fangxian.lines.zones.retention import RETENTION
from fangxian.lines.zones.services import (
    ImportResult,
    LeftOutSeen,
    ListForeseen,
    WaitingRow,
    add_by_hand,
    bootstrap,
    end_by_hand,
    end_left_out,
    import_file,
    place_again,
    place_unresolved,
    preview_file,
)
from fangxian.lines.zones.wording import lists_said, recent_gaps

__all__ = [
    "LEFT_OUT",
    "PART",
    "RETENTION",
    "UNTIL",
    "AreaFilter",
    "AreaRow",
    "Areas",
    "Changes",
    "Coverage",
    "Hiding",
    "ImportResult",
    "LeftOutRow",
    "LeftOutSeen",
    "ListForeseen",
    "Named",
    "RiskAreasChanged",
    "Snapshot",
    "UnresolvedRow",
    "WaitingRow",
    "WhyMissing",
    "WideAreaByHand",
    "add_by_hand",
    "areas",
    "areas_by_key",
    "bootstrap",
    "changes",
    "coverage",
    "describe",
    "end_by_hand",
    "end_left_out",
    "import_file",
    "is_placed",
    "keep_listings",
    "kept_listings",
    "keys_of_areas",
    "know_hiding",
    "left_out",
    "listing_frame",
    "listings",
    "lists_said",
    "on_day",
    "place_again",
    "place_unresolved",
    "preview_file",
    "recent_gaps",
    "region_name",
    "simple_columns",
    "snapshot",
    "unplaced_until",
    "unresolved",
    "version",
]
