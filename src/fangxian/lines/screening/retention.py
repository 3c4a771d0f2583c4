"""How long verdicts, courses and what people decided are kept, and how they go."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from fangxian.kernel.retention import Hold, Retention, WithPerson, label
from fangxian.kernel.text import Text
from fangxian.lines.screening.models import Override, Phase, Screening, SubjectRecord


def _measured(person_ids: Collection[int], cut_off: datetime) -> set[int]:
    """Under a measure since."""
    day = cut_off.date()
    mine = SubjectRecord.objects.filter(person_id__in=person_ids)
    runs = Q(phases__end__gte=day) | Q(phases__isnull=False, phases__end__isnull=True)
    return set(mine.filter(runs | Q(free_from__gte=day)).values_list("person_id", flat=True))


def _decided_by_hand(person_ids: Collection[int], cut_off: datetime) -> set[int]:
    """Decided about by hand, since."""
    mine = Q(subject__person_id__in=person_ids)
    found = Override.objects.filter(mine, withdrawn_at__isnull=True, until__gte=cut_off.date())
    return set(found.values_list("subject__person_id", flat=True))


def _forget(person_ids: Collection[int]) -> int:
    return SubjectRecord.objects.filter(person_id__in=person_ids).delete()[0]


RETENTION = Retention(
    person=WithPerson(
        (label(SubjectRecord),),
        _forget,
        (
            Hold(
                "screening.measures",
                Text("判定的措施未到期", "a measure of a verdict still runs"),
                _measured,
            ),
            Hold(
                "screening.decided",
                Text("人工决定未到期", "a decision by hand is not over"),
                _decided_by_hand,
            ),
        ),
    ),
    follows={label(model): label(SubjectRecord) for model in (Screening, Phase, Override)},
)
