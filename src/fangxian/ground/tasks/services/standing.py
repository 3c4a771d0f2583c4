"""What stands about subjects, for the choreography: no person is shown, nothing is counted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from fangxian.ground.tasks.models import Instruction


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest instruction of a kind about a subject, whatever became of it."""

    id: int
    kind: str
    subject: str
    place: str
    stage: str
    reason_key: str
    issued_at: datetime


def newest_about(subjects: Collection[str] | None, *, kinds: Sequence[str]) -> tuple[Standing, ...]:
    """The newest of each kind and subject; None: about all subjects that there are."""
    found = Instruction.objects.filter(kind__in=kinds)
    if subjects is not None:
        found = found.filter(subject__in=list(subjects))
    rows = found.order_by("kind", "subject", "-pk").distinct("kind", "subject")
    named = rows.values_list("pk", "kind", "subject", "place", "stage", "reason_key", "issued_at")
    return tuple(Standing(*row) for row in named)
