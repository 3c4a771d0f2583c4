"""What has to be said of a file before it is taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from fangxian.ground.people import api as people
from fangxian.lines.arrivals import errors
from fangxian.lines.arrivals.choosing import Choices, HiddenUndecided

NAMED = 3  # in a refusal


def nothing_unsaid(sheets: Iterable[Mapping[str, Any]], choices: Choices) -> None:
    """Nothing of a file is passed over without somebody's saying so."""
    parts = choices.unsaid((one["name"], one["state"], one["rows"]) for one in sheets)
    if parts:
        raise HiddenUndecided(parts=parts)


def held_to(counts: Mapping[str, Any], *, may_lower: bool) -> None:
    """Less is asked of nobody by a file without somebody's saying so."""
    lowered = counts.get("lowered", 0)
    if not lowered or may_lower:
        return
    few = [one["person"] for one in counts["lowers"][:NAMED]]
    names = people.names_of(few)
    who = "、".join(names[one] for one in few if one in names) + ("等" if lowered > NAMED else "")
    raise errors.WouldLower(count=lowered, who=who)
