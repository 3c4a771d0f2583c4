"""Where in the county somebody lives, as a filing names it: columns of town and village, or an address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fangxian.ground.places import api as places
from fangxian.lines.arrivals.rules import TO_VILLAGE

# a group of a village: 3组, 第二村民小组, (一组)
GROUP = re.compile(r"[(（]?第?(?:[0-9]+|[一二三四五六七八九十]+)(?:村民)?小?组[)）]?$")


def without_group(village: str) -> tuple[str, str]:
    """The name of a village, and the group within it that its cell names besides."""
    found = GROUP.search(village)
    return (village[: found.start()].strip(), village[found.start() :]) if found else (village, "")


def _below(at: str, name: str) -> str:
    return places.find_in(at, name) or places.named_by_address(at, name)


class Destinations(dict[tuple[str, str], str]):
    """(town, village) as written → the prefix in the home county, as finely as found."""

    def __init__(self, home: str) -> None:
        super().__init__()
        self.home = home
        self._lost: dict[tuple[str, str], tuple[str, ...]] = {}

    def __missing__(self, said: tuple[str, str]) -> str:
        made = self[said] = self._look_up(*said)
        return made

    def placed(self, town: str, village: str, address: str) -> str:
        """The same, by the address where the columns say no village and nothing that was not found."""
        at = self[town, village]
        if not address or len(at) >= TO_VILLAGE or without_group(village)[0]:
            return at
        return at if town and at == self.home else places.named_by_address(at, address)

    def _look_up(self, town: str, village: str) -> str:
        village, _ = without_group(village)
        at = _below(self.home, town) if town else self.home
        if not village or len(at) >= TO_VILLAGE:
            return at
        return _below(at, village)

    def unresolved(self, town: str, village: str) -> tuple[str, ...]:
        """Which of the two names led nowhere."""
        found = self._lost.get((town, village))
        if found is None:
            found = self._lost[town, village] = tuple(self._without_place(town, village))
        return found

    def _without_place(self, town: str, village: str) -> Iterator[str]:
        if town and self[town, ""] == self.home:
            yield f"town:{town}"
        if village and self[town, village] == self[town, ""] and len(self[town, ""]) < TO_VILLAGE:
            yield f"village:{village}"
