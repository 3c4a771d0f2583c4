"""What is to be done: my work, a list, one person's instructions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, QuerySet, Value, When
from django.db.models.functions import Coalesce

from fangxian.ground.tasks.models import Instruction
from fangxian.ground.tasks.queries.cards import CardFilter, narrowed
from fangxian.ground.tasks.queries.conditions import (
    DONE_WITH,
    chosen,
    day_begins,
    late,
    owed_by,
    rank,
    with_whom,
)
from fangxian.ground.tasks.queries.filters import InstructionFilter
from fangxian.ground.tasks.queries.rows import SHOWN, InstructionRow, rows_of
from fangxian.ground.tasks.queries.scope import visible
from fangxian.ground.tasks.rules import SECTIONS
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.pages import SIZE, Page
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question, reading

EVERYTHING = CardFilter()
LAST = day_begins(clock.parse("9999-01-01T00:00!").shown.date())
ORDERS: Mapping[str, tuple[str, ...]] = {
    "urgent": ("over", "back", "priority", "due_or_last", "-issued_at", "id"),
    "newest": ("-issued_at", "-id"),
    "oldest": ("issued_at", "id"),
    "place": ("place", "priority", "id"),
}


@dataclass(frozen=True, slots=True)
class Work:
    """A page of work in its order, and how much there is in each section. `late`: how much of it is
    late, refused ones among them; `owed`: how much of that one's own units owe, as `overdue_by_unit`
    counts it; the rest lies there because it was addressed to them too, or climbed to them."""

    page: Page[InstructionRow]
    counts: Mapping[str, int]
    owed: int = 0
    late: int = 0


@reading(needs="tasks.read", words=Text("查看待办", "looked at work"))
def my_work(
    *,
    by: Actor,
    page: int = 1,
    section: str = "",
    size: int = SIZE,
    own: bool = False,
    only: CardFilter = EVERYTHING,
    whose: str = "",
) -> Work:
    """What lies with the actor and their units: what was refused to them first, then what is
    late, due today, not yet received, then the rest; within each, what is to be checked first comes
    first. `own`: only what was handed to them, also for somebody without a post. `only`: what of it;
    the counts too. `whose`: all of it, what is one's turn ("mine": exactly what `debts` counts), or
    what is another's ("others")."""
    mine_only = Instruction.objects.filter(
        visible(by, "tasks.read"), with_whom(whose, by, own=own), narrowed(only)
    )
    open_ = mine_only.annotate(rank=rank(by, clock.now()))
    over = late(clock.now())
    owed = Count("pk", over & owed_by(*(by.unit_ids or (0,))))
    told = list(
        open_.values_list("rank")
        .annotate(n=Count("pk"), late=Count("pk", over), owed=owed)
        .order_by()
    )
    ranked = {number: n for number, n, _, _ in told}
    counted = {name: ranked.get(number, 0) for number, name in enumerate(SECTIONS)}
    shown = open_.filter(rank=SECTIONS.index(section)) if section in SECTIONS else open_
    total = counted[section] if section in SECTIONS else sum(counted.values())
    ordered = shown.order_by("rank", "priority", Coalesce("due_at", Value(LAST)), "id")
    behind, owing = sum(row[2] for row in told), sum(row[3] for row in told)
    return Work(_page(ordered, page, size, total), counted, owing, behind)


@reading(needs="tasks.read", words=Text("查看指令清单", "looked at a list"))
def instructions(
    found: InstructionFilter, *, by: Actor, page: int = 1, size: int = SIZE, order: str = "urgent"
) -> Page[InstructionRow]:
    """The list of a filter. `order`: urgent (what was refused first) | newest | oldest | place."""
    rows = Instruction.objects.filter(chosen(found, by))
    total = rows.count()
    over = Case(When(stage__in=DONE_WITH, then=Value(1)), default=Value(0))
    back = Case(When(stage="refused", then=Value(0)), default=Value(1))
    ordered = rows.annotate(due_or_last=Coalesce("due_at", Value(LAST)), over=over, back=back)
    return _page(ordered.order_by(*ORDERS.get(order, ORDERS["urgent"])), page, size, total)


