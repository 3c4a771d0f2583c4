"""Areas that lists left out, as people read them: what ended by it, and what waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fangxian.lines.zones.models import LeftOut, RiskArea, ZoneSource

NAMED = 20  # areas that a result names


@dataclass(frozen=True, slots=True)
class Named:
    """How many areas, and the first of them in words."""

    count: int = 0
    shown: tuple[str, ...] = ()


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
            row.pk,
            row.name,
            row.document,
            row.covers_to or row.imported_at.date(),
            named(waiting(row.pk)),
        )
        for row in sources
    )


def waiting(source_id: int) -> list[bytes]:
    """The areas that a list left out and that wait."""
    found = LeftOut.objects.filter(source=source_id, state="waits").values_list("key", flat=True)
    return [bytes(key) for key in found]


def named(keys: Sequence[bytes]) -> Named:
    """These areas in words, widest first."""
    rows = RiskArea.objects.filter(basis="seen", key__in=keys).select_related("region")
    once = {bytes(row.key): row for row in rows.order_by("place", "pk")}
    first = sorted(once.values(), key=lambda row: (len(row.place), row.place, row.pk))[:NAMED]
    return Named(len(set(keys)), tuple(row.shown for row in first))
