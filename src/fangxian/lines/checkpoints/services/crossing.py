"""Somebody came to the barrier and was decided upon. What happened is recorded as it happened;
what the county knows better is said beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from fangxian.kernel import audit, clock, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.checkpoints import knowledge
from fangxian.lines.checkpoints.events import CrossingsRecorded, PersonHeld
from fangxian.lines.checkpoints.models import Checkpoint, Crossing
from fangxian.lines.checkpoints.queries.duty import standing
from fangxian.lines.checkpoints.queries.sites import place_of
from fangxian.lines.checkpoints.services.advice_due import advice_due
from fangxian.lines.checkpoints.services.differing import difference, joined
from fangxian.lines.checkpoints.services.naming import named, number_mark, subject_place
from fangxian.lines.checkpoints.services.ringing import ring

RECORD = "checkpoints.record"
LONGEST_WAIT = timedelta(days=1)
OUTSIDE_DUTY = Text(
    "记录照收;登记的账号(终端)不管这个卡口,请核对",
    "Recorded; the account or device has no duty at this checkpoint: please find out",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCrossing:
    """What a guard saw and decided. `client_id`: the guard's device's own; `number`: the
    document's, in the form in which it is compared; `ticks`: the items of the pack's list that
    were shown; times aware."""

    client_id: UUID
    checkpoint_id: int
    person_id: int | None
    how: str
    arrived_at: datetime
    decided_at: datetime
    outcome: str
    number: str = ""
    plate: str = ""
    ticks: tuple[str, ...] = ()
    colour_seen: str = ""
    verdict_seen: str = ""
    reason: str = ""
    note: str = ""
    device_id: int | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """`differs`: what the county knows otherwise, None when nothing; `alarm`: they were let
    through and should have been stopped, and what the guard does about it."""

    crossing_id: int
    person_id: int | None
    place: str
    advised: str
    differs: Text | None
    alarm: Text | None = None


@verb(
    needs=RECORD,
    words=Text("登记查验", "recorded a check"),
    at=lambda new: place_of(new.checkpoint_id),
)
def record_crossing(new: NewCrossing, *, by: Actor) -> Recorded:
    """Keep a crossing once. Held people are told upward in the same transaction."""
    return _record(new, by, outside=False)


@verb(needs=RECORD, words=Text("终端上报查验", "a device reported a check"))
def report_crossing(new: NewCrossing, area: str, *, by: Actor) -> Recorded:
    """What a device tells of a crossing: it happened, so it is kept wherever it was. One at a checkpoint
    outside the device's `area` (prefix of a division), or its account's, is marked as off duty, and that
    is said. NotFound: there is no such checkpoint."""
    place = place_of(new.checkpoint_id)
    outside = not (place.startswith(area) and by.may(RECORD, place))
    return _record(new, by, outside=outside)


def _record(new: NewCrossing, by: Actor, *, outside: bool) -> Recorded:
    kept = Crossing.objects.filter(client_id=new.client_id).first()
    if kept:
        return Recorded(kept.pk, kept.person_id, kept.checkpoint.place, kept.advised, None)
    site = Checkpoint.objects.get(pk=new.checkpoint_id)
    said = named(new.client_id, number_mark(new.number) if new.number else None)
    person_id = new.person_id or (said.person_id if said else None)
    known = knowledge.known_of(person_id, new.decided_at)
    row = _kept(new, person_id, by, outside=outside)
    advice_due(row, site, known)
    row.save()
    differs = joined(difference(row, site, known), OUTSIDE_DUTY if outside else None)
    audit.note(
        subject=f"checkpoints.crossing:{row.pk}",
        place=site.place,
        outcome=row.outcome,
        person_ids=[person_id] if person_id else (),
    )
    alarm = _tell(row, site, by)
    return Recorded(row.pk, person_id, site.place, row.advised, differs, alarm)


def _kept(new: NewCrossing, person_id: int | None, by: Actor, *, outside: bool) -> Crossing:
    off_shift = outside or standing(new.checkpoint_id, by.account_id, new.decided_at) == "outside"
    return Crossing(
        client_id=new.client_id,
        checkpoint_id=new.checkpoint_id,
        person_id=person_id,
        number_mark=number_mark(new.number) if new.number else None,
        how=new.how[:8],
        plate=new.plate[:12],
        arrived_at=_arrived(new),
        decided_at=new.decided_at,
        ticks=[one[:40] for one in new.ticks],
        colour_seen=new.colour_seen[:20],
        verdict_seen=new.verdict_seen[:20],
        outcome=new.outcome,
        reason=new.reason[:200],
        note=new.note[:300],
        off_shift=off_shift,
        guard_id=by.account_id,
        device_id=new.device_id,
        recorded_at=clock.now(),
    )


def _arrived(new: NewCrossing) -> datetime:
    """When they came before the guard: not after the decision, nor days before it."""
    likely = new.decided_at - LONGEST_WAIT <= new.arrived_at <= new.decided_at
    return new.arrived_at if likely else new.decided_at


def _tell(row: Crossing, site: Checkpoint, by: Actor) -> Text | None:
    """Who has to hear of it. Returns the alarm, when it is one."""
    outbox.emit(CrossingsRecorded(crossing_ids=(row.pk,), checkpoint_id=site.pk), actor=by.name)
    if row.outcome == "hold":
        place = subject_place(row, site)
        fact = PersonHeld(crossing_id=row.pk, person_id=row.person_id, place=place)
        outbox.emit(fact, actor=by.name)
    return ring(row, site, by)
