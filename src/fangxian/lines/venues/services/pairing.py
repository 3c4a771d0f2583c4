"""Flags that two visits of a person give each other, whichever of them came first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count
from uuid import UUID

from fangxian.lines.venues import rules, store
from fangxian.lines.venues.rules import Terms
from fangxian.lines.venues.store import Neighbour, Row


def raise_pairs(new: Sequence[Row], terms: Terms) -> dict[UUID, int]:
    """Compare new visits with their neighbours in time and write what follows, on both.
    Returns client id → flags, of those that got one now."""
    found = store.neighbours(new, terms.widest)
    flags = {one.client_id: one.flags for one in found}
    for one, other in _close(found, terms):
        mask = rules.pair_flags(one.seen, other.seen, terms)
        flags[one.client_id] |= mask
        flags[other.client_id] |= mask
    raised = [one for one in found if flags[one.client_id] != one.flags]
    store.raise_flags([(one.client_id, one.seen.at, flags[one.client_id]) for one in raised])
    return {one.client_id: flags[one.client_id] for one in raised}


def _close(found: Sequence[Neighbour], terms: Terms) -> Iterator[tuple[Neighbour, Neighbour]]:
    """Pairs of one person that lie near enough in time to say anything."""
    persons: defaultdict[int | None, list[Neighbour]] = defaultdict(list)
    for one in found:
        persons[one.seen.person_id].append(one)
    for visits in persons.values():
        visits.sort(key=lambda one: one.seen.at)
        for place, one in zip(count(1), visits, strict=False):
            for other in visits[place:]:
                if other.seen.at - one.seen.at > terms.widest:
                    break
                yield one, other
