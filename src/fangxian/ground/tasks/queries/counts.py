"""The numbers: each comes with the filter that lists what it counts, and its definition."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Count, Min, Q
from django.db.models.functions import Left

from fangxian.ground.tasks.models import Instruction, InstructionList, Receipt
from fangxian.ground.tasks.queries.filters import (
    InstructionFilter,
    chosen,
    from_plain,
    late,
    silent,
)
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question


@dataclass(frozen=True, slots=True)
class Counted:
    """A number with its door (`filter`) and what exactly it counts."""

    key: str
    label: Text
    count: int
    filter: InstructionFilter
    definition: Text


@dataclass(frozen=True, slots=True)
class UnitCount:
    """What lies with a unit, and since when the oldest of it is late."""

    unit_id: int
    level: str
    count: int
    oldest: datetime
    filter: InstructionFilter


_LOOP = Text(
    "条数;范围:{day} 当日下达的,和当日零时仍未销号的指令;已撤回的不计",
    "Instructions issued on {day}, or still open when the day began; withdrawn ones not counted",
)
_STEPS: tuple[tuple[str, Text, tuple[str, ...], Text], ...] = (
    ("push", Text("推送", "Pushed"), (), Text("全部", "all of them")),
    (
        "check", Text("核查", "Verified"), ("accepted", "acted", "checked", "closed"),
        Text("其中镇村已接受(已核实)或更进一步的", "accepted by township or village, or further"),
    ),
    (
        "control", Text("管控", "Controlled"), ("acted", "checked", "closed"),
        Text("其中措施已落实并上传凭据,或更进一步的", "acted upon with evidence, or further"),
    ),
    (
        "feedback", Text("反馈", "Fed back"), ("checked", "closed"),
        Text("其中落实情况已经核验,或已销号的", "whose result has been checked, or closed"),
    ),
    ("close", Text("销号", "Closed"), ("closed",), Text("其中已销号的", "that have been closed")),
)  # fmt: skip


@question(needs="tasks.read")
def funnel(day: date, *, by: Actor, place: str = "") -> tuple[Counted, ...]:
    """推送 → 核查 → 管控 → 反馈 → 销号 of a day's loop, by the stages of now. One query."""
    loop = InstructionFilter(place=place, loop_day=day)
    filters = {key: replace(loop, stages=stages) for key, _, stages, _ in _STEPS}
    counted = Instruction.objects.filter(chosen(loop, by)).aggregate(
        **{
            key: Count("pk", Q(stage__in=stages) if stages else None)
            for key, _, stages, _ in _STEPS
        }
    )
    return tuple(
        Counted(
            key,
            label,
            counted[key],
            filters[key],
            Text(
                f"{_LOOP.zh.format(day=day)};{extra.zh}", f"{_LOOP.en.format(day=day)}; {extra.en}"
            ),
        )
        for key, label, _, extra in _STEPS
    )


@question(needs="tasks.read")
def overdue_by_unit(*, by: Actor, place: str = "") -> tuple[UnitCount, ...]:
    """Which unit owes how much that is late, most first. An instruction whose receipt both
    levels owe counts with each. Two queries."""
    visible_late = Instruction.objects.filter(chosen(InstructionFilter(place=place, late=True), by))
    checked = Receipt.objects.filter(instruction__in=visible_late, does="check")
    owes = (
        Q(instruction__due_stage="received", received_at=None)
        | Q(instruction__due_stage__in=("accepted", "acted"), does__in=("act", "both"))
        | Q(instruction__due_stage="checked", does="check")
    )
    addressed = (
        Receipt.objects.filter(owes, instruction__in=visible_late)
        .values("unit_id", "level")
        .annotate(n=Count("pk"), oldest=Min("instruction__due_at"))
    )
    issuing = (
        visible_late.filter(
            Q(due_stage="closed")
            | Q(due_stage="checked") & ~Q(pk__in=checked.values("instruction_id"))
        )
        .exclude(origin_unit=None)
        .values("origin_unit_id")
        .annotate(n=Count("pk"), oldest=Min("due_at"))
    )
    found = [(row["unit_id"], row["level"], row["n"], row["oldest"]) for row in addressed]
    found += [(row["origin_unit_id"], "issuer", row["n"], row["oldest"]) for row in issuing]
    return _by_unit(found, place)


