"""Pushed lists and their items, with how far they are and what is late."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from fangxian.ground.people import api as people
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.pages import Page, cut
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question, reading
from fangxian.lines.arrivals.claiming import WAITING
from fangxian.lines.arrivals.models import Claim, PushedItem, PushedList
from fangxian.lines.arrivals.queries.found import READ
from fangxian.lines.arrivals.rules import STAGES


@dataclass(frozen=True)
class ListRow:
    """A list, how many of its items stand at each stage, and how many are late."""

    id: int
    title: str
    sender: str
    number: str
    received_at: datetime
    due_at: datetime
    stage_due: dict[str, str]
    closed_at: datetime | None
    by_stage: dict[str, int]
    items: int
    done: int
    overdue: int
    waiting: int  # people whose row asks less of them than now, until a second official says so
    disease: str  # because of which it was sent; "" in lists from before it was said


@dataclass(frozen=True)
class ItemRow:
    """An item, masked. `due_at` is when its next stage is due."""

    id: int
    person_id: int
    name: str
    number: str
    place: str
    stage: str
    finding: str
    answer: str
    remark: str  # what its row says besides, to be verified
    due_at: datetime | None
    late: bool
    stage_at: dict[str, datetime]  # when each stage was reached
    waiting: bool  # its row asks less of the person than now, and waits beside the record


@question(needs=READ)
def pushed_lists(page: int = 1, *, by: Actor) -> Page[ListRow]:
    """Lists with items in the actor's area, the open ones and the nearest due first."""
    mine = PushedItem.objects.filter(by.scope(READ).q(place="place"))
    shown = PushedList.objects.filter(pk__in=mine.values("pushed_list_id"))
    rows, total = cut(shown.order_by("-closed_at", "due_at", "id"), page)
    counted: dict[int, Counter[str]] = {}
    for number, stage in mine.filter(pushed_list__in=rows).values_list("pushed_list_id", "stage"):
        counted.setdefault(number, Counter())[stage] += 1
    waits = Counter(number for number, _ in _waiting(mine.filter(pushed_list__in=rows)))
    return Page(tuple(_list(row, counted[row.pk], waits[row.pk]) for row in rows), total, page)


@question(needs=READ)
def pushed_list(list_id: int, *, by: Actor) -> ListRow:
    """One list as far as it lies in the actor's area. NotFound where none of its items does."""
    found, items = _found(list_id, by)
    by_stage = Counter(items.values_list("stage", flat=True))
    return _list(found, by_stage, len(_waiting(items)))


@dataclass(frozen=True)
class StageClock:
    """A stage of a list: when it is due, how many items have reached it, and how many that
    have not are past its time. `at_last` is when the last one reached it, once all have."""

    stage: str
    due_at: datetime
    reached: int
    of: int
    late: int
    at_last: datetime | None


@question(needs=READ)
def pushed_clocks(list_id: int, *, by: Actor) -> tuple[StageClock, ...]:
    """The four clocks 推送 → 核查 → 管控 → 反馈 (and 销号) of a list, within the actor's area.
    Who was not found here needs no control: answering counts as having passed it."""
    found, items = _found(list_id, by)
    rows = list(items.values_list("stage", "stage_at"))
    return tuple(_clock(found, stage, rows) for stage in STAGES)


def _clock(found: PushedList, stage: str, rows: list[tuple[str, dict[str, str]]]) -> StageClock:
    place = STAGES.index(stage)
    due = found.received_at if not place else datetime.fromisoformat(found.stage_due[stage])
    reached = sum(STAGES.index(at) >= place for at, _ in rows)
    times = [datetime.fromisoformat(at[stage]) for _, at in rows if stage in at]
    done = reached == len(rows)
    return StageClock(
        stage,
        due,
        reached,
        len(rows),
        0 if due >= clock.now() else len(rows) - reached,
        max(times, default=None) if done else None,
    )


@reading(needs=READ, words=Text("查看协查名单", "looked at a pushed list"))
def pushed_items(
    list_id: int, page: int = 1, *, stage: str = "", late: bool = False, by: Actor
) -> Page[ItemRow]:
    """The items of a list within the actor's area, the late first; `stage`: those that stand there,
    `late`: those whose next stage is past its time."""
    found, items = _found(list_id, by)
    overdue = Q(stage__in=[one for one in STAGES if _late(_due(found, one))])
    if stage:
        items = items.filter(stage=stage)
    if late:
        items = items.filter(overdue)
    rows, total = cut(items.order_by(Case(When(overdue, then=0), default=1), "place", "id"), page)
    ids = [row.person_id for row in rows]
    audit.note(subject=f"arrivals.pushed_list:{list_id}", person_ids=ids, count=len(rows))
    names, documents = people.names_of(ids), people.masked_documents(ids)
    waits = {person for _, person in _waiting(items)}
    return Page(tuple(_item(found, row, names, documents, waits) for row in rows), total, page)


def _found(list_id: int, by: Actor) -> tuple[PushedList, QuerySet[PushedItem]]:
    found = PushedList.objects.filter(pk=list_id).first()
    mine = PushedItem.objects.filter(by.scope(READ).q(place="place"), pushed_list=list_id)
    if found is None or not (mine.exists() or by.scope(READ).covers(found.place)):
        raise NotFound(what=Text(f"协查名单 {list_id}", f"Pushed list {list_id}"))
    return found, mine


def _waiting(items: QuerySet[PushedItem]) -> set[tuple[int, int]]:
    """(list, person) of those of these items whose row of the list waits beside the record."""
    claims = Claim.objects.filter(
        batch__list_ref=OuterRef("pushed_list"), person=OuterRef("person"), state=WAITING
    )
    return set(items.filter(Exists(claims)).values_list("pushed_list_id", "person_id"))


def _list(row: PushedList, by_stage: Counter[str], waiting: int) -> ListRow:
    late = sum(count for stage, count in by_stage.items() if _late(_due(row, stage)))
    return ListRow(
        row.pk,
        row.title,
        row.sender,
        row.number,
        row.received_at,
        row.due_at,
        row.stage_due,
        row.closed_at,
        {stage: by_stage[stage] for stage in STAGES},
        by_stage.total(),
        by_stage["closed"],
        late,
        waiting,
        row.disease,
    )


def _item(
    found: PushedList,
    row: PushedItem,
    names: dict[int, str],
    documents: dict[int, tuple[people.DocumentRow, ...]],
    waits: set[int],
) -> ItemRow:
    due = _due(found, row.stage)
    shown = documents.get(row.person_id, ())
    return ItemRow(
        row.pk,
        row.person_id,
        names.get(row.person_id, ""),
        shown[0].number if shown else "",
        row.place,
        row.stage,
        row.finding,
        row.answer,
        row.remark,
        due,
        _late(due),
        {at: datetime.fromisoformat(row.stage_at[at]) for at in STAGES if at in row.stage_at},
        row.person_id in waits,
    )


def _due(found: PushedList, stage: str) -> datetime | None:
    """When the stage after this one is due; None when nothing follows."""
    after = STAGES.index(stage) + 1
    if after >= len(STAGES):
        return None
    return datetime.fromisoformat(found.stage_due[STAGES[after]])


def _late(due: datetime | None) -> bool:
    return due is not None and due < clock.now()
