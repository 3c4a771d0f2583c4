"""How much a text says of where somebody was: nothing, as much as another, or less. Pure."""

from __future__ import annotations

from fangxian.ground.places import api as places
from fangxian.lines.arrivals.where import Where

SILENT = frozenset(places.cell_words("silent"))
COARSE = len("6101")
UNSAID = Where("不详")  # a stay of which nobody said where it was


def speaks(where: Where | None) -> bool:
    """Whether a place is named at all."""
    return bool(where) and where is not None and not silent(where)


def silent(where: Where) -> bool:
    """Whether it is said that nobody knows where."""
    return not where.code and all(one.name.rstrip("。.?") in SILENT for one in where.all)


def covers(wide: Where, place: Where) -> bool:
    """Whether `wide` says no more than `place`: it contains it, or may be it."""
    if wide.candidates and not wide.code:
        return any(
            place.code and (place.code.startswith(one) or one.startswith(place.code))
            for one in wide.candidates
        )
    return wide.key == place.key or bool(wide.code and place.code.startswith(wide.code))


def all_covered(wide: Where, place: Where) -> bool:
    """The same of cells that may name several places: each of one has one in the other."""
    return all(any(covers(n, o) for n in wide.all) for o in place.all) and all(
        any(covers(n, o) for o in place.all) for n in wide.all
    )


def vaguer(new: Where, old: Where) -> bool:
    """Whether a place cannot be found as named, or only a city where the other names a county."""
    if any(not one.found for one in new.all):
        return True
    finest = min((len(one.code) for one in old.all), default=0)
    return any(len(one.code) <= COARSE < finest for one in new.all)
