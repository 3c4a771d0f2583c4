"""What venues tells the rooms above. One fact a batch."""

from __future__ import annotations

from datetime import datetime

from fangxian.kernel.facts import fact


@fact
class VenueApproved:
    """Applications were approved; these venues have codes now."""

    venue_ids: tuple[int, ...]


@fact
class VisitsRecorded:
    """So many visits came in, of times from `first` to `last`."""

    count: int
    first: datetime
    last: datetime


@fact
class VisitFlagged:
    """Visits of a day are doubtful; they stand all the same."""

    client_ids: tuple[str, ...]
    day: str  # ISO date of the visits
