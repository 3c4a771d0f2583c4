"""What people decided beside the table: which of it runs, which has ended, about whom, and what
one may rest on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from fangxian.ground.policy import api as policy
from fangxian.kernel.text import Text
from fangxian.lines.screening import terms
from fangxian.lines.screening.models import Override
from fangxian.lines.screening.subjects import ByHand


def running(kind: str, numbers: Collection[int], on: date) -> dict[int, ByHand]:
    """Number → the approved decision that runs on a day: few, so all of the kind are read."""
    found = Override.objects.filter(
        subject__kind=kind, approved_at__isnull=False, withdrawn_at__isnull=True, until__gte=on
    ).order_by("approved_at")
    wanted = set(numbers)
    return {
        one.subject.number: ByHand(
            one.class_code, one.colour, one.approved_at and one.approved_at.date()
        )
        for one in found.select_related("subject")
        if one.subject.number in wanted
    }


def ended(kind: str, on: date) -> list[int]:
    """Whose decision ended before a day, with none that runs."""
    agreed = Override.objects.filter(
        subject__kind=kind, approved_at__isnull=False, withdrawn_at__isnull=True
    )
    runs = agreed.filter(until__gte=on).values("subject_id")
    over = agreed.filter(until__lt=on).exclude(subject_id__in=runs)
    return list(over.values_list("subject__number", flat=True).distinct())


def decided_by_hand(person_ids: Collection[int]) -> set[int]:
    """Those of these people about whom somebody proposed or agreed on a decision and nobody took it
    back. One query."""
    found = Override.objects.filter(subject__person_id__in=person_ids, withdrawn_at__isnull=True)
    return set(found.values_list("subject__person_id", flat=True))


def override_reasons(today: date, place: str, disease: str = "") -> Mapping[str, Text]:
    """What a human decision may rest on, in the order of the list."""
    return policy.setting(terms.OVERRIDE_REASONS, today, place, disease)


def override_reasons_ever(place: str) -> Mapping[str, Text]:
    """Those, and what decisions of before rested on."""
    return policy.choices_ever(terms.OVERRIDE_REASONS, place)


def override_days(today: date, place: str, disease: str = "") -> timedelta:
    """A human decision is looked at again after so long at the latest."""
    return policy.setting(terms.OVERRIDE_DAYS, today, place, disease)
