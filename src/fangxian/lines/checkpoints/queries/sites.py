"""Checkpoints and who is on duty there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from fangxian.kernel import clock
from fangxian.kernel.actor import Actor, Scope
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text, number_in
from fangxian.kernel.verb import question
from fangxian.lines.checkpoints.models import Checkpoint, HandOver, Shift

READ = "checkpoints.read"
SUBJECT = "checkpoints.checkpoint:"


@dataclass(frozen=True, slots=True)
class CheckpointRow:
    """A site. `subject` is how others refer to it."""

    id: int
    name: str
    kind: str
    place: str
    lanes: int
    services: tuple[str, ...]
    closed_at: datetime | None

    @property
    def subject(self) -> str:
        return f"{SUBJECT}{self.id}"


@dataclass(frozen=True, slots=True)
class ShiftRow:
    id: int
    lead: str
    members: tuple[str, ...]
    begins: datetime
    ends: datetime
    accounts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A hand-over note."""

    at: datetime
    note: str
    to: str
    account_id: int | None


@question(needs=READ)
def checkpoints(*, by: Actor, closed: bool = False) -> tuple[CheckpointRow, ...]:
    """The checkpoints of one's area, in order of place."""
    found = within(by.scope(READ))
    return tuple(row_of(one) for one in (found if closed else found.filter(closed_at=None)))


@question(needs=READ)
def checkpoint(checkpoint_id: int, *, by: Actor) -> CheckpointRow:
    """One checkpoint, closed or not. NotFound outside one's area."""
    found = within(by.scope(READ)).filter(pk=checkpoint_id).first()
    if found is None:
        raise NotFound(what=Text("卡口", "The checkpoint"))
    return row_of(found)


def within(scope: Scope) -> QuerySet[Checkpoint]:
    return Checkpoint.objects.filter(scope.q()).order_by("place", "pk")


def row_of(one: Checkpoint) -> CheckpointRow:
    return CheckpointRow(
        one.pk, one.name, one.kind, one.place, one.lanes, tuple(one.services), one.closed_at
    )


def place_of(checkpoint_id: int) -> str:
    found = Checkpoint.objects.filter(pk=checkpoint_id).values_list("place", flat=True).first()
    if found is None:
        raise NotFound(what=Text("卡口", "The checkpoint"))
    return found


def names_of(checkpoint_ids: Iterable[int]) -> dict[int, str]:
    return dict(Checkpoint.objects.filter(pk__in=set(checkpoint_ids)).values_list("pk", "name"))


def named_by(subject: str) -> int | None:
    """The id in a reference such as "checkpoints.checkpoint:3"; None when it names none."""
    text = subject.removeprefix(SUBJECT)
    return number_in(text) if text != subject else None


@question(needs=READ)
def shift_now(checkpoint_id: int, *, by: Actor) -> ShiftRow | None:
    """Who is on duty at this moment; None when nobody was planned."""
    now = clock.now()
    found = Shift.objects.filter(checkpoint_id=checkpoint_id, begins__lte=now, ends__gt=now)
    row = found.order_by("-begins").first()
    return _shift(row) if row else None


@question(needs=READ)
def shifts(checkpoint_id: int, since: datetime, *, by: Actor) -> tuple[ShiftRow, ...]:
    """The shifts that end after a moment, in order."""
    found = Shift.objects.filter(checkpoint_id=checkpoint_id, ends__gt=since).order_by("begins")
    return tuple(_shift(row) for row in found)


@question(needs=READ)
def notes(checkpoint_id: int, *, by: Actor, most: int = 5) -> tuple[NoteRow, ...]:
    """The latest hand-over notes, newest first."""
    found = HandOver.objects.filter(checkpoint_id=checkpoint_id).order_by("-at", "pk")[:most]
    return tuple(NoteRow(row.at, row.note, row.to, row.account_id) for row in found)


def _shift(row: Shift) -> ShiftRow:
    return ShiftRow(row.pk, row.lead, tuple(row.members), row.begins, row.ends, tuple(row.accounts))
