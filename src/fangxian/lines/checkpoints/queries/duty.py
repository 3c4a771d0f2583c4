"""Is whoever acts or asks on duty there? What was done outside the shift is told; what is asked
from outside it is not answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question
from fangxian.lines.checkpoints import in_force
from fangxian.lines.checkpoints.errors import OutsideShift
from fangxian.lines.checkpoints.models import Shift
from fangxian.lines.checkpoints.queries.sites import names_of, place_of
from fangxian.lines.checkpoints.rules import ShiftStanding, Turn, stands

SOON = timedelta(days=1)
RECORD, MANAGE = "checkpoints.record", "checkpoints.manage"
OFF_SHIFT = Text(
    "记录照收;当时当班的是{lead}一班,这个账号不在班上",
    "Recorded; {lead}'s shift was on duty and this account is not in it",
)


def standing(
    checkpoint_id: int, account_id: int | None, at: datetime, early: timedelta | None = None
) -> ShiftStanding:
    """Of an account at a moment. The house itself (no account) is never outside."""
    if account_id is None:
        return "in"
    change = in_force.change(place_of(checkpoint_id))
    before = change if early is None else early
    near = Shift.objects.filter(
        checkpoint_id=checkpoint_id, begins__lte=at + before, ends__gt=at - change
    )
    turns = [Turn(row.begins, row.ends, frozenset(row.accounts)) for row in near]
    return stands(turns, account_id, at, change, early)


def said_off_shift(checkpoint_id: int, account_id: int | None, at: datetime) -> Text | None:
    """For the record of an operation: who was on duty instead; None unless it was outside the shift."""
    if standing(checkpoint_id, account_id, at) != "outside":
        return None
    lead = lead_at(checkpoint_id, at)
    return OFF_SHIFT.fill(lead=lead)


@question(needs=RECORD, at=lambda checkpoint_id: place_of(checkpoint_id))
def standing_at(checkpoint_id: int, *, by: Actor) -> ShiftStanding:
    """Of whoever asks, now. Who draws up the shifts there stands in all of them."""
    return _now(checkpoint_id, None, by)


@question(needs=RECORD, at=lambda checkpoint_id: place_of(checkpoint_id))
def admit(checkpoint_id: int, *, by: Actor, early: timedelta | None = None) -> ShiftStanding:
    """Before somebody is told about people at a checkpoint. OutsideShift; `early`: how long
    before their shift they may ask. Where nobody is planned all may who hold the permission."""
    found = _now(checkpoint_id, early, by)
    if found == "outside":
        site = names_of([checkpoint_id])[checkpoint_id]
        raise OutsideShift(site=site, lead=lead_at(checkpoint_id, clock.now()))
    return found


def _now(checkpoint_id: int, early: timedelta | None, by: Actor) -> ShiftStanding:
    if by.may(MANAGE, place_of(checkpoint_id)):
        return "in"
    return standing(checkpoint_id, by.account_id, clock.now(), early)


@dataclass(frozen=True, slots=True)
class TurnRow:
    """A shift of whoever asks: where, led by whom, from when to when; `now`: it is running."""

    checkpoint_id: int
    checkpoint: str
    lead: str
    begins: datetime
    ends: datetime
    now: bool


@question(needs=RECORD)
def own_turns(*, by: Actor) -> tuple[TurnRow, ...]:
    """The shifts of an account that run or begin within a day, in their order."""
    now = clock.now()
    rows = (
        Shift.objects.filter(
            accounts__contains=[by.account_id or 0],
            ends__gt=now,
            begins__lte=now + SOON,
            checkpoint__closed_at=None,
        )
        .select_related("checkpoint")
        .order_by("begins", "pk")
    )
    return tuple(
        TurnRow(
            row.checkpoint_id,
            row.checkpoint.name,
            row.lead,
            row.begins,
            row.ends,
            row.begins <= now,
        )
        for row in rows
    )


def lead_at(checkpoint_id: int, at: datetime) -> str:
    """Who leads the shift that binds at a moment, the latest begun."""
    running = Shift.objects.filter(checkpoint_id=checkpoint_id, begins__lte=at, ends__gt=at)
    found = running.exclude(accounts=[]).order_by("-begins", "-pk").first()
    return found.lead if found else ""
