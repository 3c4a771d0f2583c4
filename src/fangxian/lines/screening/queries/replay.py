"""What was decided, decided once more."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from fangxian.ground.policy import api as policy
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question
from fangxian.lines.screening.models import Screening
from fangxian.lines.screening.verdicts import (
    AHEAD,
    BY_DAY,
    facts_from_plain,
    listing_from_plain,
    phases_as_plain,
)
from fangxian.lines.zones import api as zones

READ = "arrivals.read"


@dataclass(frozen=True)
class Replay:
    """A stored screening decided again, by the packs and against the lists of that day.
    `whole`: against all that was listed then; else only the listing that spoke was kept."""

    screening_id: int
    on: date
    edition: str
    same: bool
    whole: bool
    listings: int
    stored: dict[str, Any]
    again: dict[str, Any]

    def as_dict(self) -> dict[str, Any]:
        return {**asdict(self), "on": self.on.isoformat()}


@question(needs=READ)
def replay(screening_id: int, *, by: Actor) -> Replay:
    """Decide once more, one by one, from the stored facts, packs and lists. PackNotKept when the
    packs of that day are not there."""
    found = Screening.objects.filter(pk=screening_id).first()
    if found is None or not by.scope(READ).covers(found.place):
        raise NotFound(what=Text("这次筛查", "This screening"))
    edition = policy.kept(found.pack_hash, found.on, found.place)
    listed = zones.kept_listings(found.lists)
    facts = facts_from_plain(found.facts)
    against = _against(found, edition, facts, listed)
    method = found.verdict.get("by", 1)
    if facts.category:
        verdict = edition.decide_contact(facts)
    else:
        verdict = edition.decide(facts, against, by_day=method >= BY_DAY, ahead=method >= AHEAD)
    again = {
        "class": verdict.class_code,
        "colour": verdict.colour,
        "row": verdict.row,
        "clock": verdict.clock.isoformat() if verdict.clock else None,
        "uncertain": verdict.uncertain,
        "phases": phases_as_plain(verdict.phases),
    }
    stored = {key: found.verdict[key] for key in again}
    return Replay(
        found.pk,
        found.on,
        found.edition,
        stored == again,
        listed is not None,
        len(against),
        stored,
        again,
    )


def _against(
    found: Screening,
    edition: policy.Edition,
    facts: policy.Facts,
    listed: tuple[policy.Listing, ...] | None,
) -> list[policy.Listing]:
    if listed is None:
        return [listing_from_plain(found.listing)] if found.listing else []
    first, last = policy.listing_days(edition, facts)
    return [one for one in listed if one.listed_to >= first and one.listed_from <= last]
