"""Who came through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from fangxian.ground.access import api as access
from fangxian.ground.people import api as people
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.pages import SIZE, Page, cut
from fangxian.kernel.text import Text
from fangxian.kernel.verb import reading
from fangxian.lines.checkpoints import rules
from fangxian.lines.checkpoints.models import AntigenTest, Crossing
from fangxian.lines.checkpoints.vehicles import comparable

READ = "checkpoints.read"


@dataclass(frozen=True, slots=True)
class CrossingRow:
    """A crossing as lists show it, masked; `antigen`: "" | running | negative | positive |
    invalid; `seconds` from arrival to decision; `proof`: how it was known who it was, not `proven`:
    it is somebody's word that it was this person."""

    id: int
    client_id: UUID
    checkpoint_id: int
    checkpoint: str
    place: str
    person_id: int | None
    person: str
    plate: str
    how: str
    arrived_at: datetime
    decided_at: datetime
    seconds: int
    ticks: tuple[str, ...]
    colour_seen: str
    colour_found: str
    outcome: str
    advised: str
    reason: str
    note: str
    guard: str
    antigen: str
    off_shift: bool
    proof: Text
    proven: bool


@dataclass(frozen=True, slots=True)
class CrossingFilter:
    """Empty means any. `on`: a county day; `text`: a plate's beginning."""

    checkpoint_id: int | None = None
    outcome: str = ""
    on: date | None = None
    text: str = ""
    person_id: int | None = None
    off_shift: bool = False


@reading(needs=READ, words=Text("查看查验记录", "looked at checks"))
def crossings(
    wanted: CrossingFilter, page: int = 1, *, by: Actor, size: int = SIZE
) -> Page[CrossingRow]:
    """Crossings of one's area, newest first."""
    rows, total = cut(found(wanted, by).order_by("-decided_at", "-pk"), page, size)
    audit.note(person_ids=sorted({row.person_id for row in rows if row.person_id}), count=len(rows))
    return Page(rows_of(rows), total, page, size)


def found(wanted: CrossingFilter, by: Actor) -> QuerySet[Crossing]:
    rows = Crossing.objects.filter(by.scope(READ).q(place="checkpoint__place"))
    if wanted.checkpoint_id:
        rows = rows.filter(checkpoint_id=wanted.checkpoint_id)
    if wanted.person_id:
        records = people.records_of([wanted.person_id])[wanted.person_id]
        rows = rows.filter(person_id__in=records)  # merged since: crossings stay where they are
    if wanted.outcome:
        rows = rows.filter(outcome=wanted.outcome)
    if wanted.off_shift:
        rows = rows.filter(off_shift=True)
    if wanted.text:
        rows = rows.filter(plate__startswith=comparable(wanted.text) or "—")  # no plate begins so
    if wanted.on:
        rows = rows.filter(on_day(wanted.on))
    return rows.select_related("checkpoint")


def on_day(day: date) -> Q:
    """Decided on a county day."""
    start = datetime.combine(day, time(), clock.COUNTY_TIME)
    return Q(decided_at__gte=start, decided_at__lt=start + timedelta(days=1))


def crossing_row(crossing_id: int) -> CrossingRow:
    """For the flows."""
    rows = list(Crossing.objects.select_related("checkpoint").filter(pk=crossing_id))
    if not rows:
        raise NotFound(what=Text("查验记录", "The check"))
    return rows_of(rows)[0]


def rows_of(rows: Sequence[Crossing]) -> tuple[CrossingRow, ...]:
    names = people.names_of({row.person_id for row in rows if row.person_id})
    guards = access.names_of({row.guard_id for row in rows if row.guard_id})
    tests = AntigenTest.objects.filter(crossing__in=[row.client_id for row in rows])
    results = {test.crossing: test.result or "running" for test in tests}
    return tuple(
        CrossingRow(
            id=row.pk,
            client_id=row.client_id,
            checkpoint_id=row.checkpoint_id,
            checkpoint=row.checkpoint.name,
            place=row.checkpoint.place,
            person_id=row.person_id,
            person=names.get(row.person_id or 0, ""),
            plate=row.plate,
            how=row.how,
            arrived_at=row.arrived_at,
            decided_at=row.decided_at,
            seconds=int((row.decided_at - row.arrived_at).total_seconds()),
            ticks=tuple(row.ticks),
            colour_seen=row.colour_seen,
            colour_found=row.colour_found,
            outcome=row.outcome,
            advised=row.advised,
            reason=row.reason,
            note=row.note,
            guard=guards.get(row.guard_id or 0, ""),
            antigen=results.get(row.client_id, ""),
            off_shift=row.off_shift,
            proof=rules.PROOFS[_proof(row)],
            proven=_proof(row) == "shown",
        )
        for row in rows
    )


def _proof(row: Crossing) -> str:
    return rules.proof_of(row.how, row.verdict_seen)


def stands() -> Q:
    """Crossings that nobody's mere word can put in the shade: whoever passed was proven, or stayed."""
    return proven() | Q(outcome="hold")


def proven() -> Q:
    """Crossings in which a code or card said who stood there."""
    return Q(how__in=rules.BEARING) & ~Q(verdict_seen__in=rules.PROVES_NOTHING)
