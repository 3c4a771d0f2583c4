"""What zones offers to the rooms above it."""

from fangxian.lines.zones.areas_by_key import Areas, areas_by_key, keys_of_areas
from fangxian.lines.zones.coverage import DaysCovered, days_covered
from fangxian.lines.zones.kept_listings import keep_listings, kept_listings
from fangxian.lines.zones.listing_frames import (
    NamedSomewhere,
    Snapshot,
    listing_frame,
    listings,
    named_somewhere,
    snapshot,
    unplaced_until,
    version,
)
from fangxian.lines.zones.queries import AreaRow, describe
from fangxian.lines.zones.services import import_file
from fangxian.lines.zones.wording import lists_said, recent_gaps

__all__ = [
    "AreaRow",
    "Areas",
    "DaysCovered",
    "NamedSomewhere",
    "Snapshot",
    "areas_by_key",
    "days_covered",
    "describe",
    "import_file",
    "keep_listings",
    "kept_listings",
    "keys_of_areas",
    "listing_frame",
    "listings",
    "lists_said",
    "named_somewhere",
    "recent_gaps",
    "snapshot",
    "unplaced_until",
    "version",
]
