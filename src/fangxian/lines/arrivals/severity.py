"""How much is asked of a person: by their declaration as it holds today, and by what is claimed. It has
two ends (ADR 43): the floor is what surely holds, from today to the last day of any of it, the ceiling what is
asked at most now."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from fangxian.ground.policy import api as policy
from fangxian.kernel import clock
from fangxian.lines.arrivals import answered
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.arrivals.subject_keys import KIND
from fangxian.lines.arrivals.subjects import Whom, rules_at, subjects_of
from fangxian.lines.screening import api as screening
from fangxian.lines.screening.api import Subject, Written


class Measure(NamedTuple):
    """A colour from today on. `rank`: 0 the best; `until`: the first day on which it is asked no more,
    `date.max` where no end is known, None where it is asked until somebody found out (待核)."""

    rank: int
    until: date | None = date.max

    def eased_by(self, after: Measure) -> bool:
        """Whether less is asked afterwards, on any day. What is asked until somebody found out has no
        days that could be fewer."""
        if not self.rank:
            return False
        fewer = self.until is not None and after.until is not None and after.until < self.until
        return after.rank < self.rank or fewer


NOTHING = Measure(0, date.min)


class Asked(NamedTuple):
    """What is asked of somebody. `floor`: if every doubt came out in their favour, one measure after the
    other; `ceiling`: as the verdict stands."""

    floor: tuple[Measure, ...]
    ceiling: Measure

    def lowered_by(self, after: Asked) -> bool:
        """Whether somebody would be asked less afterwards: at once, on a later day, or by the answer to a
        doubt that was none before. Equal colours for fewer days are less, or many small steps would free."""
        return self.ceiling.eased_by(after.ceiling) or any(
            all(one.eased_by(other) for other in after.floor) for one in self.floor
        )

    def raised_by(self, after: Asked) -> bool:
        """Whether more is asked afterwards, and on no day less."""
        more = after.ceiling.rank > self.ceiling.rank or _top(after.floor) > _top(self.floor)
        return more and not self.lowered_by(after)


def _top(floor: Collection[Measure]) -> int:
    return max((one.rank for one in floor), default=0)


ASKED_NOTHING = Asked((), NOTHING)


class Stands(NamedTuple):
    """How a declaration stands today, whoever decided it. `colour`: of its screening."""

    person_id: int
    colour: str
    asked: Asked


def standing(person_ids: Collection[int]) -> Mapping[int, Asked]:
    """Person → what is asked of them today; a course that is over asks nothing."""
    found = _stand(Declaration.objects.filter(person_id__in=person_ids))
    return {one.person_id: one.asked for one in found.values()}


def stand(declaration_ids: Collection[int]) -> Mapping[int, Stands]:
    """Declaration → how it stands today; absent where it is not screened yet or nothing is in force."""
    return _stand(Declaration.objects.filter(pk__in=declaration_ids))


def beneath(declaration_ids: Collection[int]) -> Mapping[int, Stands]:
    """What the table asks of those of them on whom people decided: it stands again when that decision is
    over. One query where there is nobody."""
    by_hand = screening.running(KIND, declaration_ids, clock.today())
    return foreseen(subjects_of(Whom(tuple(by_hand)), clock.today())) if by_hand else {}


def _stand(rows: QuerySet[Declaration]) -> Mapping[int, Stands]:
    decided = {}
    read = rows.only("person_id", "place", "class_code", "colour", "uncertain", "free_from")
    for row in read:
        edition = rules_at(clock.today(), row.place)
        if edition and row.colour:
            decided[row.pk] = row, _measure(edition, row.class_code, row.colour, row.free_from)
    by_hand = screening.running(KIND, list(decided), clock.today())
    restricted = [pk for pk, (_, at_most) in decided.items() if at_most.rank and pk not in by_hand]
    sure = _surely(subjects_of(Whom(tuple(restricted)), clock.today())) if restricted else {}
    return {
        pk: Stands(
            row.person_id,
            row.colour,
            Asked((at_most,) if pk in by_hand else sure.get(pk, ()), at_most),
        )
        for pk, (row, at_most) in decided.items()
    }


def foreseen(subjects: Sequence[Subject]) -> dict[int, Stands]:
    """By number how each would stand today; absent where nothing is in force. What was found out about
    them is among their facts already (`answered`)."""
    found = screening.decided(subjects, clock.today())
    verdicts = {one.ref.number: (some.edition, one) for some in found for one in some.written}
    at_most = {number: _written(*verdict) for number, verdict in verdicts.items()}
    restricted = [one for one in subjects if at_most.get(one.ref.number, NOTHING).rank]
    sure = _surely(restricted) if restricted else {}
    return {
        number: Stands(
            one.person_id, verdicts[number][1].colour, Asked(sure.get(number, ()), at_most[number])
        )
        for one in subjects
        if (number := one.ref.number) in at_most
    }


def severities(subjects: Sequence[Subject]) -> list[Asked]:
    """What would be asked of each, in order; their numbers are 0, 1, 2…"""
    found = foreseen(answered.applied(subjects))
    return [found[n].asked if n in found else ASKED_NOTHING for n in range(len(subjects))]


def _surely(subjects: Sequence[Subject]) -> dict[int, tuple[Measure, ...]]:
    """By number what surely holds of each, decided again on the day on which the course before is over."""
    floors: dict[int, tuple[Measure, ...]] = {}
    asked = {clock.today(): list(subjects)}
    while asked:
        on = min(asked)
        for some in screening.surely(asked.pop(on), on):
            whose = {one.ref.number: one for one in some.people}
            for one in some.written:
                number, step = one.ref.number, _written(some.edition, one, on)
                if not step.rank:
                    continue
                floors[number] = (*floors.get(number, ()), step)
                if step.until is not None and step.until != date.max:
                    asked.setdefault(step.until, []).append(whose[number])
    return floors


def _written(edition: policy.Edition, one: Written, on: date | None = None) -> Measure:
    return _measure(edition, one.class_code, one.colour, one.free_from, on)


def _measure(
    edition: policy.Edition,
    class_code: str,
    colour: str,
    free_from: date | None,
    on: date | None = None,
) -> Measure:
    """What a verdict asks as of a day (default today); from the day on which somebody is free, nothing."""
    if free_from is not None and free_from <= (on or clock.today()):
        return NOTHING
    scheme = list(edition.colours)
    rank = len(scheme) - 1 - scheme.index(colour) if colour in scheme else len(scheme)
    if not rank:
        return NOTHING
    unverified = edition.table.unverified
    open_ = unverified is not None and class_code == unverified.class_code
    return Measure(rank, None if open_ else free_from or date.max)
