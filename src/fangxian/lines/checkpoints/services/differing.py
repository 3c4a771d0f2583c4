"""How a guard's decision compares with what the county knows by now."""

from __future__ import annotations

from fangxian.ground.people import api as people
from fangxian.kernel import clock
from fangxian.kernel.text import Text
from fangxian.lines.checkpoints.knowledge import Known
from fangxian.lines.checkpoints.models import Checkpoint, Crossing
from fangxian.lines.checkpoints.queries.crossings import stands
from fangxian.lines.checkpoints.queries.duty import said_off_shift
from fangxian.lines.checkpoints.rules import OUTCOMES, PASSED, milder
from fangxian.lines.checkpoints.services.advice_due import advised_by


def difference(row: Crossing, site: Checkpoint, known: Known) -> Text | None:
    """The first thing that the county knew otherwise, what changed since, and that they were
    outside the shift, in words; None when nothing differs."""
    then = _closed(row, site) or _colour(row) or _held_elsewhere(row)
    apart = said_off_shift(site.pk, row.guard_id, row.decided_at) if row.off_shift else None
    return joined(then, since(row, site, known), apart)


def difference_named(row: Crossing, site: Checkpoint, known: Known) -> Text | None:
    """What could be told only when it was known whose crossing it was; None when nothing."""
    return joined(_colour(row) or _held_elsewhere(row), since(row, site, known))


def joined(*parts: Text | None) -> Text | None:
    told = [one for one in parts if one]
    if not told:
        return None
    return Text(";".join(one.zh for one in told), "; ".join(one.en for one in told))


def since(row: Crossing, site: Checkpoint, known: Known) -> Text | None:
    """Whoever was let through has another colour by now and would be stopped, or no longer."""
    if row.outcome not in PASSED or known.now == known.then:
        return None
    today = advised_by(row, site, known.now)
    if milder(row.outcome, today) == milder(row.outcome, row.advised):
        return None
    words = OUTCOMES.get(today, Text(today, today))
    return Text(
        f"此后码色由 {known.then} 变为 {known.now},现应“{words.zh}”;判“{OUTCOMES[row.outcome].zh}”当时还不是这样",
        f"Since then it turned from {known.then} to {known.now}, advised now: {words.en}; it was "
        "not so when they passed",
    )


def _closed(row: Crossing, site: Checkpoint) -> Text | None:
    if site.closed_at is None or row.decided_at <= site.closed_at:
        return None
    return Text(
        f"该卡口已于 {clock.said(site.closed_at)} 撤除,记录照收",
        f"The checkpoint was closed at {clock.said(site.closed_at)}; the record is kept",
    )


def _colour(row: Crossing) -> Text | None:
    """The county knew another colour than the guard saw, and it asked for something else."""
    if not (row.colour_found and row.colour_seen and row.advised):
        return None
    if row.colour_found == row.colour_seen:
        return None
    if not milder(row.outcome, row.advised) and row.outcome in PASSED:
        return None  # let through, and rightly
    advised = OUTCOMES.get(row.advised, Text(row.advised, row.advised))
    done = OUTCOMES.get(row.outcome, Text(row.outcome, row.outcome))
    return Text(
        f"卡口所见码色 {row.colour_seen},县里当时已是 {row.colour_found};"
        f"已“{done.zh}”,应“{advised.zh}”",
        f"The guard saw {row.colour_seen}, the county knew {row.colour_found} by then; "
        f"done: {done.en}, advised: {advised.en}",
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
