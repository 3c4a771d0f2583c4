"""Somebody was let through who should have been stopped: an alarm, at headquarters and for the
guard who did it, until a human has said what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from fangxian.ground.duty import api as duty
from fangxian.ground.people import api as people
from fangxian.kernel import audit, clock, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.checkpoints import knowledge
from fangxian.lines.checkpoints.errors import FindingMissing
from fangxian.lines.checkpoints.events import CrossingDiffers
from fangxian.lines.checkpoints.models import Checkpoint, Crossing, Slipped
from fangxian.lines.checkpoints.rules import OUTCOMES, milder
from fangxian.lines.checkpoints.services.advice_due import advice_due
from fangxian.lines.checkpoints.services.differing import difference_named
from fangxian.lines.checkpoints.services.naming import subject_place

SOMEBODY = Text("还不知道姓名的人", "somebody not yet named")
ALARM = Text(
    "您在 {at} 判“{outcome}”的{who}应{advised} — 请立即联系指挥部{phone},设法留住或找回此人",
    "Your decision about {who} at {at}: {outcome}; the rules ask for: {advised}. Call "
    "headquarters{phone} at once and try to stop or find the person",
)


def ring(row: Crossing, site: Checkpoint, by: Actor) -> Text | None:
    """Raise the alarm of a crossing once. Returns what the guard is told, None when whoever
    passed may pass, or when nothing at all is known of them."""
    if not (row.advised and (row.colour_found or row.colour_seen)):
        return None
    if not milder(row.outcome, row.advised):
        return None
    _, fresh = Slipped.objects.get_or_create(
        crossing=row, defaults={"advised": row.advised, "raised_at": clock.now()}
    )
    if fresh:
        fact = CrossingDiffers(
            crossing_id=row.pk,
            person_id=row.person_id,
            place=subject_place(row, site),
            advised=row.advised,
        )
        outbox.emit(fact, actor=by.name)
    return said_of(row, site)


@dataclass(frozen=True, slots=True)
class Judged:
    """Of crossings whose person is known since, in the guard's words: the first `alarm`, and what
    the county knew otherwise or knows since (`differs`); None when nothing."""

    alarm: Text | None = None
    differs: Text | None = None


@verb(needs="checkpoints.record", words=Text("按补录身份重判", "judged again by who it was"))
def judge_named(crossing_ids: Sequence[int], *, by: Actor) -> Judged:
    """Crossings whose person is known since are judged again by what was known of them then, and
    compared with what is known by now."""
    alarms, differs = [], []
    rows = Crossing.objects.select_related("checkpoint").filter(pk__in=crossing_ids)
    for row in rows.order_by("decided_at", "pk"):
        known = knowledge.known_of(row.person_id, row.decided_at)
        advice_due(row, row.checkpoint, known)
        row.save(update_fields=["colour_found", "advised"])
        alarms.append(ring(row, row.checkpoint, by))
        differs.append(difference_named(row, row.checkpoint, known))
    audit.note(subject="checkpoints.crossings", count=len(alarms))
    return Judged(*(next((one for one in some if one), None) for some in (alarms, differs)))


def said_of(row: Crossing, site: Checkpoint) -> Text:
    """The alarm in the guard's words, with whom to call."""
    done, advised = (OUTCOMES.get(one, Text(one, one)) for one in (row.outcome, row.advised))
    name = people.names_of([row.person_id]).get(row.person_id, "") if row.person_id else ""
    name = name or row.plate
    at, told = clock.county(row.decided_at), clock.said(row.decided_at)
    when = told.rpartition(" ")[2] if at.date() == clock.today() else told
    phone = _headquarters(site.place)
    fill = {"at": when, "phone": f" {phone}" if phone else ""}
    return Text(
        ALARM.zh.format(who=name or SOMEBODY.zh, outcome=done.zh, advised=advised.zh, **fill),
        ALARM.en.format(who=name or SOMEBODY.en, outcome=done.en, advised=advised.en, **fill),
    )


def _headquarters(place: str) -> str:
    unit = duty.unit_for(place, "headquarters")
    return unit.public_phone if unit else ""


def place_of_slipped(crossing_id: int) -> str:
    found = ringing().filter(pk=crossing_id).values_list("crossing__checkpoint__place", flat=True)
    place = found.first()
    if place is None:
        raise NotFound(what=Text("这条警报", "This alarm"))
    return place


def ringing() -> QuerySet[Slipped]:
    """Alarms that nobody has answered yet."""
    return Slipped.objects.filter(looked_at=None)


@verb(
    needs="checkpoints.manage",
    words=Text("处置应拦未拦", "dealt with somebody let through"),
    at=lambda crossing_id: place_of_slipped(crossing_id),
)
def close_slipped(crossing_id: int, finding: str, *, by: Actor) -> None:
    """Say what was done about somebody who slipped through. FindingMissing, NotFound."""
    if not finding.strip():
        raise FindingMissing
    ringing().filter(pk=crossing_id).update(
        looked_at=clock.now(), looked_by=by.name[:80], finding=finding.strip()[:300]
    )
    audit.note(subject=f"checkpoints.crossing:{crossing_id}", purpose=finding.strip()[:300])
