"""How long instructions stay: with the person they are about, others by their own time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from fangxian.ground.tasks.models import (
    Climb,
    Evidence,
    EvidencePhoto,
    Followed,
    Instruction,
    Receipt,
    StageEntry,
)
from fangxian.ground.tasks.rules import OPEN
from fangxian.kernel.retention import Purpose, Retention, WithPerson, by_age, label
from fangxian.kernel.text import Text


def _over(cut_off: datetime) -> Q:
    ended = Q(closed_at__lt=cut_off) | Q(closed_at__isnull=True, withdrawn_at__lt=cut_off)
    return ~Q(stage__in=OPEN) & ended


def _held(person_ids: Collection[int], cut_off: datetime) -> set[int]:
    """About whom an instruction is open, or was until lately."""
    found = Instruction.objects.filter(person_id__in=person_ids).exclude(_over(cut_off))
    return set(found.values_list("person_id", flat=True))


def _forget(person_ids: Collection[int]) -> int:
    followed, _ = Followed.objects.filter(person_id__in=person_ids).delete()
    return followed + Instruction.objects.filter(person_id__in=person_ids).delete()[0]


RETENTION = Retention(
    purposes=(
        Purpose(
            "tasks.of_nobody", Text("不涉及个人的指令", "Instructions about nobody"),
            "retention.record_days",
            **by_age((Instruction, lambda cut: _over(cut) & Q(person__isnull=True))),
        ),
    ),
    person=WithPerson((), _held, _forget),
    follows={
        label(model): label(Instruction)
        for model in (Receipt, Evidence, EvidencePhoto, StageEntry, Climb, Followed)
    },
    kept={"tasks.InstructionList": Text("没有个人信息", "nothing personal")},
)  # fmt: skip
