"""How long instructions stay: with the person they are about, others by their own time. One that
nobody closed does not hold anybody for ever: when all else about the person is over, it is ended."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import reduce
from operator import and_

from django.db.models import Exists, OuterRef, Q

from fangxian.ground.tasks.models import (
    Climb,
    Comment,
    Evidence,
    EvidencePhoto,
    Followed,
    Instruction,
    InstructionFile,
    Mention,
    Receipt,
    StageEntry,
)
from fangxian.ground.tasks.rules import OPEN
from fangxian.ground.tasks.services.moving import move
from fangxian.kernel.actor import Actor
from fangxian.kernel.kept import kept
from fangxian.kernel.retention import Hold, Purpose, Retention, WithPerson, by_age, label
from fangxian.kernel.text import Text

LAPSED = "lapsed"
WHY = kept("逾期未销·到期清除", "never closed; taken away when its days were over")
_MOVED = ("accepted_at", "refused_at", "acted_at", "checked_at")


def _over(cut_off: datetime) -> Q:
    """Ended before a moment, or by this house because all else was over."""
    ended = Q(closed_at__lt=cut_off) | Q(closed_at__isnull=True, withdrawn_at__lt=cut_off)
    return ~Q(stage__in=OPEN) & (ended | Q(outcome=LAPSED))


def _still(cut_off: datetime) -> Q:
    """Open, and nobody moved it since a moment."""
    moved = [Q(**{f"{at}__isnull": True}) | Q(**{f"{at}__lt": cut_off}) for at in _MOVED]
    return reduce(and_, moved, Q(stage__in=OPEN, clock_at__lt=cut_off))


def left_open(cut_off: datetime, after: int, most: int) -> list[int]:
    """Ids, in order and greater than `after`, of persons about whom an instruction is open that
    nobody moved since a moment. So many at most."""
    found = Instruction.objects.filter(_still(cut_off), person_id__gt=after).order_by("person_id")
    return list(found.values_list("person_id", flat=True).distinct()[:most])


def worked_on(person_ids: Collection[int], since: datetime, over: datetime) -> set[int]:
    """About whom an instruction was moved or issued `since`, or ended after `over`."""
    found = Instruction.objects.filter(person_id__in=person_ids)
    return set(found.exclude(_over(over) | _still(since)).values_list("person_id", flat=True))


def still_open(person_ids: Collection[int]) -> int:
    """How many instructions are open about these persons."""
    return Instruction.objects.filter(person_id__in=person_ids, stage__in=OPEN).count()


def lapse(person_ids: Collection[int], *, by: Actor) -> int:
    """End what is open about these persons, of whom all else is over: 逾期未销·到期清除. In the caller's
    verb and its transaction. Returns how many."""
    rows = Instruction.objects.filter(person_id__in=person_ids, stage__in=OPEN)
    found = list(rows.select_for_update(of=("self",)).order_by("pk"))
    move("withdraw", found, by, WHY)
    Instruction.objects.filter(pk__in=[row.pk for row in found]).update(outcome=LAPSED)
    return len(found)


def _held(person_ids: Collection[int], cut_off: datetime) -> set[int]:
    """About whom an instruction is open, or was until lately."""
    found = Instruction.objects.filter(person_id__in=person_ids).exclude(_over(cut_off))
    return set(found.values_list("person_id", flat=True))


def _forget(person_ids: Collection[int]) -> int:
    followed, _ = Followed.objects.filter(person_id__in=person_ids).delete()
    return followed + Instruction.objects.filter(person_id__in=person_ids).delete()[0]


def _left_alone(cut_off: datetime) -> Q:
    """Files older than a moment of which no instruction is left."""
    used = Instruction.objects.filter(list_ref_id=OuterRef("list_ref_id"))
    return Q(~Exists(used), created_at__lt=cut_off)


RETENTION = Retention(
    purposes=(
        Purpose(
            "tasks.of_nobody",
            Text("不涉及个人的指令", "Instructions about nobody"),
            "retention.record_days",
            **by_age((Instruction, lambda cut: _over(cut) & Q(person__isnull=True))),
        ),
        Purpose(
            "tasks.files",
            Text("已没有指令的附件", "Files of instructions that are gone"),
            "retention.record_days",
            **by_age((InstructionFile, _left_alone)),
        ),
    ),
    person=WithPerson(
        (),
        _forget,
        (
            Hold(
                "tasks.instructions",
                Text("指令未销,或刚办结", "an instruction is open, or ended lately"),
                _held,
            ),
        ),
    ),
    follows={
        label(model): label(Instruction)
        for model in (
            Receipt,
            Evidence,
            EvidencePhoto,
            StageEntry,
            Climb,
            Followed,
            Comment,
            Mention,
        )
    },
    kept={
        "tasks.InstructionList": Text("没有个人信息", "nothing personal"),
        "tasks.InstructionTemplate": Text("没有个人信息", "nothing personal"),
    },
)
