"""How long it is known that and why somebody was restricted."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from fangxian.kernel.retention import Hold, Purpose, Retention, WithPerson, by_age, label
from fangxian.kernel.text import Text
from fangxian.lines.codes.models import (
    Alarm,
    Appeal,
    Card,
    Decision,
    EndedSession,
    Freed,
    ManualStanding,
    OtherDecision,
    PhoneLogin,
    Standing,
)

_BY_PERSON = (
    Appeal,
    ManualStanding,
    OtherDecision,
    Standing,
    Card,
    Decision,
)  # in this order they go


def _standings(person_ids: Collection[int], cut_off: datetime) -> set[int]:
    """Whose standing holds or has ended since."""
    mine = Q(person_id__in=person_ids)
    holds = Q(ended_at__isnull=True) & (Q(until__isnull=True) | Q(until__gte=cut_off))
    found = (
        Standing.objects.filter(mine, holds | Q(ended_at__gte=cut_off)),
        ManualStanding.objects.filter(mine, until__gte=cut_off),
        OtherDecision.objects.filter(mine, until__gte=cut_off),
    )
    return {person for rows in found for person in rows.values_list("person_id", flat=True)}


def _appeals(person_ids: Collection[int], cut_off: datetime) -> set[int]:
    """Whose appeal was not answered before. One that nobody answers ends with its standing."""
    open_since = Q(decided_at__isnull=True) | Q(decided_at__gte=cut_off)
    found = Appeal.objects.filter(open_since, person_id__in=person_ids)
    return set(found.values_list("person_id", flat=True))


def _forget(person_ids: Collection[int]) -> int:
    return sum(model.objects.filter(person_id__in=person_ids).delete()[0] for model in _BY_PERSON)


RETENTION = Retention(
    purposes=(
        Purpose(
            "codes.logins",
            Text("一次性验证码", "One-time passwords"),
            "retention.login_days",
            **by_age(
                (PhoneLogin, lambda cut: Q(until__lt=cut)),
                (EndedSession, lambda cut: Q(until__lt=cut)),
            ),
        ),
        Purpose(
            "codes.freed",
            Text("谁单独解除了谁的限制", "Whom one hand freed"),
            "retention.login_days",
            **by_age((Freed, lambda cut: Q(at__lt=cut))),
        ),
        Purpose(
            "codes.alarms",
            Text("警报", "Alarms"),
            "retention.alarm_days",
            **by_age(
                (
                    Alarm,
                    lambda cut: Q(looked_at__lt=cut) | Q(looked_at=None, raised_at__lt=cut),
                )
            ),
        ),
    ),
    person=WithPerson(
        tuple(label(model) for model in _BY_PERSON),
        _forget,
        (
            Hold(
                "codes.standings",
                Text("码的管控未到期", "a measure on the code still runs"),
                _standings,
            ),
            Hold(
                "codes.appeals",
                Text("申诉未答复或刚答复", "an appeal is unanswered, or was answered lately"),
                _appeals,
            ),
        ),
    ),
    kept={
        "codes.SigningKey": Text("已发的码要能核验", "codes that were signed must verify"),
    },
)
