"""Taking an import back, for everybody on whom nothing newer stands."""

from __future__ import annotations

from fangxian.ground.people import api as people
from fangxian.kernel import audit, clock, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.kept import kept
from fangxian.kernel.text import Text
from fangxian.kernel.verb import Concern, Part, verb
from fangxian.lines.arrivals import claiming, errors
from fangxian.lines.arrivals.events import ImportUndone
from fangxian.lines.arrivals.models import Claim, Filing, ImportBatch, PushedItem, RejectedRow
from fangxian.lines.arrivals.services.removing_filings import take_out
from fangxian.lines.arrivals.services.undo_blockers import held_by, named, reasons_to_stay
from fangxian.lines.codes import api as codes

UNDO = "arrivals.undo_import"
KEPT = Text(
    "{stay} 人此后已有新的填报或处置,保留原样;其余 {gone} 人已恢复。",
    "{stay} people were filed for or dealt with since and stay as they are; the other {gone} are as "
    "before. ",
)
UNDONE = kept("所依据的导入已撤销", "the import that it rested on was undone")
UNREAD = Text(
    "有 {unread} 条以前的填报按现在的规则读不懂,已列为待核。",
    "{unread} earlier filings cannot be read by the rules of today and are to be verified. ",
)
LISTED = Text(
    "推送名单的 {items} 行仍在,核查指令照办,答复照交。",
    "{items} rows of the pushed list remain: they are still checked and answered.",
)
NAMED = 3  # in a refusal: enough to see what it is about


def _place_of(batch_id: int) -> str | None:
    return ImportBatch.objects.filter(pk=batch_id).values_list("place", flat=True).first()


def _part(batch_id: int, by: Actor) -> Part:
    """Of more people than one may free alone, within a day, it takes two."""
    batch = ImportBatch.objects.filter(pk=batch_id, state="done").first()
    return "both" if batch and codes.takes_two(held_by(batch), by) else ""


def _about(batch_id: int) -> Concern:
    batch = ImportBatch.objects.filter(pk=batch_id, state="done").first()
    if batch is None:
        return Concern()
    freed = sorted(codes.freed_by(held_by(batch)))
    frees = Text(f"{len(freed)} 人的限制随之解除", f"frees {len(freed)} people")
    return Concern(tuple(freed), frees)


@verb(
    needs="arrivals.import",
    words=Text("撤销导入", "undid an import"),
    at=_place_of,
    part=_part,
    about=_about,
)
def undo_import(batch_id: int, why: str, *, by: Actor) -> int:
    """Take a batch back, with a reason: its filings go, people and declarations stand as if it had never
    been, and the instructions that followed are withdrawn (ImportUndone). Whoever was filed
    for since, or was dealt with in the field, stays; the batch then says how many
    (`undo_outlook` says who). Returns for how many people it was undone.

    Where it restricted people headquarters are told how many; where these are more than this hand may
    free within a day (`codes.free_alone`) it takes two people (`access.do_or_ask`).

    UndoDepends when everybody stays; UndoWhy without a reason."""
    if not why.strip():
        raise errors.UndoWhy
    codes.wait_for_others()
    batch = _done(batch_id, by)
    known = people.held(Filing.objects.filter(batch=batch).values_list("person_id", flat=True))
    stay = reasons_to_stay(batch)
    goes = {one: state for one, state in known.items() if one not in stay}
    if not goes and stay:
        raise errors.UndoDepends(count=len(stay), who=_who(stay))
    restricted = codes.count_freed(held_by(batch, stay), UNDO, by)
    taken = Filing.objects.filter(batch=batch, person_id__in=goes)
    gone, unread = take_out(taken, goes, by, since=batch.created_at)
    RejectedRow.objects.filter(batch=batch).delete()
    _withdraw_claims(batch, by)
    batch.state, batch.finished_at = "undone", clock.now()
    said = [
        KEPT.fill(stay=len(stay), gone=len(goes)) if stay else None,
        UNREAD.fill(unread=unread) if unread else None,
        LISTED.fill(items=items) if (items := _listed(batch)) else None,
    ]
    batch.why = "".join(one.zh for one in said if one)
    batch.counts["undone"] = {"zh": batch.why, "en": "".join(one.en for one in said if one).strip()}
    batch.save(update_fields=["state", "finished_at", "why", "counts"])
    audit.note(
        subject=f"arrivals.batch:{batch_id}",
        place=batch.place,
        person_ids=sorted(goes),
        purpose=why.strip(),
        count=len(goes),
        unread=unread,
        restricted=restricted,
    )
    outbox.emit(
        ImportUndone(
            batch_id=batch_id,
            withdrawn=gone,
            restricted=restricted,
            place=batch.place,
            why=why.strip()[:60],
        ),
        actor=by.name,
    )
    return len(goes)


def _listed(batch: ImportBatch) -> int:
    """How many rows of the list from above that came with this file stay to be answered."""
    number = batch.counts.get("pushed_list")
    return PushedItem.objects.filter(pushed_list_id=number).count() if number else 0


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
        raise NotFound(what=Text(f"导入 {batch_id}", f"Import {batch_id}"))
    if batch.state != "done":
        raise errors.ImportSettled(state=batch.state)
    return batch
