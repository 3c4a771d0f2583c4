"""The life of one instruction, told in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fangxian.ground.tasks.models import Climb, Evidence, Instruction, StageEntry
from fangxian.ground.tasks.queries.scope import visible
from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import reading


@dataclass(frozen=True, slots=True)
class StepRow:
    """Who did what when. `act`: issue, receive, accept, refuse, act, evidence, check, close,
    attempt, send_back, withdraw, assign, undo (of the act `undone`), climb."""

    at: datetime
    act: str
    actor: str
    from_stage: str
    to_stage: str
    level: str
    reason: str
    undone: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    id: int
    at: datetime
    place_text: str
    latitude: float | None
    longitude: float | None
    who: str
    companion: str
    words: str
    outcome: str
    reported_at: datetime
    has_photo: bool
    found_place: str = ""
    found_choice: str = ""


@dataclass(frozen=True, slots=True)
class History:
    steps: tuple[StepRow, ...]
    evidence: tuple[EvidenceRow, ...]


@reading(needs="tasks.read", words=Text("查看经过", "looked at the history"))
def history(instruction_id: int, *, by: Actor) -> History:
    """Steps and climbs in the order of time, and the evidence. NotFound outside the area."""
    found = Instruction.objects.filter(visible(by, "tasks.read"), pk=instruction_id)
    row = found.values_list("person_id", "stage").first()
    if row is None:
        raise NotFound(what=Text("这条指令", "This instruction"))
    person_id, _ = row
    audit.note(
        subject=f"tasks.instruction:{instruction_id}", person_ids=[person_id] if person_id else []
    )
    steps = [*_steps(instruction_id), *_climbs(instruction_id)]
    return History(tuple(sorted(steps, key=lambda step: step.at)), _evidence(instruction_id))


@dataclass(frozen=True, slots=True)
class Reported:
    """What was said last of an instruction: the words of the evidence, why it was refused."""

    words: str
    refused_for: str


@reading(needs="tasks.read", words=Text("查看所报", "read what was reported"))
def reported(ids: Sequence[int], *, by: Actor) -> dict[int, Reported]:
    """Instruction → what was said last; those outside the area are left out. Three queries."""
    found = Instruction.objects.filter(visible(by, "tasks.read"), pk__in=ids)
    persons = dict(found.values_list("pk", "person_id"))
    audit.note(subject="tasks.reported", person_ids=[one for one in persons.values() if one])
    of_these = {"instruction_id__in": persons}
    words = Evidence.objects.filter(**of_these).order_by("at", "id")
    refusals = StageEntry.objects.filter(**of_these, act="refuse").order_by("id")
    said = dict(words.values_list("instruction_id", "words"))
    why = dict(refusals.values_list("instruction_id", "reason"))
    return {pk: Reported(said.get(pk, ""), why.get(pk, "")) for pk in persons}


def _steps(instruction_id: int) -> list[StepRow]:
    rows = StageEntry.objects.filter(instruction_id=instruction_id).order_by("id")
    return [_step(row) for row in rows]


def _step(row: StageEntry) -> StepRow:
    undone, reason = "", row.reason
    if row.act == "undo":  # kept as the act that was taken back, and why
        undone, _, reason = row.reason.partition(":")
    return StepRow(
        row.at, row.act, row.actor, row.from_stage, row.to_stage, row.level, reason, undone
    )


def _climbs(instruction_id: int) -> list[StepRow]:
    rows = Climb.objects.filter(instruction_id=instruction_id).order_by("id")
    return [StepRow(row.at, "climb", "", row.stage, row.stage, row.level, "") for row in rows]


def _evidence(instruction_id: int) -> tuple[EvidenceRow, ...]:
    rows = Evidence.objects.filter(instruction_id=instruction_id).order_by("at", "id")
    return tuple(
        EvidenceRow(
            row.pk,
            row.at,
            row.place_text,
            row.latitude,
            row.longitude,
            row.who,
            row.companion,
            row.words,
            row.outcome,
            row.reported_at,
            has_photo=hasattr(row, "photo"),
            found_place=row.found_place,
            found_choice=row.found_choice,
        )
        for row in rows.select_related("photo").defer("photo__sealed")
    )
