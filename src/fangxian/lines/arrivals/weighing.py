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


class Asked(NamedTuple):
    """What is asked of somebody, and until which day: `date.max` where no end is known."""

    weight: Weight
    until: date = date.max


ASKED_NOTHING = Asked(NO_WEIGHT, date.min)


def standing(person_ids: Collection[int]) -> Mapping[int, Weight]:
    """Person → what their declaration means today; a course that is over asks nothing."""
    return {person: one.weight for person, one in _asked(person_ids).items()}


def _asked(person_ids: Collection[int]) -> Mapping[int, Asked]:
    rows = Declaration.objects.filter(person_id__in=person_ids)
    today, found = clock.today(), dict[int, Asked]()
    for row in rows.only("person_id", "place", "colour", "uncertain", "free_from"):
        edition = edition_at(today, row.place)
        if edition and row.colour:
            weight = weight_of(edition, row.colour, row.free_from, unsure=row.uncertain)
            found[row.person_id] = _until(weight, row.free_from)
    return found


def _until(weight: Weight, free_from: date | None) -> Asked:
    return Asked(weight, free_from or date.max) if weight.rank else Asked(weight, date.min)


def weights(travellers: Sequence[Traveller], *, over: bool = False) -> list[Weight]:
    """What each would mean, in order; their numbers are 0, 1, 2… `over`: a course that is over by
    today asks nothing."""
    return [one.weight for one in _would_ask(travellers, over=over)]


def _would_ask(travellers: Sequence[Traveller], *, over: bool) -> list[Asked]:
    today = clock.today()
    found = dict.fromkeys(range(len(travellers)), ASKED_NOTHING)
    for edition, _, written, _ in deciding.decided(answered.applied(travellers), today):
        for one in written:
            until = one.free_from if over else None
            weight = weight_of(edition, one.colour, until, unsure=one.uncertain)
            found[one.declaration_id] = _until(weight, one.free_from)
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


def lowers(plan: Plan, *, shortens: bool = False) -> bool:
    """Whether less would be asked of somebody after a plan; with `shortens` also the same for fewer
    days. Whom people decided on is moved by no filing."""
    found = list(_compared(plan))
    if shortens and any(after < before for before, after in found):
        return True
    return any(after.weight < before.weight for before, after in found)


def raises(plan: Plan) -> bool:
    """Whether more would be asked of everybody whom a plan sways, and in the same place."""
    found = list(_compared(plan))
    moves = {"town", "village"} & {name for news in plan.news for name in news}
    return bool(found) and not moves and all(a.weight > b.weight for b, a in found)


def _compared(plan: Plan) -> Iterator[tuple[Asked, Asked]]:
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
    before = _asked([one.id for one in persons if one.id is not None])
    for one, after in zip(persons, _would_ask(asked, over=True), strict=True):
        yield before.get(one.id or 0, ASKED_NOTHING), after
