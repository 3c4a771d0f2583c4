"""What a device carries for its place: who is restricted there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import reading
from fangxian.lines.codes.models import Standing
from fangxian.lines.codes.queries.colours import colours_of


@dataclass(frozen=True, slots=True)
class BundleRow:
    """A restricted person: colour and its rank (0 the best), until when, why in a sentence."""

    person_id: int
    colour: str
    rank: int
    until: datetime | None
    words: Text


@reading(
    needs="codes.scan", words=Text("下发查验名册", "handed out a list"), at=lambda place: place
)
def standings_at(place: str, *, by: Actor) -> tuple[BundleRow, ...]:
    """Everybody with a standing that holds now inside a division, with their worst one; the gravest
    first."""
    now = clock.now()
    found = (
        Standing.objects.filter(ended_at__isnull=True, place__startswith=place, since__lte=now)
        .exclude(~Q(origin="screening"), until__lte=now)  # of those somebody looks first
        .values_list("person_id", flat=True)
        .distinct()
    )
    people = list(found)
    audit.note(subject="codes.bundle", place=place, purpose="下发离线名册", count=len(people))
    rows = [
        BundleRow(person, colour.code, colour.rank, colour.until, colour.words)
        for person, colour in colours_of(people).items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.rank, row.person_id)))
