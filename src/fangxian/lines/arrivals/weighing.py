"""How much is asked of a person: by their declaration as it holds today, and by what is claimed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from fangxian.ground.policy import api as policy
from fangxian.kernel import clock
from fangxian.lines.arrivals import answered
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.arrivals.subjects import rules_at
from fangxian.lines.screening import api as screening
from fangxian.lines.screening.api import Subject


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


class Stands(NamedTuple):
    """How a declaration stands today, whoever decided it. `colour`: of its screening."""

    person_id: int
    colour: str
    asked: Asked


def standing(person_ids: Collection[int]) -> Mapping[int, Weight]:
    """Person → what their declaration means today; a course that is over asks nothing."""
    found = _stand(Declaration.objects.filter(person_id__in=person_ids))
    return {one.person_id: one.asked.weight for one in found.values()}


def stand(declaration_ids: Collection[int]) -> Mapping[int, Stands]:
    """Declaration → how it stands today; absent where it is not screened yet or nothing is in force."""
    return _stand(Declaration.objects.filter(pk__in=declaration_ids))


def _stand(rows: QuerySet[Declaration]) -> Mapping[int, Stands]:
    found = {}
    for row in rows.only("person_id", "place", "colour", "uncertain", "free_from"):
        edition = rules_at(clock.today(), row.place)
        if edition and row.colour:
            asked = asked_by(edition, row.colour, row.free_from, unsure=row.uncertain)
            found[row.pk] = Stands(row.person_id, row.colour, asked)
    return found


def asked_by(
    edition: policy.Edition, colour: str, free_from: date | None, *, unsure: bool
) -> Asked:
    """What a verdict asks as of today, and until when."""
    weight = weight_of(edition, colour, free_from, unsure=unsure)
    return Asked(weight, free_from or date.max) if weight.rank else Asked(weight, date.min)


def weights(subjects: Sequence[Subject]) -> list[Weight]:
    """What each would mean, in order; their numbers are 0, 1, 2…"""
    found = dict.fromkeys(range(len(subjects)), NO_WEIGHT)
    for edition, _, written, _ in screening.decided(answered.applied(subjects), clock.today()):
        for one in written:
            found[one.ref.number] = weight_of(edition, one.colour, None, unsure=one.uncertain)
    return [found[n] for n in range(len(subjects))]


def weight_of(
    edition: policy.Edition, colour: str, free_from: date | None, *, unsure: bool
) -> Weight:
    """What a colour asks; from the day on which somebody is free, nothing."""
    if free_from is not None and free_from <= clock.today():
        return NO_WEIGHT
    scheme = list(edition.colours)
    rank = len(scheme) - 1 - scheme.index(colour) if colour in scheme else len(scheme)
    return Weight(rank, unsure)
