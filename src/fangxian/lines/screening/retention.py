"""How long verdicts and courses are kept, and how they go."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from fangxian.kernel.retention import Hold, Retention, WithPerson, label
from fangxian.kernel.text import Text
from fangxian.lines.screening.models import Phase, Screening, SubjectRecord


def _measured(person_ids: Collection[int], cut_off: datetime) -> set[int]:
    """Under a measure since."""
    day = cut_off.date()
    mine = SubjectRecord.objects.filter(person_id__in=person_ids)
    runs = Q(phases__end__gte=day) | Q(phases__isnull=False, phases__end__isnull=True)
    return set(mine.filter(runs | Q(free_from__gte=day)).values_list("person_id", flat=True))


def _forget(person_ids: Collection[int]) -> int:
    return SubjectRecord.objects.filter(person_id__in=person_ids).delete()[0]


RETENTION = Retention(
    person=WithPerson(
        (label(SubjectRecord),), _forget,
        (Hold("screening.measures", Text("判定的措施未到期", "a measure of a verdict still runs"), _measured),),
    ),
    follows={label(model): label(SubjectRecord) for model in (Screening, Phase)},
)  # fmt: skip
