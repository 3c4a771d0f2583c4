"""What the rules asked of a guard, by what the county knew when they decided."""

from __future__ import annotations

from fangxian.lines.checkpoints.in_force import advised_on
from fangxian.lines.checkpoints.knowledge import Known
from fangxian.lines.checkpoints.models import Checkpoint, Crossing


def advice_due(row: Crossing, site: Checkpoint, known: Known) -> None:
    """Lay the colour of that moment and the advice beside the crossing; nothing is saved."""
    row.colour_found = known.then
    row.advised = advised_by(row, site, known.then)


def advised_by(row: Crossing, site: Checkpoint, colour: str) -> str:
    """The outcome for a colour that the county knows; whose colour is known needs no code that
    proves who they are. "": what the guard saw counts."""
    verdict = "" if colour else row.verdict_seen
    return advised_on(row.decided_at, site.place, colour or row.colour_seen, row.ticks, verdict)
