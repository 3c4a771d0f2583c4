"""What a county does in these tests: sets up grids, seats people, opens households."""

from __future__ import annotations

from datetime import date

from fangxian.ground.access import api as access
from fangxian.ground.duty import api as duty
from fangxian.ground.people import api as people
from fangxian.ground.places import pages as places
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM, Actor, Grant

HOME = "610921"
ABOVE = ("above.csv", "code,name\n61,陕西省\n6109,安康市\n610921,汉阴县\n".encode())
JANUARY = date(2022, 1, 1)


def holding(permissions: str, place: str) -> Actor:
    """Somebody with these permissions over a place."""
    return Actor(None, "测试", (Grant("test", frozenset(permissions.split()), place),), door="test")


class County:
    def village(self) -> str:
        return places.children_of(places.children_of(HOME)[0].code)[0].code

    def grid(self, name: str = "第一网格", village: str = "") -> int:
        """A grid among the places and its unit; returns the unit's id."""
        code = places.add_grid(village or self.village(), name, by=SYSTEM)
        duty.bootstrap_units()
        unit = duty.unit_for(code, "grid")
        assert unit is not None
        return unit.id

    def place_of(self, unit_id: int) -> str:
        unit = duty.unit(unit_id)
        assert unit is not None
        return unit.place

    def post(self, unit_id: int, title: str) -> int:
        return next(post.id for post in duty.posts(unit_id) if post.title == title)

    def member(self, unit_id: int, name: str, phone: str = "") -> int:
        holder = duty.Holder(name, phone=phone)
        return duty.seat(self.post(unit_id, "网格员"), holder, JANUARY, by=SYSTEM)

    def households(self, unit_id: int, many: int) -> list[int]:
        place = self.place_of(unit_id)
        return [people.open_household(place, f"{n}号", None, by=SYSTEM) for n in range(many)]

    def person(self, unit_id: int, number: str = "612422199001011235") -> int:
        """Somebody who lives in a grid, in a household of their own."""
        key = people.normalise_document("居民身份证", number)
        assert isinstance(key, people.DocumentKey)
        filing = people.PersonFiling(clock.now(), name="张三", place=self.place_of(unit_id))
        state, _ = people.merge(None, filing)
        return people.store({key: state}, by=SYSTEM)[key]

    def account(self, username: str) -> int:
        return access.open_account(username, username, HOME, by=SYSTEM).account_id


WHOLE = SYSTEM.scope("duty.read")
