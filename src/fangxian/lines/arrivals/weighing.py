"""How much is asked of a person: by their declaration as it holds today, and by what a filing would
make of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.kernel import clock
from fangxian.lines.arrivals import answered, deciding, store
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.arrivals.planning import Plan
from fangxian.lines.arrivals.population import edition_at
from fangxian.lines.arrivals.travelling import Reading
from fangxian.lines.arrivals.verdicts import Traveller


class Weight(NamedTuple):
    """What a declaration means where the person is. `rank`: of its colour, 0 the best; an
    unsure one weighs more than a sure one of its colour."""

    rank: int
    uncertain: bool


NO_WEIGHT = Weight(0, uncertain=False)


def standing(person_ids: Collection[int]) -> Mapping[int, Weight]:
    """Person → what their declaration means today; a course that is over asks nothing."""
    rows = Declaration.objects.filter(person_id__in=person_ids)
    today, found = clock.today(), dict[int, Weight]()
    for row in rows.only("person_id", "place", "colour", "uncertain", "free_from"):
        edition = edition_at(today, row.place)
        if edition and row.colour:
            found[row.person_id] = weight_of(
                edition, row.colour, row.free_from, unsure=row.uncertain
            )
    return found


def weights(travellers: Sequence[Traveller], *, over: bool = False) -> list[Weight]:
    """What each would mean, in order; their numbers are 0, 1, 2… `over`: a course that is over by
    today asks nothing."""
    today = clock.today()
    found = dict.fromkeys(range(len(travellers)), NO_WEIGHT)
    for edition, _, written, _ in deciding.decided(answered.applied(travellers), today):
        for one in written:
            until = one.free_from if over else None
            found[one.declaration_id] = weight_of(edition, one.colour, until, unsure=one.uncertain)
    return [found[n] for n in range(len(travellers))]


def weight_of(
    edition: policy.Edition, colour: str, free_from: date | None, *, unsure: bool
) -> Weight:
    """What a colour asks; from the day on which somebody is free, nothing."""
    if free_from is not None and free_from <= clock.today():
        return NO_WEIGHT
    scheme = list(edition.colours)
    rank = len(scheme) - 1 - scheme.index(colour) if colour in scheme else len(scheme)
    return Weight(rank, unsure)


def lowers(plan: Plan) -> bool:
    """Whether less would be asked of somebody after a plan. Whom people decided on is moved by no
    filing."""
    return any(after < before for before, after in _compared(plan))


def raises(plan: Plan) -> bool:
    """Whether more would be asked of everybody whom a plan sways, and in the same place."""
    found = list(_compared(plan))
    moves = {"town", "village"} & {name for news in plan.news for name in news}
    return bool(found) and not moves and all(after > before for before, after in found)


def _compared(plan: Plan) -> Iterator[tuple[Weight, Weight]]:
    changed = {state.id: key for key, state in plan.journeys.items() if state.id is not None}
    changed = {
        n: changed[n] for n in changed.keys() - store.overrides(list(changed), clock.today())
    }
    persons = [plan.persons[key] for key in changed.values()]
    reading = Reading()
    asked = [
        reading.traveller_of(n, one.id or 0, one.place or places.home(), plan.journeys[key])
        for n, (one, key) in enumerate(zip(persons, changed.values(), strict=True))
    ]
    before = standing([one.id for one in persons if one.id is not None])
    for one, after in zip(persons, weights(asked, over=True), strict=True):
        yield before.get(one.id or 0, NO_WEIGHT), after
