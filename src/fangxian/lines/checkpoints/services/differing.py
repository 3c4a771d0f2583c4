"""How a guard's decision compares with what the county knows by now."""

from __future__ import annotations

from fangxian.ground.people import api as people
from fangxian.kernel import clock
from fangxian.kernel.text import Text
from fangxian.lines.checkpoints.models import Checkpoint, Crossing
from fangxian.lines.checkpoints.queries.crossings import stands
from fangxian.lines.checkpoints.queries.duty import said_off_shift
from fangxian.lines.checkpoints.rules import OUTCOMES, PASSED, milder


def difference(row: Crossing, site: Checkpoint) -> Text | None:
    """The first thing that the guard could not know, and that they were outside the shift, in
    words; None when nothing differs."""
    known = _closed(row, site) or _colour(row) or _held_elsewhere(row)
    apart = said_off_shift(site.pk, row.guard_id, row.decided_at) if row.off_shift else None
    if known and apart:
        return Text(f"{known.zh};{apart.zh}", f"{known.en}; {apart.en}")
    return known or apart


def _closed(row: Crossing, site: Checkpoint) -> Text | None:
    if site.closed_at is None or row.decided_at <= site.closed_at:
        return None
    return Text(
        f"该卡口已于 {clock.said(site.closed_at)} 撤除,记录照收",
        f"The checkpoint was closed at {clock.said(site.closed_at)}; the record is kept",
    )


def _colour(row: Crossing) -> Text | None:
    """Another colour than the guard saw, or a pass where the colour found asks for more."""
    if not (row.colour_found and row.colour_seen and row.advised):
        return None
    if row.colour_found == row.colour_seen:
        return None
    if not milder(row.outcome, row.advised) and row.outcome in PASSED:
        return None  # let through, and would be let through now
    advised = OUTCOMES.get(row.advised, Text(row.advised, row.advised))
    done = OUTCOMES.get(row.outcome, Text(row.outcome, row.outcome))
    return Text(
        f"卡口所见码色 {row.colour_seen},现为 {row.colour_found};"
        f"当时“{done.zh}”,现应“{advised.zh}”",
        f"The guard saw {row.colour_seen}, it is {row.colour_found} now; "
        f"done: {done.en}, advised now: {advised.en}",
    )


def _held_elsewhere(row: Crossing) -> Text | None:
    """Their latest earlier crossing left them waiting at another checkpoint. That somebody gave
    their number elsewhere meanwhile frees nobody."""
    if row.person_id is None or row.outcome == "hold":
        return None
    before = (
        Crossing.objects.filter(
            person_id__in=people.records_of([row.person_id])[row.person_id],
            decided_at__lt=row.decided_at,
        )
        .filter(stands())
        .exclude(pk=row.pk)
        .select_related("checkpoint")
        .order_by("-decided_at", "-client_id")
        .first()
    )
    if before is None or before.outcome != "hold" or before.checkpoint_id == row.checkpoint_id:
        return None
    name = before.checkpoint.name
    return Text(
        f"此人 {clock.said(before.decided_at)} 已在“{name}”留置待转运",
        f"Held at {name} since {clock.said(before.decided_at)}",
    )
