"""What zones tells the rooms above. One fact a file or operation that changed something."""

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
    """One person entered, ended or placed an area as wide as a county or wider, by hand or by a
    simple list, or most of a county part by part: all who were there are decided by it."""

    subject: str  # as the audit names it: zones.area:3, zones.region:5, zones.source:7; zones.county:610921
    # By hand: entered | ended | placed; by a list: listed | redated (another last day); summed:
    # more than half of a county within a day; freed: likewise ended part by part, by the terminal;
    # left_out: many areas, or wide ones, that a list no longer names; kept: where names of divisions
    # changed, and areas keep their place until they are placed by hand.
    what: str
    shown: str  # level and names
    by: str
