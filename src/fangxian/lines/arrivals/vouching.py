"""Which source a filing counts for: the lesser of the door's and of the account's own.

An official who may vouch over the place files as one, a list's system as a list. Whoever may file
for others and vouches for nobody there, a guard, relays the traveller's word, by any door.
"""

from __future__ import annotations

from fangxian.kernel.actor import Actor
from fangxian.lines.arrivals.area import area_of

DECLARE, IMPORT, VOUCH = "arrivals.declare", "arrivals.import", "arrivals.vouch"
VOUCHED = frozenset({"township", "rest"})  # ways in whose word is the account's
RELAYED = "checkpoint"


def source_of(way_in: str, place: str, by: Actor) -> tuple[str, str]:
    """(way in, the permission by whose area it is filed) of what `by` hands in about somebody who
    goes to `place`, a division or ""."""
    if way_in not in VOUCHED:
        return way_in, IMPORT if way_in == "file" else DECLARE
    area = area_of(by, VOUCH)
    if area is None or area.has(place):
        return way_in, VOUCH
    relayed = area_of(by, DECLARE) if area.prefixes else None  # for a guard as at the barrier
    elsewhere = relayed is not None and not relayed.has(place)
    return (way_in, VOUCH) if elsewhere else (RELAYED, DECLARE)
