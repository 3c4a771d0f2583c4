"""What places tells the rooms above."""

from __future__ import annotations

from fangxian.kernel.facts import fact


@fact
class DivisionsChanged:
    """Divisions came or were renamed: names that meant nothing may now mean a place."""

    counties: tuple[str, ...]  # six digits; empty when the whole country was loaded
    new: int
    updated: int
