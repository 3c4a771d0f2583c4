"""How what follows from an arrival by itself is named: in the ledger of codes, and of tasks."""

from __future__ import annotations

from fangxian.lines.screening.api import ORIGIN

SCREENING, CLAIM, PUSHED = ORIGIN, "claim", "pushed"  # origins in the ledger of codes
BY_ITSELF = frozenset({SCREENING, CLAIM, PUSHED})  # no official decided it
KIND = "arrivals.declaration"  # of a subject that is screened
DECLARATION = f"{KIND}:"
ITEM = "arrivals.pushed_item:"  # of a pushed list


def declaration_key(declaration_id: int) -> str:
    """ "arrivals.declaration:12"."""
    return f"{DECLARATION}{declaration_id}"


def declaration_of(key: str) -> int | None:
    """The declaration that a key names; None when it names something else."""
    number = key.removeprefix(DECLARATION)
    return int(number) if number != key and number.isdigit() else None
