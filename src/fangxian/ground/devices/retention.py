"""How long it is kept what the field sent, as it sent it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from fangxian.ground.devices.models import Knock, ListName, Sent
from fangxian.kernel.clock import county
from fangxian.kernel.retention import Hold, Purpose, Retention, WithPerson, by_age
from fangxian.kernel.text import Text


def _held(_person_ids: Collection[int], _cut_off: datetime) -> set[int]:
    """What was sent holds nobody: it is over by its own time at the latest."""
    return set()


def _forget(person_ids: Collection[int]) -> int:
    return Sent.objects.filter(person_id__in=person_ids).delete()[0]


RETENTION = Retention(
    purposes=(
        Purpose(
            "devices.events",
            Text("终端上报原文与入户记录", "Events as sent, visits to households"),
            "retention.record_days",
            **by_age(
                (Sent, lambda cut: Q(received_at__lt=cut)), (Knock, lambda cut: Q(at__lt=cut))
            ),
        ),
        Purpose(
            "devices.list_names",
            Text("终端名单里的代号", "What numbers are called in lists"),
            "retention.list_days",
            **by_age((ListName, lambda cut: Q(day__lt=f"{county(cut):%Y%m%d}"))),
        ),
    ),
    person=WithPerson(
        (),
        _forget,
        (Hold("devices.events", Text("手机报来的记录", "what phones sent"), _held),),
    ),
    kept={"devices.Device": Text("与审计同存", "kept as the audit")},
)
