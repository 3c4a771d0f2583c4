"""What policy tells the rooms above."""

from __future__ import annotations

from datetime import date

from fangxian.kernel.facts import fact


@fact
class PackEnacted:
    """A draft came into force by two people, or was taken back: decisions may change."""

    enactment_id: int
    pack: str
    from_day: date
