"""实: what is in place, because somebody confirmed it, with when and evidence. Beside it stands 应, what is
required, which the rooms of verdicts know. Whoever else comes to know that somebody is in place (a bed
that is taken) adds its own `Confirmed`, and `rules.in_place` weighs them alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from fangxian.ground.places import api as places
from fangxian.ground.tasks.models import Evidence, Instruction
from fangxian.ground.tasks.outcomes import SEGMENT, in_place_codes
from fangxian.ground.tasks.rules import CONTROL, REPORTED, Confirmed

NO_OUTCOME = ""  # reported as put in place before outcomes were asked for


def confirmed(person_ids: Collection[int]) -> dict[int, tuple[Confirmed, ...]]:
    """Person → what was confirmed of them, the newest first; who has nothing is absent. One query."""
    newest = Evidence.objects.filter(instruction_id=OuterRef("pk")).order_by("-id")
    rows = (
        _reported()
        .filter(person_id__in=list(person_ids))
        .annotate(done_at=Max("evidence__at"), by=Subquery(newest.values("who")[:1]))
        .order_by("person_id", "-done_at", "-pk")
    )
    found: dict[int, list[Confirmed]] = defaultdict(list)
    for row in rows.values_list(
        "person_id", "because__measure", "done_at", "by", "stage", "pk", "acted_at"
    ):
        person, measure, at, who, stage, number, acted = row
        when = at or acted
        if when is not None:
            one = Confirmed(measure or "", when, who or "", stage != "acted", number)
            found[person].append(one)
    return {person: tuple(some) for person, some in found.items()}


def persons_in_place(measure: str) -> QuerySet[Instruction, Any]:
    """The persons of whom a measure is confirmed, as a subquery: for counts and lists above."""
    of_it = Q(because__measure=measure) | Q(because__measure=None)
    return _reported().filter(of_it, person__isnull=False).values("person_id")


def _reported() -> QuerySet[Instruction]:
    """As it stands: sent back or taken back, nothing is confirmed."""
    controls = Q(kind=CONTROL) | Q(kind__startswith=SEGMENT)
    said = (*in_place_codes(places.home()), NO_OUTCOME)
    return Instruction.objects.filter(controls, stage__in=REPORTED, outcome__in=said)
