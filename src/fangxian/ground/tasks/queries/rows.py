"""An instruction as the lists show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from django.db.models import Prefetch

from fangxian.ground.tasks import rules
from fangxian.ground.tasks.models import Evidence, Instruction, StageEntry
from fangxian.ground.tasks.outcomes import in_place_codes
from fangxian.ground.tasks.rules import SECTIONS
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One addressee."""

    level: str
    unit_id: int
    does: str
    due_at: datetime | None
    received_at: datetime | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an addressee declined, when, and who they are."""

    reason: str
    at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class InstructionRow:
    """`section` is refused | overdue | due_today | new | rest in work lists, "" elsewhere; `late`
    says that `due_stage` is owed since `due_at`; `refusal`: while it is refused, why;
    `begins_on`: before this day it cannot be in place."""

    id: int
    kind: str
    subject: str
    person_id: int | None
    place: str
    title: Text
    body: Text
    because: dict[str, Any]
    stage: str
    priority: int
    uncertain: bool
    issued_at: datetime
    due_at: datetime | None
    due_stage: str
    late: bool
    climbed_to: str
    round: int
    list_id: int | None
    origin_unit_id: int | None
    assigned_account_id: int | None
    assigned_unit_id: int | None
    receipts: tuple[ReceiptRow, ...]
    outcome: str  # code of what came of it, "" while nothing was reported
    attempts: int  # how often somebody was not reached or found
    said: str  # the newest report's sentence, "" while nothing was reported
    section: str = ""
    refusal: Refusal | None = None
    begins_on: date | None = None
    acted_by_id: int | None = None
    checked_by_id: int | None = None
    late_since: datetime | None = None  # until it is done, since when something of it was late

    def barred(self, act: Literal["check", "close"], by: Actor) -> str:
        """Why an act that is possible is not this actor's, or not yet (a code of errors.FAULTS); ""
        where nothing is in the way."""
        if self.begins_on:
            claims = self.outcome in in_place_codes(self.place)
            if rules.not_begun(self.begins_on, clock.today(), claims=claims):
                return "not_begun"
        return rules.one_hand(
            act, by.hand, acted_by=self.acted_by_id, checked_by=self.checked_by_id
        )

    def is_for(self, act: str, by: Actor) -> bool:
        """Whether the act is the actor's to do: they were instructed, or judge those who were."""
        scope = by.scope(rules.NEEDS[act])
        return rules.is_for(
            act,
            rules.Part(
                by.account_id,
                scope.unit_ids,
                scope.prefixes,
                scope.everything and by.account_id is None,
            ),
            [(got.level, got.unit_id) for got in self.receipts],
            assigned=(self.assigned_account_id, self.assigned_unit_id),
            origin_unit=self.origin_unit_id,
        )


# what a row shows beside its instruction: to be prefetched
SHOWN = (
    "receipts",
    Prefetch("evidence", Evidence.objects.order_by("id").defer("digest")),
    Prefetch(
        "steps",
        StageEntry.objects.filter(act="refuse", instruction__stage="refused").order_by("id"),
        to_attr="refusals",
    ),
)


def rows_of(found: Iterable[Instruction]) -> tuple[InstructionRow, ...]:
    """Rows from instructions of which `SHOWN` is prefetched."""
    now = clock.now()
    return tuple(_row(one, now) for one in found)


def _row(one: Instruction, now: datetime) -> InstructionRow:
    return InstructionRow(
        id=one.pk,
        kind=one.kind,
        subject=one.subject,
        person_id=one.person_id,
        place=one.place,
        title=Text(one.title_zh, one.title_en),
        body=Text(one.body_zh, one.body_en),
        because=one.because,
        stage=one.stage,
        priority=one.priority,
        uncertain=one.uncertain,
        issued_at=one.issued_at,
        due_at=one.due_at,
        due_stage=one.due_stage,
        late=one.due_at is not None and one.due_at < now,
        climbed_to=one.climbed_to,
        round=one.round,
        list_id=one.list_ref_id,
        origin_unit_id=one.origin_unit_id,
        assigned_account_id=one.assigned_account_id,
        assigned_unit_id=one.assigned_unit_id,
        receipts=tuple(
            ReceiptRow(got.level, got.unit_id, got.does, got.due_at, got.received_at)
            for got in one.receipts.all()
        ),
        outcome=one.outcome,
        attempts=one.attempts,
        said=_said(one),
        section=SECTIONS[one.rank] if hasattr(one, "rank") else "",
        refusal=_refusal(one),
        begins_on=one.begins_on,
        acted_by_id=one.acted_by_id,
        checked_by_id=one.checked_by_id,
        late_since=_late_since(one, now),
    )


def _late_since(one: Instruction, now: datetime) -> datetime | None:
    """The first time that was missed of what had to be done before the report: to receive it late and
    take it on does not make it less late."""
    if one.stage not in ("issued", "accepted"):
        return None
    times = (
        (one.received_due, one.received_at),
        (one.accepted_due, one.accepted_at),
        (one.acted_due, None),
    )
    return min((due for due, came in times if due and due < (came or now)), default=None)


def _refusal(one: Instruction) -> Refusal | None:
    said: list[StageEntry] = getattr(one, "refusals", [])
    return Refusal(said[-1].reason, said[-1].at, said[-1].actor) if said else None


def _said(one: Instruction) -> str:
    told = [evidence.words for evidence in one.evidence.all()]
    return told[-1] if told else ""
