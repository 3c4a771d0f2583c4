"""Ending, with a second person, what a list leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.verb import Part, verb
from fangxian.lines.zones.errors import WhyMissing
from fangxian.lines.zones.models import LeftOut, RiskArea, ZoneSource
from fangxian.lines.zones.services import changes, leaving, seen, wide
from fangxian.lines.zones.services.leaving import Named

END_LEFT_OUT = "zones.end_left_out"


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """A list that left out areas which stay listed until a second person agrees."""

    source_id: int
    name: str
    document: str
    day: date
    areas: Named


def left_out() -> tuple[LeftOutRow, ...]:
    """The lists with areas that wait, the newest first."""
    found = LeftOut.objects.filter(state="waits").values_list("source_id", flat=True).distinct()
    sources = ZoneSource.objects.filter(pk__in=list(found)).order_by("-pk")
    return tuple(
        LeftOutRow(
            row.pk, row.name, row.document, row.covers_to or row.imported_at.date(),
            leaving.named(waiting(row.pk)),
        )
        for row in sources
    )  # fmt: skip


def waiting(source_id: int) -> list[bytes]:
    """The areas that a list left out and that wait."""
    found = LeftOut.objects.filter(source=source_id, state="waits").values_list("key", flat=True)
    return [bytes(key) for key in found]


def _part(source_id: int) -> Part:
    return "both" if waiting(source_id) else ""


@verb(needs="zones.import", part=_part)
def end_left_out(source_id: int, why: str, *, by: Actor) -> int:
    """End what a list leaves out and what stayed listed until somebody agreed, with a reason: one press
    for the whole list, by two people (`access.do_or_ask`). What other lists left out of the same
    areas meanwhile ends with it. Returns how many areas; 0 when nothing waits any more."""
    changes.wait_for_others()
    source = ZoneSource.objects.filter(pk=source_id).first()
    if source is None:
        raise NotFound(what="这份名单")
    if not why.strip():
        raise WhyMissing
    keys = waiting(source_id)
    audit.note(subject=f"zones.source:{source_id}", purpose=why.strip(), count=len(keys))
    if not keys:
        return 0
    rows = LeftOut.objects.filter(key__in=keys, state="waits").order_by("pk")
    tally = seen.end(list(rows), source)
    rows.update(state="ended")
    changes.tell(source_id, tally.places, added=0, ended=len(keys), moved=tally.moved + tally.split)
    wide.tell_if_wide(_areas(keys), "ended", by, subject=f"zones.source:{source_id}")
    return len(keys)


def _areas(keys: Sequence[bytes]) -> list[RiskArea]:
    return list(RiskArea.objects.filter(key__in=keys, basis="seen").select_related("region"))
