"""Taking an import back, for everybody on whom nothing newer stands.

What people and declarations were before is not remembered: it follows from the filings
that remain, laid down again in the order in which they came.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError

from fangxian.ground.people import api as people
from fangxian.ground.tasks import api as tasks
from fangxian.kernel import audit, clock, outbox
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.arrivals import claiming, errors, laid
from fangxian.lines.arrivals.events import ImportUndone
from fangxian.lines.arrivals.models import (
    Claim,
    Declaration,
    Filing,
    ImportBatch,
    PushedItem,
    RejectedRow,
)
from fangxian.lines.arrivals.services.laying import lay_again
from fangxian.lines.arrivals.services.staying import named, reasons_to_stay
from fangxian.lines.codes import api as codes

KEPT = "{stay} 人此后已有新的填报或处置,保留原样;其余 {gone} 人已恢复。"
UNDONE = "所依据的导入已撤销"
UNREAD = "有 {unread} 条以前的填报按现在的规则读不懂,已列为待核。"
NAMED = 3  # in a refusal: enough to see what it is about


@verb(needs="arrivals.import")
def undo_import(batch_id: int, *, by: Actor) -> int:
    """Take a batch back: its filings go, people and declarations stand as if it had never
    been, and the instructions that followed are withdrawn (ImportUndone). Whoever was filed
    for since, or was dealt with in the field, stays; the batch then says how many
    (`undo_outlook` says who). Returns for how many people it was undone.

    UndoDepends when everybody stays."""
    batch = _done(batch_id, by)
    known = people.held(Filing.objects.filter(batch=batch).values_list("person_id", flat=True))
    stay = reasons_to_stay(batch)
    filed = _filing_times(batch, stay)
    if not filed and stay:
        raise errors.UndoDepends(count=len(stay), who=_who(stay))
    before = {one: known[one] for one in filed}
    Filing.objects.filter(batch=batch, person_id__in=filed).delete()
    kept = set(Filing.objects.filter(person_id__in=filed).values_list("person_id", flat=True))
    bare = {person: _bare(state, filed[person]) for person, state in before.items()}
    gone = _withdraw({n: bare[n] for n in bare if n not in kept}, before, batch)
    unread = lay_again({n: bare[n] for n in kept}, by)
    RejectedRow.objects.filter(batch=batch).delete()
    _withdraw_claims(batch, by)
    batch.state, batch.finished_at = "undone", clock.now()
    batch.why = KEPT.format(stay=len(stay), gone=len(filed)) if stay else ""
    batch.why += UNREAD.format(unread=unread) if unread else ""
    batch.save(update_fields=["state", "finished_at", "why"])
    audit.note(
        subject=f"arrivals.batch:{batch_id}", place=batch.place, count=len(filed), unread=unread
    )
    outbox.emit(ImportUndone(batch_id=batch_id, withdrawn=tuple(gone)), actor=by.name)
    return len(filed)


def _withdraw_claims(batch: ImportBatch, by: Actor) -> None:
    """What the batch only claimed waits no more, and what that raised is lowered."""
    waiting = Claim.objects.filter(batch=batch, state=claiming.WAITING).order_by("pk")
    for one in waiting.select_for_update():
        claiming.end(one, claiming.WITHDRAWN, UNDONE, by=by)


def _who(stay: dict[int, Text]) -> str:
    few = dict(sorted(stay.items())[:NAMED])
    said = "、".join(f"{one.name}({one.why.zh})" for one in named(few))
    return said + ("等" if len(stay) > len(few) else "")


def _filing_times(batch: ImportBatch, stay: Collection[int]) -> dict[int, set[datetime]]:
    """For each person of the batch who does not stay the times of all their filings."""
    touched = Filing.objects.filter(batch=batch).exclude(person_id__in=stay).values("person_id")
    times: dict[int, set[datetime]] = {}
    rows = Filing.objects.filter(person_id__in=touched).values_list("person_id", "filed_at")
    for person, at in rows:
        times.setdefault(person, set()).add(at)
    return times


def _bare(state: people.PersonState, filed: set[datetime]) -> people.PersonState:
    """A person without what filings said: what was entered by hand stays."""
    blank = people.PersonState.blank(state.id)
    stays = [at is not None and at.at not in filed for at in state.times]
    return people.PersonState(
        state.id,
        tuple(v if s else b for v, b, s in zip(state.values, blank.values, stays, strict=True)),
        tuple(at if s else None for at, s in zip(state.times, stays, strict=True)),
    )


def _done(batch_id: int, by: Actor) -> ImportBatch:
    within = by.scope("arrivals.import").q(place="place", owner="created_by_id")
    batch = ImportBatch.objects.select_for_update().filter(within, pk=batch_id).first()
    if batch is None:
        raise NotFound(what=f"导入 {batch_id}")
    if batch.state != "done":
        raise errors.ImportSettled(state=batch.state)
    return batch


def _withdraw(
    bare: dict[int, people.PersonState], before: dict[int, people.PersonState], batch: ImportBatch
) -> list[int]:
    """Remove the declarations that only this batch had made, and the persons whom it had
    entered. Who was known before keeps what nothing else now says. Returns declarations' ids."""
    rows = Declaration.objects.filter(person_id__in=bare)
    gone = list(rows.values_list("pk", flat=True))
    keys = [laid.declaration_key(number) for number in gone]
    codes.forget_standings(list(bare), laid.SCREENING, keys, by=SYSTEM)
    rows.delete()
    asked = set(PushedItem.objects.filter(person_id__in=bare).values_list("person_id", flat=True))
    lasting = asked | tasks.ever_instructed(bare) | codes.ever_coloured(bare)
    forgotten = _forget(sorted(set(bare) - lasting), batch)
    people.rewrite({n: before[n].under(bare[n]) for n in bare if n not in forgotten})
    return gone


def _forget(person_ids: list[int], batch: ImportBatch) -> set[int]:
    """Remove from the register whom nothing refers to; the history of an instruction, a
    charge or a list from above keeps its person."""
    if not person_ids:
        return set()
    try:
        return people.forget(person_ids, since=batch.created_at)
    except IntegrityError:
        half = len(person_ids) // 2
        if not half:
            return set()
        return _forget(person_ids[:half], batch) | _forget(person_ids[half:], batch)
