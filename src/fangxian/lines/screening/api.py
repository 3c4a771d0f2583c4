"""Everything screening offers."""

from fangxian.lines.screening.deciding import FEW, Decided, decided, unread
from fangxian.lines.screening.doubts import Asked, Doubt, MayBe, doubt_of
from fangxian.lines.screening.editions import edition_at
from fangxian.lines.screening.queries.dryrun import DryRun, dry_run
from fangxian.lines.screening.subjects import Ref, Source, Subject, everybody, supply
from fangxian.lines.screening.verdicts import (
    AHEAD,
    BY_DAY,
    Written,
    facts_from_plain,
    free_from,
    listing_from_plain,
    phases_as_plain,
    stay_from_plain,
)

__all__ = [
    "AHEAD",
    "BY_DAY",
    "FEW",
    "Asked",
    "Decided",
    "Doubt",
    "DryRun",
    "MayBe",
    "Ref",
    "Source",
    "Subject",
    "Written",
    "decided",
    "doubt_of",
    "dry_run",
    "edition_at",
    "everybody",
    "facts_from_plain",
    "free_from",
    "listing_from_plain",
    "phases_as_plain",
    "stay_from_plain",
    "supply",
    "unread",
]
