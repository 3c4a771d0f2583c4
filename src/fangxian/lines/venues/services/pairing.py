"""Flags that two visits of a person give each other, whichever of them came first.

Looked at by the worker a few seconds after they were stored, for nobody at the door waits for
it: a scan is answered sooner, and visits that two entrances stored at one moment meet as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count
from uuid import UUID

from fangxian.kernel import audit, clock, outbox
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.venues import in_force, rules, store
from fangxian.lines.venues.events import VisitsRecorded
from fangxian.lines.venues.models import Uncompared
from fangxian.lines.venues.rows import Stored
from fangxian.lines.venues.rules import Terms
from fangxian.lines.venues.services.telling import tell_flagged

BATCHES = 100  # in one transaction


def compare_when_due() -> int:
    """Compare all that is noted; how many visits got a flag. Quiet when nothing is."""
    flagged = 0
    while Uncompared.objects.exists():
        flagged += len(compare_visits(by=SYSTEM))
    return flagged


@verb(needs="venues.load", words=Text("比对同一时段到访", "compared visits"))
def compare_visits(*, by: Actor) -> dict[UUID, int]:
    """Compare the visits that are noted as new with those around them and write what follows,
    on both; tell that they came. Returns client id → flags, of those that got one now."""
    policy = in_force.rules_on(clock.today())
    marked = store.take_marks(BATCHES)
    if not marked:
        return {}
    first, last = min(one.first for one in marked), max(one.last for one in marked)
    persons = {person for one in marked for person in one.person_ids}
    found = store.around(persons, first, last, policy.widest)
    raised = _raised(found, policy)
    store.raise_flags([(one.client_id, one.seen.at, flags) for one, flags in raised])
    outbox.emit(
        VisitsRecorded(count=sum(one.visits for one in marked), first=first, last=last),
        actor=by.name,
    )
    tell_flagged([(one.client_id, one.seen.at) for one, _ in raised], by)
    audit.note(subject="venues.visit", batches=len(marked), flagged=len(raised))
    return {one.client_id: flags for one, flags in raised}


def _raised(found: Sequence[Stored], terms: Terms) -> list[tuple[Stored, int]]:
    """Those whose flags are more than they were."""
    flags = {one.client_id: one.flags for one in found}
    for one, other in _close(found, terms):
        mine, theirs = rules.doubts(one.seen, other.seen, terms)
        flags[one.client_id] |= mine
        flags[other.client_id] |= theirs
    return [(one, flags[one.client_id]) for one in found if flags[one.client_id] != one.flags]


def _close(found: Sequence[Stored], terms: Terms) -> Iterator[tuple[Stored, Stored]]:
    """Pairs of one person that lie near enough in time to say anything."""
    persons: defaultdict[int | None, list[Stored]] = defaultdict(list)
    for one in found:
        persons[one.seen.person_id].append(one)
    for visits in persons.values():
        visits.sort(key=lambda one: one.seen.at)
        for place, one in zip(count(1), visits, strict=False):
            for other in visits[place:]:
                if other.seen.at - one.seen.at > terms.widest:
                    break
                yield one, other
