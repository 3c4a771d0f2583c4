"""What venues tells the rooms above. One fact a batch."""

from __future__ import annotations

from fangxian.kernel.facts import fact


@fact
class VenueApproved:
    """Applications were approved; these venues have codes now."""

    venue_ids: tuple[int, ...]


@fact
class VisitsRecorded:
    """So many visits of a day came in."""

    count: int
    day: str  # ISO date, county time


@fact
class VisitFlagged:
    """Visits of a day are doubtful; they stand all the same."""

    client_ids: tuple[str, ...]
    day: str  # ISO date of the visits
