"""The truck lane, the tests that run, and what was disinfected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from fangxian.ground.people import api as people
from fangxian.kernel import clock, crypto
from fangxian.kernel.actor import Actor
from fangxian.kernel.verb import question
from fangxian.lines.checkpoints.in_force import antigen_takes, barrier_edition
from fangxian.lines.checkpoints.models import AntigenTest, Crossing, Disinfection, TruckWait
from fangxian.lines.checkpoints.rules import word
from fangxian.lines.checkpoints.services.lane import PHONE

READ = "checkpoints.read"
SHOWN = 50


@dataclass(frozen=True, slots=True)
class TruckRow:
    """A truck and who fetches it (phone masked); `minutes`: in the queue so far, or in all."""

    id: int
    plate: str
    company: str
    fetched_by: str
    phone: str
    queued_at: datetime
    fetched_at: datetime | None
    minutes: int


@dataclass(frozen=True, slots=True)
class TestRow:
    """A test that lies. `ready_at`: when it can be read."""

    crossing: UUID
    crossing_id: int | None
    person: str
    started_at: datetime
    ready_at: datetime
    ready: bool


@dataclass(frozen=True, slots=True)
class DisinfectedRow:
    plate: str
    at: datetime


@question(needs=READ)
def trucks(checkpoint_id: int, *, by: Actor, waiting: bool = True) -> tuple[TruckRow, ...]:
    """Those that wait, the longest first; else the latest that were fetched."""
    found = TruckWait.objects.filter(checkpoint_id=checkpoint_id)
    rows = (
        found.filter(fetched_at=None).order_by("queued_at", "pk")
        if waiting
        else found.exclude(fetched_at=None).order_by("-fetched_at", "pk")
    )
    return tuple(_truck(row) for row in rows[:SHOWN])


def _truck(row: TruckWait) -> TruckRow:
    sealed = word(row.said, "phone")
    phone = crypto.unseal(bytes.fromhex(sealed), about=PHONE) if sealed else ""
    until = row.fetched_at or clock.now()
    return TruckRow(
        row.pk,
        row.plate,
        row.company,
        row.fetched_by,
        people.mask_phone(phone),
        row.queued_at,
        row.fetched_at,
        max(0, int((until - row.queued_at).total_seconds() // 60)),
    )


@question(needs=READ)
def tests_running(checkpoint_id: int, place: str, *, by: Actor) -> tuple[TestRow, ...]:
    """Antigen tests without a result, begun today or yesterday, the oldest first."""
    takes, now = antigen_takes(barrier_edition(place)), clock.now()
    crossings = {
        row.client_id: row
        for row in Crossing.objects.filter(
            checkpoint_id=checkpoint_id, decided_at__gte=now - timedelta(days=1)
        )
    }
    found = AntigenTest.objects.filter(
        crossing__in=list(crossings), result="", started_at__isnull=False
    ).order_by("started_at")
    names = people.names_of({row.person_id for row in crossings.values() if row.person_id})
    return tuple(
        TestRow(
            test.crossing,
            crossings[test.crossing].pk,
            names.get(crossings[test.crossing].person_id or 0, ""),
            test.started_at,
            test.started_at + takes,
            test.started_at + takes <= now,
        )
        for test in found
        if test.started_at
    )


@question(needs=READ)
def disinfected(checkpoint_id: int, *, by: Actor) -> tuple[DisinfectedRow, ...]:
    """The latest vehicles that were disinfected."""
    found = Disinfection.objects.filter(checkpoint_id=checkpoint_id).order_by("-at", "pk")
    return tuple(DisinfectedRow(row.plate, row.at) for row in found[:SHOWN])
