"""What screening tells the rooms above. One fact a batch."""

from __future__ import annotations

from fangxian.kernel.facts import fact


@fact
class VerdictsChanged:
    """A screening changed what holds for these subjects."""

    kind: str  # of the subjects: "arrivals.declaration"
    numbers: tuple[int, ...]
    on: str  # ISO date


@fact
class OverrideDecided:
    """Somebody proposed, approved or withdrew a human decision beside the table's."""

    override_id: int
    deed: str  # proposed | approved | withdrawn
    account_id: int
    name: str
    at: str  # ISO moment
