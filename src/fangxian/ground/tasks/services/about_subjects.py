"""What stands about subjects, for rooms and flows above: nobody is shown, nothing counted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from fangxian.ground.tasks.models import Evidence, Instruction, StageEntry
from fangxian.ground.tasks.rules import OPEN

FIELD_ACTIONS = ("accept", "refuse", "act", "evidence", "check", "close")


@dataclass(frozen=True, slots=True)
class NewestInstruction:
    """The newest instruction of a kind about a subject, whatever became of it."""

    id: int
    kind: str
    subject: str
    place: str
    stage: str
    reason_key: str
    issued_at: datetime


def newest_about(
    subjects: Collection[str] | None, *, kinds: Sequence[str]
) -> tuple[NewestInstruction, ...]:
    """The newest of each kind and subject; None: about all subjects that there are."""
    found = Instruction.objects.filter(kind__in=kinds)
    if subjects is not None:
        found = found.filter(subject__in=list(subjects))
    rows = found.order_by("kind", "subject", "-pk").distinct("kind", "subject")
    named = rows.values_list("pk", "kind", "subject", "place", "stage", "reason_key", "issued_at")
    return tuple(NewestInstruction(*row) for row in named)


def open_about(subjects: Collection[str], *, kinds: Sequence[str]) -> dict[int, dict[str, Any]]:
    """Every open instruction of these kinds about these subjects: id → because of what."""
    found = Instruction.objects.filter(
        kind__in=kinds, subject__in=list(subjects), stage__in=OPEN
    ).values_list("pk", "because")
    return dict(found)


def due_about(subjects: Collection[str], *, kind: str) -> dict[str, datetime]:
    """When the next step of an open instruction of a kind is due, by its subject; those without one,
    or whose clock stands still, are absent."""
    found = Instruction.objects.filter(
        kind=kind, subject__in=list(subjects), stage__in=OPEN, due_at__isnull=False
    )
    rows = found.order_by("-due_at").values_list("subject", "due_at")
    return {subject: at for subject, at in rows if at}


@dataclass(frozen=True, slots=True)
class FieldAction:
    """The last thing that anybody beyond receiving did about a subject."""

    subject: str
    act: str
    actor: str
    at: datetime


def field_actions(subjects: Collection[str]) -> tuple[FieldAction, ...]:
    """Subjects about which somebody in the field has done something, even if it was
    withdrawn since; one operation, the last, for each."""
    found = StageEntry.objects.filter(
        act__in=FIELD_ACTIONS, instruction__subject__in=list(subjects)
    )
    rows = found.order_by("instruction__subject", "-pk").distinct("instruction__subject")
    return tuple(
        FieldAction(*row) for row in rows.values_list("instruction__subject", "act", "actor", "at")
    )


@dataclass(frozen=True, slots=True)
class Found:
    """What somebody reported to have found out, in `words`, under their account: a place (code), or
    one of the choices offered."""

    instruction_id: int
    subject: str
    place: str
    choice: str
    words: str
    by_id: int | None


def found_places(instruction_ids: Collection[int]) -> tuple[Found, ...]:
    """What was found out by these instructions: of each the last that was reported."""
    found = Evidence.objects.filter(instruction_id__in=list(instruction_ids)).exclude(
        found_place="", found_choice=""
    )
    rows = found.order_by("instruction_id", "-pk").distinct("instruction_id")
    return tuple(
        Found(*row)
        for row in rows.values_list(
            "instruction_id",
            "instruction__subject",
            "found_place",
            "found_choice",
            "words",
            "reported_by_id",
        )
    )


def who_checked(instruction_ids: Collection[int]) -> dict[int, int | None]:
    """Instruction → the account that last confirmed what was reported (核实); None: the system."""
    found = StageEntry.objects.filter(act="check", instruction_id__in=list(instruction_ids))
    rows = found.order_by("instruction_id", "-pk").distinct("instruction_id")
    return dict(rows.values_list("instruction_id", "account_id"))


def taken_up(person_ids: Collection[int], *, subjects: Collection[str]) -> set[int]:
    """Those of these persons about whom somebody took an instruction up: received it, or did more.
    One about anything but `subjects` (prefixes) was called for by what somebody saw, and counts."""
    found = Instruction.objects.filter(person_id__in=list(person_ids))
    ours = Q(pk__in=[])
    for prefix in subjects:
        ours |= Q(subject__startswith=prefix)
    operations = StageEntry.objects.filter(
        act__in=("receive", *FIELD_ACTIONS), instruction__person_id__in=list(person_ids)
    )
    done = operations.values_list("instruction__person_id", flat=True)
    return {*found.exclude(ours).values_list("person_id", flat=True), *done}


def ever_instructed(person_ids: Collection[int]) -> set[int]:
    """Those of these persons about whom any instruction was ever issued."""
    found = Instruction.objects.filter(person_id__in=list(person_ids))
    return set(found.values_list("person_id", flat=True).distinct())
