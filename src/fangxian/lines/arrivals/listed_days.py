"""Whether lists tell of all the days of a stay: what no list says anything of may have been listed."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property

from fangxian.ground.policy import api as policy
from fangxian.lines.arrivals.in_force import lead, reach
from fangxian.lines.zones import api as zones


class Lists:
    """As of a day. Nothing is read before it is asked for."""

    def __init__(self, on: date) -> None:
        self._on = on
        self._reach: dict[str, timedelta | None] = {}
        self._leads: dict[str, timedelta] = {}

    def tell(self, stay: policy.Stay, arrival: date, place: str) -> bool:
        """Whether there is a list of every day of a stay that can matter to who arrives then at a
        place, and none of its areas waits to be placed: it might be anywhere."""
        back = self._back(place)
        if back is None:
            return False
        first = max(stay.start or date.min, min(arrival, self._on) - back)
        last = min(stay.end, self._on)
        if last < first:
            return True  # nothing of it can matter
        if self._unplaced is not None and self._unplaced >= first:
            return False
        return not self._coverage.without((first, last))

    def may_name(self, stay: policy.Stay, place: str) -> bool:
        """Whether an area that waits to be placed, listed in these days or so soon after them that the
        rules of a place count it, may be where they were: several divisions have its name, and this is
        one of them."""
        if not self._somewhere:
            return False
        ahead = self._lead(place)
        return any(
            one.listed_from - ahead <= stay.end
            and (stay.start is None or one.listed_to >= stay.start)
            and any(
                stay.place.startswith(code) or code.startswith(stay.place) for code in one.places
            )
            for one in self._somewhere
        )

    def _lead(self, place: str) -> timedelta:
        if place not in self._leads:
            self._leads[place] = lead(self._on, place)
        return self._leads[place]

    def _back(self, place: str) -> timedelta | None:
        if place not in self._reach:
            self._reach[place] = reach(self._on, place)
        return self._reach[place]

    @cached_property
    def _coverage(self) -> zones.DaysCovered:
        return zones.days_covered(self._on)

    @cached_property
    def _unplaced(self) -> date | None:
        return zones.unplaced_until()

    @cached_property
    def _somewhere(self) -> tuple[zones.NamedSomewhere, ...]:
        return zones.named_somewhere()
