"""Whom instructions concern that were just issued, refused, sent back or escalated, and what they are
called for who looks later: for messages, which hold numbers alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from fangxian.ground.tasks.models import Climb, Instruction, Receipt, StageEntry
from fangxian.ground.tasks.queries.scope import visible
from fangxian.ground.tasks.rules import OPEN
from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question, reading


@dataclass(frozen=True, slots=True)
class UnitNews:
    """Instructions that are news to a unit. `step`: the number of what happened, for a key; `by`:
    who did it and need not be told; `place`: what is common to the places; `due`: the first clock."""

    unit_id: int
    ids: tuple[int, ...]
    place: str
    step: int
    by: frozenset[int]
    urgent: bool  # somebody stands somewhere and waits
    due: datetime | None
    accounts: frozenset[int] = frozenset()  # to whom it was handed, or who issued it


def issued_news(ids: Sequence[int]) -> tuple[UnitNews, ...]:
    """By addressed unit, of what is still open."""
    rows = Receipt.objects.filter(instruction_id__in=ids, instruction__stage__in=OPEN)
    pairs = rows.values_list("unit_id", "instruction_id")
    return _gathered(pairs, dict.fromkeys(ids, 0))


def escalated_news(ids: Sequence[int]) -> tuple[UnitNews, ...]:
    """By the unit that now hears of it: the newest rung of each that is still owed."""
    rows = Climb.objects.filter(
        instruction_id__in=ids, instruction__stage__in=OPEN, unit__isnull=False
    )
    rungs = rows.order_by("pk").values_list("unit_id", "instruction_id", "pk")
    newest = {instruction: (unit, number) for unit, instruction, number in rungs}
    return _gathered(
        [(unit, one) for one, (unit, _) in newest.items()],
        {one: number for one, (_, number) in newest.items()},
    )


def refused_news(ids: Sequence[int]) -> tuple[UnitNews, ...]:
    """By the unit that issued it: what is refused and waits for it."""
    rows = Instruction.objects.filter(pk__in=ids, stage="refused")
    pairs = [(unit or 0, one) for one, unit in rows.values_list("pk", "origin_unit_id")]
    return _gathered(pairs, _steps(ids, "refuse"), issuer=True)


def returned_news(ids: Sequence[int]) -> tuple[UnitNews, ...]:
    """By the unit that is to do it again."""
    rows = Receipt.objects.filter(
        instruction_id__in=ids, instruction__stage__in=OPEN, does__in=("act", "both")
    )
    pairs = rows.values_list("unit_id", "instruction_id")
    return _gathered(pairs, _steps(ids, "send_back"))


def urged_news(ids: Sequence[int], units: Collection[int]) -> tuple[UnitNews, ...]:
    """By the units that were reminded, of what is still open."""
    open_ones = Instruction.objects.filter(pk__in=ids, stage__in=OPEN).values_list("pk", flat=True)
    pairs = [(unit, one) for one in open_ones for unit in units]
    return _gathered(pairs, _steps(ids, "urge"))


def _steps(ids: Sequence[int], act: str) -> dict[int, int]:
    rows = StageEntry.objects.filter(instruction_id__in=ids, act=act).order_by("pk")
    return dict(rows.values_list("instruction_id", "pk"))


def _gathered(
    pairs: Iterable[tuple[int, int]], steps: dict[int, int], *, issuer: bool = False
) -> tuple[UnitNews, ...]:
    by_unit: dict[int, list[int]] = defaultdict(list)
    for unit, one in pairs:
        by_unit[unit].append(one)
    every = {one for some in by_unit.values() for one in some}
    known = {row.pk: row for row in Instruction.objects.filter(pk__in=every)}
    took = StageEntry.objects.filter(pk__in=[n for n in steps.values() if n])
    doers = dict(took.values_list("instruction_id", "account_id"))
    found = []
    for unit, some in sorted(by_unit.items()):
        rows = [known[one] for one in sorted(set(some))]
        named = {row.created_by_id if issuer else row.assigned_account_id for row in rows}
        by = {doers.get(row.pk, None if issuer else row.created_by_id) for row in rows}
        found.append(
            UnitNews(
                unit,
                tuple(row.pk for row in rows),
                _common([row.place for row in rows]),
                max(steps.get(row.pk, 0) for row in rows),
                frozenset(filter(None, by)),
                any(row.priority == 0 for row in rows),
                min((row.due_at for row in rows if row.due_at), default=None),
                frozenset(filter(None, named)),
            )
        )
    return tuple(found)


def _common(places: Sequence[str]) -> str:
    """The narrowest division that holds all of these."""
    first, last = min(places), max(places)
    for length in (15, 12, 9, 6, 4, 2):
        if first[:length] == last[:length] and len(first) >= length:
            return first[:length]
    return ""


def place_of_instruction(instruction_id: int) -> str:
    """Where it lies; "" for none."""
    rows = Instruction.objects.filter(pk=instruction_id)
    return rows.values_list("place", flat=True).first() or ""


@question(needs="tasks.read")
def readable(ids: Collection[int], *, by: Actor) -> frozenset[int]:
    """Those of these instructions that the actor may read now. One query."""
    found = Instruction.objects.filter(visible(by, "tasks.read"), pk__in=ids)
    return frozenset(found.values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Headline:
    """What an instruction is called, and how far it is."""

    title: Text
    stage: str
    place: str


@reading(needs="tasks.read", words=Text("查看消息", "looked at messages"))
def headlines(ids: Collection[int], *, by: Actor) -> dict[int, Headline]:
    """What these instructions are called; those outside the actor's area are left out."""
    rows = list(Instruction.objects.filter(visible(by, "tasks.read"), pk__in=ids))
    audit.note(
        subject="tasks.instructions",
        person_ids=sorted({row.person_id for row in rows if row.person_id}),
        count=len(rows),
    )
    return {
        row.pk: Headline(Text(row.title_zh, row.title_en), row.stage, row.place) for row in rows
    }
