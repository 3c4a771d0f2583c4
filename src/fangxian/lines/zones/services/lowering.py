"""What frees many from a measure, by whatever verb: a last day made earlier, an area taken away or
narrowed. Beyond a township it takes two people; so does what one hand would free within a day of
more than half of a county, part by part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db.models import Q

from fangxian.ground.places import api as places
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import Actor
from fangxian.lines.zones.errors import WhyMissing
from fangxian.lines.zones.events import WideAreaByHand
from fangxian.lines.zones.hiding import hiding
from fangxian.lines.zones.models import FreedAlone, RiskArea
from fangxian.lines.zones.place_matching import Placed
from fangxian.lines.zones.services import wide


def is_earlier(area: RiskArea, end: date | None) -> bool:
    """Whether this last day frees people for whom the area still counts."""
    return end is not None and (area.listed_to is None or end < area.listed_to)


def check_why(why: str, by: Actor) -> None:
    """Whoever frees says by what. WhyMissing; the terminal's command and the system have their own."""
    if by.account_id is not None and not why.strip():
        raise WhyMissing


def taken_away(before: Placed, after: Placed) -> list[str]:
    """The divisions that an area touched and touches no longer as far, placed anew."""
    return [
        one.place
        for one in before.all
        if one.place and not any(_reaches(now, one) for now in after.all if now.place)
    ]


def _reaches(now: Placed, before: Placed) -> bool:
    """Whether whoever was caught before still is; an unknown part of a place is none that is known."""
    return before.place.startswith(now.place) and (now.exact or not before.exact)


class Hand:
    """What one hand frees by itself, with what it freed within the last day. The terminal on the
    machine and the system may all, and it is told. `areas`: of which it may be asked. Ask under
    `changes.wait_for_others`."""

    def __init__(self, by: Actor, areas: Collection[int] = ()) -> None:
        self.by = by
        self.hiding = hiding(areas) if by.account_id is not None else frozenset()
        self.now: list[str] = []
        self.crossed: set[str] = set()
        self.freed: dict[str, set[str]] = defaultdict(set)
        for code in _freed_lately(by):
            self.freed[code[: wide.COUNTY]].add(code)

    def may(self, codes: Sequence[str], area: int = 0) -> bool:
        """Whether one may free these divisions, which are one area's; then they count. An area that took
        the place of other ground ends by two, however small: by one, whoever lists it would free
        whom they filed for (ADR 43)."""
        crossed = self._crossed_by(codes)
        if self.by.account_id is not None and (
            crossed or wide.beyond(codes) or area in self.hiding
        ):
            return False
        self.crossed |= crossed
        self.now += codes
        for code in codes:
            self.freed[code[: wide.COUNTY]].add(code)
        return True

    def _crossed_by(self, codes: Sequence[str]) -> set[str]:
        counties = {code[: wide.COUNTY] for code in codes if len(code) > wide.COUNTY}
        return {
            county
            for county in counties
            if wide.share(county, self.freed[county].union(codes)) > wide.HALF
        }

    def write_down(self) -> None:
        """Keep what was freed, for what this hand frees later."""
        FreedAlone.objects.bulk_create(
            FreedAlone(place=code, at=clock.now(), by_id=self.by.account_id) for code in self.now
        )

    def keep(self) -> None:
        """Write down what was freed, and ring for every county of which it is now the most."""
        self.write_down()
        for county in sorted(self.crossed):
            outbox.emit(
                WideAreaByHand(
                    subject=f"zones.county:{county}",
                    what="freed",
                    shown=places.full_name(county),
                    by=self.by.name,
                )
            )


def of_hand(by: Actor, column: str = "by_id") -> Q:
    """What one hand did; the terminal and the system are one."""
    if by.account_id is None:
        return Q(**{f"{column}__isnull": True})
    return Q(**{f"{column}__in": by.hand})


def _freed_lately(by: Actor) -> Iterable[str]:
    since = clock.now() - wide.WITHIN
    return FreedAlone.objects.filter(of_hand(by), at__gt=since).values_list("place", flat=True)
