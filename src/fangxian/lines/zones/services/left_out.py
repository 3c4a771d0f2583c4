"""Ending, with a second person, what a list leaves out."""

from __future__ import annotations

from collections.abc import Sequence

from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import Part, verb
from fangxian.lines.zones.errors import WhyMissing
from fangxian.lines.zones.left import waiting
from fangxian.lines.zones.models import LeftOut, RiskArea, ZoneSource
from fangxian.lines.zones.services import changes, snapshots, wide

END_LEFT_OUT = "zones.end_left_out"


def _part(source_id: int) -> Part:
    return "both" if waiting(source_id) else ""


@verb(
    needs="zones.import",
    words=Text("解除名单不再列的风险区", "ended what a list leaves out"),
    part=_part,
)
def end_left_out(source_id: int, why: str, *, by: Actor) -> int:
    """End what a list leaves out and what stayed listed until somebody agreed, with a reason: one press
    for the whole list, by two people (`access.do_or_ask`). What other lists left out of the same
    areas meanwhile ends with it. Returns how many areas; 0 when nothing waits any more."""
    changes.wait_for_others()
    source = ZoneSource.objects.filter(pk=source_id).first()
    if source is None:
        raise NotFound(what=Text("这份名单", "This list"))
    if not why.strip():
        raise WhyMissing
    keys = waiting(source_id)
    audit.note(subject=f"zones.source:{source_id}", purpose=why.strip(), count=len(keys))
    if not keys:
        return 0
    rows = LeftOut.objects.filter(key__in=keys, state="waits").order_by("pk")
    tally = snapshots.end(list(rows), source)
    rows.update(state="ended")
    changes.tell(source_id, tally.places, added=0, ended=len(keys), moved=tally.moved + tally.split)
    wide.tell_if_wide(_areas(keys), "ended", by, subject=f"zones.source:{source_id}")
    return len(keys)


def _areas(keys: Sequence[bytes]) -> list[RiskArea]:
    return list(RiskArea.objects.filter(key__in=keys, basis="seen").select_related("region"))