@question(needs="tasks.read")
def silent_units(*, by: Actor, place: str = "") -> tuple[UnitCount, ...]:
    """Units that have not said 收到 in time, and for how many instructions. One query."""
    shown = Instruction.objects.filter(chosen(InstructionFilter(place=place), by))
    rows = (
        Receipt.objects.filter(silent(clock.now()), instruction__in=shown)
        .values("unit_id", "level")
        .annotate(n=Count("pk"), oldest=Min("due_at"))
        .order_by("-n", "oldest", "unit_id")
    )
    return tuple(
        UnitCount(
            row["unit_id"], row["level"], row["n"], row["oldest"],
            InstructionFilter(place=place, silent_unit=row["unit_id"]),
        )
        for row in rows
    )  # fmt: skip


def _by_unit(found: list[tuple[int, str, int, datetime]], place: str) -> tuple[UnitCount, ...]:
    units: dict[int, list[tuple[str, int, datetime]]] = defaultdict(list)
    for unit, level, n, oldest in found:
        units[unit].append((level, n, oldest))
    rows = [
        UnitCount(
            unit,
            parts[0][0],
            sum(n for _, n, _ in parts),
            min(oldest for *_, oldest in parts),
            InstructionFilter(place=place, late_unit=unit),
        )
        for unit, parts in units.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.count, row.oldest, row.unit_id)))


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a list has come: `done` of `all` are closed; withdrawn ones are not in `all`."""

    list_id: int
    name: str
    all: int
    received: int
    acted: int
    done: int
    late: int
    withdrawn: int
    filter: InstructionFilter

    @property
    def complete(self) -> bool:
        return self.all > 0 and self.done == self.all


@question(needs="tasks.read")
def coverage(list_id: int, *, by: Actor) -> Coverage:
    """Done and all of a list, within the actor's area. NotFound."""
    named = InstructionList.objects.filter(pk=list_id).first()
    if named is None:
        raise NotFound(what="这份清单")
    return _coverage(named, by)


@question(needs="tasks.read")
def lists(*, by: Actor, limit: int = 50) -> tuple[Coverage, ...]:
    """The newest lists with their coverage: one query a list."""
    scope = by.scope("tasks.read").q(place="place", owner="created_by_id")
    found = InstructionList.objects.filter(scope).order_by("-created_at", "-id")
    return tuple(_coverage(named, by) for named in found[:limit])


def _coverage(named: InstructionList, by: Actor) -> Coverage:
    meant = InstructionFilter(list_id=named.pk)
    if named.filter is not None:
        meant = from_plain(named.filter)
    kept = ~Q(stage="withdrawn")
    counted = Instruction.objects.filter(chosen(meant, by)).aggregate(
        all=Count("pk", kept),
        received=Count("pk", kept & Q(received_at__isnull=False)),
        acted=Count("pk", Q(stage__in=("acted", "checked", "closed"))),
        done=Count("pk", Q(stage="closed")),
        late=Count("pk", late(clock.now())),
        withdrawn=Count("pk", Q(stage="withdrawn")),
    )
    return Coverage(named.pk, named.name, filter=meant, **counted)


@question(needs="tasks.read")
def by_town(*, by: Actor, digits: int = 9, place: str = "") -> dict[str, dict[str, int]]:
    """Place prefix of so many digits → open, late, acted. For maps. One query."""
    rows = (
        Instruction.objects.filter(chosen(InstructionFilter(place=place, open_only=True), by))
        .values(town=Left("place", digits))
        .annotate(
            open=Count("pk"),
            late=Count("pk", late(clock.now())),
            acted=Count("pk", Q(stage__in=("acted", "checked"))),
        )
    )
    return {row["town"]: {key: row[key] for key in ("open", "late", "acted")} for row in rows}
