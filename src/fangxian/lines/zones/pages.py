"""What zones offers to the doors: their pages, programs and phones."""

from fangxian.lines.zones.asking import LEFT_OUT, PART, UNTIL
from fangxian.lines.zones.columns import simple_columns
from fangxian.lines.zones.coverage import days_covered
from fangxian.lines.zones.errors import WhyMissing
from fangxian.lines.zones.left import Named, left_out
from fangxian.lines.zones.listing_frames import listings
from fangxian.lines.zones.queries import (
    AreaFilter,
    AreaRow,
    UnresolvedRow,
    areas,
    changes,
    describe,
    is_placed,
    on_day,
    region_name,
    unresolved,
)
from fangxian.lines.zones.services import (
    LISTS,
    ImportResult,
    LeftOutSeen,
    WaitingRow,
    add_by_hand,
    bootstrap,
    end_by_hand,
    end_left_out,
    import_file,
    place_unresolved,
    preview_file,
)
from fangxian.lines.zones.wording import lists_said

__all__ = [
    "LEFT_OUT",
    "LISTS",
    "PART",
    "UNTIL",
    "AreaFilter",
    "AreaRow",
    "ImportResult",
    "LeftOutSeen",
    "Named",
    "UnresolvedRow",
    "WaitingRow",
    "WhyMissing",
    "add_by_hand",
    "areas",
    "bootstrap",
    "changes",
    "days_covered",
    "describe",
    "end_by_hand",
    "end_left_out",
    "import_file",
    "is_placed",
    "left_out",
    "listings",
    "lists_said",
    "on_day",
    "place_unresolved",
    "preview_file",
    "region_name",
    "simple_columns",
    "unresolved",
]