@question(needs="tasks.read")
def count(found: InstructionFilter, *, by: Actor) -> int:
    """How long a filter's list is. One query."""
    return Instruction.objects.filter(chosen(found, by)).count()


@question(needs="tasks.read")
def ids_of_work(
    *,
    by: Actor,
    section: str = "",
    own: bool = False,
    only: CardFilter = EVERYTHING,
    whose: str = "",
    limit: int = 20_001,
) -> tuple[int, ...]:
    """The ids of all that `my_work` lists, page by page, for a bulk act."""
    rows = Instruction.objects.filter(
        visible(by, "tasks.read"), with_whom(whose, by, own=own), narrowed(only)
    )
    if section in SECTIONS:
        ranked = rows.annotate(rank=rank(by, clock.now()))
        rows = ranked.filter(rank=SECTIONS.index(section))
    return tuple(rows.order_by("pk").values_list("pk", flat=True)[:limit])


@question(needs="tasks.read")
def ids_of(found: InstructionFilter, *, by: Actor, limit: int = 20_001) -> tuple[int, ...]:
    """The ids of a filter's whole list, for a bulk act."""
    rows = Instruction.objects.filter(chosen(found, by)).order_by("pk")
    return tuple(rows.values_list("pk", flat=True)[:limit])


@reading(needs="tasks.read", words=Text("查看指令", "opened an instruction"))
def instruction(instruction_id: int, *, by: Actor) -> InstructionRow:
    """One instruction. NotFound outside the actor's area."""
    rows = Instruction.objects.filter(visible(by, "tasks.read"), pk=instruction_id)
    found = rows_of(rows.prefetch_related(*SHOWN))
    if not found:
        raise NotFound(what=Text("这条指令", "This instruction"))
    _note(found)
    return found[0]


@reading(needs="tasks.read", words=Text("查看指令清单", "looked at a list"))
def instructions_of(ids: Sequence[int], *, by: Actor) -> tuple[InstructionRow, ...]:
    """These instructions, in the order in which they are named; those outside the actor's area are
    left out."""
    rows = Instruction.objects.filter(visible(by, "tasks.read"), pk__in=ids)
    found = {row.id: row for row in rows_of(rows.prefetch_related(*SHOWN))}
    shown = tuple(found[pk] for pk in dict.fromkeys(ids) if pk in found)
    if shown:
        _note(shown)
    return shown


@reading(needs="tasks.read", words=Text("查看此人指令", "looked at their instructions"))
def for_person(person_id: int, *, by: Actor) -> tuple[InstructionRow, ...]:
    """All instructions about a person, newest first."""
    rows = Instruction.objects.filter(visible(by, "tasks.read"), person_id=person_id)
    found = rows_of(rows.order_by("-issued_at", "-id").prefetch_related(*SHOWN))
    audit.note(subject=f"people.person:{person_id}", person_ids=[person_id], count=len(found))
    return found


def _page(ordered: QuerySet[Instruction], page: int, size: int, total: int) -> Page[InstructionRow]:
    """Sorted by ids first: thousands of long rows need not be read to show thirty."""
    start = (max(page, 1) - 1) * size
    ids = list(ordered.values_list("pk", flat=True)[start : start + size])
    rows = rows_of(ordered.filter(pk__in=ids).prefetch_related(*SHOWN))
    _note(rows)
    return Page(rows, total, max(page, 1), size)


def _note(rows: tuple[InstructionRow, ...]) -> None:
    audit.note(
        subject=f"tasks.instruction:{rows[0].id}" if len(rows) == 1 else "tasks.instructions",
        person_ids=sorted({row.person_id for row in rows if row.person_id}),
        count=len(rows),
    )
