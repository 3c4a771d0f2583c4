"""What screening tells the rooms above. One fact a batch."""

from __future__ import annotations

from fangxian.kernel.facts import fact


@fact
class VerdictsChanged:
    """A screening changed what holds for these subjects."""

    kind: str  # of the subjects: "arrivals.declaration"
    numbers: tuple[int, ...]
    on: str  # ISO date
