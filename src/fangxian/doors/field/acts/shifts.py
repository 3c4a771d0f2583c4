"""Was whoever acted on duty? What happened is settled all the same, and the desk is told."""

from __future__ import annotations

from dataclasses import replace

from fangxian.doors.field.acts.event_context import EventContext, NoPost, both
from fangxian.ground.devices.api import Settled
from fangxian.lines.checkpoints import pages as checkpoints

BARRIER = "checkpoint."
CROSSING = "checkpoint.crossing"


def beside_shift(settled: Settled, told: EventContext) -> Settled:
    """An operation at a barrier from outside the shift on duty becomes work for somebody; of a
    crossing its room has said so itself."""
    own = settled.how == "differs" and told.event.kind == CROSSING
    if own or settled.how not in ("decided", "differs") or not told.event.kind.startswith(BARRIER):
        return settled
    try:
        site = told.site()
    except NoPost:
        return settled
    said = checkpoints.said_off_shift(site, told.by.account_id, told.event.at)
    if not said:
        return settled
    before = settled.said if settled.how == "differs" else None
    return replace(settled, how="differs", said=both(before, said) or said)
