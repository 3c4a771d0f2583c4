"""What zones tells the rooms above. One fact a file or deed that changed something."""

from __future__ import annotations

from fangxian.kernel.facts import fact


@fact
class RiskAreasChanged:
    """The dated risk areas changed: whoever was there is to be screened again."""

    batch_id: int  # the source
    places: tuple[str, ...]  # counties (6 digits, or coarser) concerned; empty: anywhere
    added: int
    ended: int  # listings that the newest list no longer has, or that were ended by hand
    moved: int  # listings whose days or place are other than before


@fact
class WideAreaByHand:
    """Somebody entered, ended or placed by hand an area as wide as a county or wider: all who were
    there are decided by it."""

    subject: str  # as the audit names it: zones.area:3, zones.region:5
    what: str  # entered | ended | placed
    shown: str  # level and names
    by: str
