"""Taking an import back, for everybody on whom nothing newer stands."""

from __future__ import annotations

from fangxian.ground.people import api as people
from fangxian.kernel import audit, clock, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.arrivals import claiming, errors
from fangxian.lines.arrivals.events import ImportUndone
from fangxian.lines.arrivals.models import Claim, Filing, ImportBatch, RejectedRow
from fangxian.lines.arrivals.services.staying import named, reasons_to_stay
from fangxian.lines.arrivals.services.unlaying import take_out

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
    goes = {one: state for one, state in known.items() if one not in stay}
    if not goes and stay:
        raise errors.UndoDepends(count=len(stay), who=_who(stay))
    taken = Filing.objects.filter(batch=batch, person_id__in=goes)
    gone, unread = take_out(taken, goes, by, since=batch.created_at)
    RejectedRow.objects.filter(batch=batch).delete()
    _withdraw_claims(batch, by)
    batch.state, batch.finished_at = "undone", clock.now()
    batch.why = KEPT.format(stay=len(stay), gone=len(goes)) if stay else ""
    batch.why += UNREAD.format(unread=unread) if unread else ""
    batch.save(update_fields=["state", "finished_at", "why"])
    audit.note(
        subject=f"arrivals.batch:{batch_id}", place=batch.place, count=len(goes), unread=unread
    )
    outbox.emit(ImportUndone(batch_id=batch_id, withdrawn=gone), actor=by.name)
    return len(goes)


def _withdraw_claims(batch: ImportBatch, by: Actor) -> None:
    """What the batch only claimed waits no more, and what that raised is lowered."""
    waiting = Claim.objects.filter(batch=batch, state=claiming.WAITING).order_by("pk")
    for one in waiting.select_for_update():
        claiming.end(one, claiming.WITHDRAWN, UNDONE, by=by)


def _who(stay: dict[int, Text]) -> str:
    few = dict(sorted(stay.items())[:NAMED])
    said = "、".join(f"{one.name}({one.why.zh})" for one in named(few))
    return said + ("等" if len(stay) > len(few) else "")


def _done(batch_id: int, by: Actor) -> ImportBatch:
    within = by.scope("arrivals.import").q(place="place", owner="created_by_id")
    batch = ImportBatch.objects.select_for_update().filter(within, pk=batch_id).first()
    if batch is None:
        raise NotFound(what=f"导入 {batch_id}")
    if batch.state != "done":
        raise errors.ImportSettled(state=batch.state)
    return batch
