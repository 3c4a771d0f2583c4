"""Issue: to the township, the village and whoever else is named, in the same moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import connection

from fangxian.ground.places import api as places
from fangxian.ground.tasks.errors import NoAddressee
from fangxian.ground.tasks.events import InstructionsIssued
from fangxian.ground.tasks.models import Instruction, Receipt
from fangxian.ground.tasks.rules import ASKED, OPEN, QUESTIONS, Known, Order, settle, still_asked
from fangxian.ground.tasks.services.drafting import drafted, receipts
from fangxian.ground.tasks.services.steps import write_steps
from fangxian.ground.tasks.services.withdrawing import withdraw_rows
from fangxian.kernel import audit, clock, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.kept import kept
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb

AT_A_TIME = 2_000
REPLACED = kept("情况有变,由新的指令取代", "things changed; a new instruction stands for it")
MOVED = kept(
    "去向由{before}改为{now},由新的指令取代",
    "the destination changed from {before} to {now}; a new instruction stands for it",
)

Key = tuple[str, str]


@verb(needs="tasks.issue", words=Text("下达指令", "issued"))
def issue_many(orders: Sequence[Order], *, by: Actor) -> list[int]:
    """Issue each order once. Returns for each order the id of the instruction that stands
    for it: a new one, or the one that was there for the same reason.

    NotAllowed when one place lies outside the actor's area, NoAddressee when an order
    names no unit; nothing is issued then."""
    _check(orders, by)
    wanted = {(order.kind, order.subject): order for order in orders}
    _one_issuer_at_a_time()
    known = _known(wanted)
    asking = {
        key
        for key, order in wanted.items()
        if still_asked("close", order.kind, uncertain=order.uncertain)
    }
    verdicts = {
        key: settle(known.get(key), order.reason_key, asks=key in asking)
        for key, order in wanted.items()
    }
    kept = {known[key].id: wanted[key] for key, said in verdicts.items() if said == "keep"}
    _ask_again([known[key].id for key in asking if verdicts[key] == "keep"])
    _say_now({pk: order for pk, order in kept.items() if order.kind in QUESTIONS})
    _begin_on(kept)
    replaced = {key: known[key].id for key, said in verdicts.items() if said == "replace"}
    for why, ids_of_it in _whys(replaced, known, wanted).items():
        withdraw_rows(ids_of_it, why, by)
    fresh = [order for key, order in wanted.items() if verdicts[key] != "keep"]
    made = _write(fresh, replaced, by)
    if made:
        outbox.emit(
            InstructionsIssued(instruction_ids=tuple(row.pk for row in made)), actor=by.name
        )
    audit.note(
        subject="tasks.instructions",
        person_ids=sorted({order.person_id for order in fresh if order.person_id}),
        issued=len(made),
        replaced=len(replaced),
        kept=len(wanted) - len(fresh),
    )
    ids = {key: one.id for key, one in known.items()} | {
        (row.kind, row.subject): row.pk for row in made
    }
    return [ids[order.kind, order.subject] for order in orders]


def _ask_again(ids: Sequence[int]) -> None:
    """What had been answered is in doubt again: it is not closed by the former answer."""
    Instruction.objects.filter(pk__in=ids, uncertain=False).update(uncertain=True)


def _say_now(orders: Mapping[int, Order]) -> None:
    """A question that nobody answered yet, asked for the same reason, says what is asked beside it
    by now: its clocks and who took it on stay."""
    rows = Instruction.objects.filter(pk__in=orders, stage__in=ASKED).order_by("pk")
    changed = []
    for row in rows.only("pk", "body_zh", "body_en"):
        body = orders[row.pk].body
        if (row.body_zh, row.body_en) != (body.zh, body.en):
            row.body_zh, row.body_en = body.zh, body.en
            changed.append(row)
    Instruction.objects.bulk_update(changed, ["body_zh", "body_en"], batch_size=AT_A_TIME)


def _begin_on(orders: Mapping[int, Order]) -> None:
    """The day before which nothing is in place is known of those that were issued before it was
    kept, too."""
    days: dict[date, list[int]] = {}
    for pk, order in orders.items():
        if order.begins:
            days.setdefault(order.begins, []).append(pk)
    for day, ids in days.items():
        Instruction.objects.filter(pk__in=ids, stage__in=OPEN).exclude(begins_on=day).update(
            begins_on=day
        )


def _check(orders: Sequence[Order], by: Actor) -> None:
    scope = by.scope("tasks.issue")
    for order in orders:
        if not scope.covers(order.place):
            raise NotAllowed(permission="tasks.issue")
        if not order.addressees:
            raise NoAddressee(title=order.title.zh, place=order.place)


def _one_issuer_at_a_time() -> None:
    """Two reactions to the same screening must not both find that nothing was issued yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('tasks.issue'))")


def _known(keys: Iterable[Key]) -> dict[Key, Known]:
    """By key the one that is open, else the newest: of two records that became one the later
    instruction may be the one that was withdrawn."""
    kinds = {kind for kind, _ in keys}
    subjects = [subject for _, subject in keys]
    rows = Instruction.objects.filter(kind__in=kinds, subject__in=subjects).values_list(
        "pk", "kind", "subject", "stage", "reason_key", "place"
    )
    return {
        (kind, subject): Known(pk, stage, reason, place)
        for pk, kind, subject, stage, reason, place in sorted(
            rows, key=lambda row: (row[3] in OPEN, row[0])
        )
    }


def _whys(
    replaced: Mapping[Key, int], known: Mapping[Key, Known], wanted: Mapping[Key, Order]
) -> dict[str, list[int]]:
    """What the history of the replaced ones says, and whose it is."""
    whys: dict[str, list[int]] = {}
    for key, pk in replaced.items():
        before, now = known[key].place, wanted[key].place
        moved = MOVED.format(before=places.full_name(before), now=places.full_name(now))
        whys.setdefault(moved if before != now else REPLACED, []).append(pk)
    return whys


def _write(orders: Sequence[Order], replaced: dict[Key, int], by: Actor) -> list[Instruction]:
    now = clock.now()
    rows = Instruction.objects.bulk_create(
        [drafted(order, replaced.get((order.kind, order.subject)), by, now) for order in orders],
        batch_size=AT_A_TIME,
    )
    Receipt.objects.bulk_create(
        [one for order, row in zip(orders, rows, strict=True) for one in receipts(order, row)],
        batch_size=AT_A_TIME,
    )
    write_steps([(row.pk, "", "issued") for row in rows], "issue", by, now)
    return rows
