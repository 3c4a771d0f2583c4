"""Which unit owes how much, which one is silent, how it stands on the map."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django.db.models.functions import Left

from fangxian.ground.tasks.models import Instruction, Receipt
from fangxian.ground.tasks.queries.conditions import chosen, day_begins, late, silent
from fangxian.ground.tasks.queries.filters import InstructionFilter
from fangxian.ground.tasks.queries.rows import InstructionRow
from fangxian.ground.tasks.rules import OPEN
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.verb import question

# who owes a stage of what was issued, by what the receipt says that they do
OWES = {"accepted": ("act", "both"), "acted": ("act", "both"), "checked": ("check",)}


@dataclass(frozen=True, slots=True)
class UnitCount:
    """What lies with a unit, and since when the oldest of it is late."""

    unit_id: int
    level: str
    count: int
    oldest: datetime
    filter: InstructionFilter


@question(needs="tasks.read")
def overdue_by_unit(*, by: Actor, place: str = "") -> tuple[UnitCount, ...]:
    """Which unit owes how much that is late, most first. An instruction whose receipt both
    levels owe counts with each. Two queries."""
    visible_late = Instruction.objects.filter(chosen(InstructionFilter(place=place, late=True), by))
    checked = Receipt.objects.filter(instruction__in=visible_late, does="check")
    owes = ~Q(instruction__stage="refused") & (
        Q(instruction__due_stage="received", received_at=None)
        | Q(instruction__due_stage__in=("accepted", "acted"), does__in=OWES["acted"])
        | Q(instruction__due_stage="checked", does__in=OWES["checked"])
    )
    addressed = (
        Receipt.objects.filter(owes, instruction__in=visible_late)
        .values("unit_id", "level")
        .annotate(n=Count("pk"), oldest=Min("instruction__due_at"))
    )
    issuing = (
        visible_late.filter(
            Q(due_stage="closed")
            | Q(stage="refused")
            | Q(due_stage="checked") & ~Q(pk__in=checked.values("instruction_id"))
        )
        .exclude(origin_unit=None)
        .values("origin_unit_id")
        .annotate(n=Count("pk"), oldest=Min("due_at"))
    )
    found = [(row["unit_id"], row["level"], row["n"], row["oldest"]) for row in addressed]
    found += [(row["origin_unit_id"], "issuer", row["n"], row["oldest"]) for row in issuing]
    return _by_unit(found, place)


def owing_units(row: InstructionRow) -> tuple[int, ...]:
    """The units that owe what is next of an instruction, as `overdue_by_unit` counts them: its receipt;
    the operation, who acts; the check, who checks, and who issued it where none of the addressees is
    to; the closing, who issued it."""
    if row.stage not in OPEN:
        return ()
    if row.stage == "refused":  # back with who issued it
        return (row.origin_unit_id,) if row.origin_unit_id else ()
    if row.due_stage == "received":
        found = [one.unit_id for one in row.receipts if one.received_at is None]
    else:
        found = [one.unit_id for one in row.receipts if one.does in OWES.get(row.due_stage, ())]
    if not found and row.origin_unit_id and row.due_stage in ("checked", "closed"):
        found = [row.origin_unit_id]
    return tuple(dict.fromkeys(found))


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
            row["unit_id"],
            row["level"],
            row["n"],
            row["oldest"],
            InstructionFilter(place=place, silent_unit=row["unit_id"]),
        )
        for row in rows
    )


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


@question(needs="tasks.read")
def by_town(*, by: Actor, digits: int = 9, place: str = "") -> dict[str, dict[str, int]]:
    """Place prefix of so many digits → open, late, due (today, not late yet), acted. For maps. One
    query."""
    now = clock.now()
    midnight = day_begins(clock.today() + timedelta(days=1))
    rows = (
        Instruction.objects.filter(chosen(InstructionFilter(place=place, open_only=True), by))
        .values(town=Left("place", digits))
        .annotate(
            open=Count("pk"),
            late=Count("pk", late(now)),
            due=Count("pk", Q(due_at__gte=now, due_at__lt=midnight)),
            acted=Count("pk", Q(stage__in=("acted", "checked"))),
        )
    )
    return {
        row["town"]: {key: row[key] for key in ("open", "late", "due", "acted")} for row in rows
    }
