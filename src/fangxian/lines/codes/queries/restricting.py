"""What restricts people now, 待核 among it, so that two can be compared."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q

from fangxian.kernel import clock
from fangxian.lines.codes.models import Standing
from fangxian.lines.codes.scheme import scheme_or_none


class Restriction(NamedTuple):
    disease: str
    colour: str
    until: datetime | None


def restrictions_of(person_ids: Collection[int]) -> dict[int, frozenset[Restriction]]:
    """Whatever is laid on each of these and is not the best colour of its disease, also what is to
    begin, and what a screening laid and nobody ended since. Nothing personal is shown by it."""
    runs = Q(until=None) | Q(until__gt=clock.now()) | Q(origin="screening")
    laid = Standing.objects.filter(runs, person_id__in=person_ids, ended_at=None)
    found: dict[int, set[Restriction]] = {person: set() for person in person_ids}
    best: dict[str, str] = {}
    for person, disease, colour, until in laid.values_list(
        "person_id", "disease", "colour", "until"
    ):
        one = Restriction(disease, colour, until)
        if one.disease not in best:
            best[one.disease] = _best(one.disease)
        if one.colour != best[one.disease]:
            found[person].add(one)
    return {person: frozenset(some) for person, some in found.items()}


def _best(disease: str) -> str:
    scheme = scheme_or_none(clock.today(), disease=disease)
    return scheme.best.code if scheme else ""  # without a pack nobody is known to be free
