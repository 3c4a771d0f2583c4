"""A filter as a condition on the table, within what an actor may read."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, Value, When

from fangxian.ground.tasks.models import Climb, Instruction, Receipt
from fangxian.ground.tasks.queries.filters import InstructionFilter
from fangxian.ground.tasks.queries.scope import OVERSEES, visible
from fangxian.ground.tasks.rules import OPEN, SECTIONS, levels_of
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor

DONE_WITH = ("closed", "withdrawn")


def day_begins(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.COUNTY_TIME)


def loop_of(day: date) -> Q:
    """What a day's loop is about; see InstructionFilter.loop_day."""
    begins, ends = day_begins(day), day_begins(day + timedelta(days=1))
    carried = Q(issued_at__lt=begins) & (Q(closed_at__isnull=True) | Q(closed_at__gte=begins))
    today = Q(issued_at__gte=begins, issued_at__lt=ends)
    return (carried | today) & ~Q(stage="withdrawn")


def late(now: datetime) -> Q:
    return Q(due_at__lt=now, stage__in=OPEN)


def in_vain() -> Q:
    """Somebody was not reached or found, and it is still to be done."""
    return Q(attempts__gt=0, stage__in=OPEN, outcome="")


def owed_by(*units: int) -> Q:
    """One of the units is the one that owes what is next: its receipt; the operation, if it acts; the
    check, if it checks; the closing, if it issued, and what to do about a refusal."""
    mine = Receipt.objects.filter(instruction_id=OuterRef("pk"), unit_id__in=units)
    checkers = Receipt.objects.filter(instruction_id=OuterRef("pk"), does="check")
    return Q(stage="refused", due_at__isnull=False, origin_unit_id__in=units) | ~Q(
        stage="refused"
    ) & (
        Q(due_stage="received") & Q(Exists(mine.filter(received_at=None)))
        | Q(due_stage__in=("accepted", "acted")) & Q(Exists(mine.filter(does__in=("act", "both"))))
        | Q(due_stage="checked") & Q(Exists(mine.filter(does="check")))
        | Q(due_stage="checked", origin_unit_id__in=units) & ~Q(Exists(checkers))
        | Q(due_stage="closed", origin_unit_id__in=units)
    )


def silent(now: datetime) -> Q:
    """Receipts that are past their time, of instructions that are still open."""
    return Q(received_at=None, due_at__lt=now, instruction__stage__in=OPEN)


def to_q(found: InstructionFilter, by: Actor) -> Q:
    """The filter as a condition on Instruction, without the actor's scope."""
    now = clock.now()
    met = _plain_columns(found)
    if found.open_only:
        met &= ~Q(stage__in=DONE_WITH)
    if found.loop_day:
        met &= loop_of(found.loop_day)
    if found.late or found.late_unit:
        met &= late(now)
    if found.late_unit:
        met &= owed_by(found.late_unit)
    if found.attempted:
        met &= in_vain()
    if found.mine:
        met &= with_whom(found.whose, by, own=False)
    if found.section in SECTIONS:
        ranked = Instruction.objects.annotate(rank=rank(by, now))
        met &= Q(pk__in=ranked.filter(rank=SECTIONS.index(found.section)).values("pk"))
    return met & _days(found, now) & _addressed(found, now)


def _plain_columns(found: InstructionFilter) -> Q:
    given: dict[str, Any] = {
        "place__startswith": found.place,
        "because__disease": found.disease,
        "stage__in": found.stages,
        "kind__in": found.kinds,
        "climbed_to": found.climbed_to,
        "uncertain": found.uncertain,
        "assigned_account_id": found.assigned_account,
        "list_ref_id": found.list_id,
        "person_id": found.person_id,
        "subject": found.subject,
        "outcome": found.outcome,
    }
    return Q(**{name: value for name, value in given.items() if value})


def _days(found: InstructionFilter, now: datetime) -> Q:
    met = Q()
    if found.issued_day:
        begins = day_begins(found.issued_day)
        met &= Q(issued_at__gte=begins, issued_at__lt=begins + timedelta(days=1))
    if found.due_day:
        begins = day_begins(found.due_day)
        met &= Q(due_at__gte=max(begins, now), due_at__lt=begins + timedelta(days=1))
    return met


def _addressed(found: InstructionFilter, now: datetime) -> Q:
    met = Q()
    receipts = Receipt.objects.filter(instruction_id=OuterRef("pk"))
    if found.unit:
        met &= Q(Exists(receipts.filter(unit_id=found.unit)))
    if found.silent_unit:
        met &= Q(Exists(receipts.filter(silent(now), unit_id=found.silent_unit)))
    return met


def mine(by: Actor, *, own: bool = False) -> Q:
    """What an actor's units have to do with and is open: addressed and not yet out of their
    hands, assigned, climbed up to them, come back to them as issuer. Somebody without a post has
    what was handed to them; who oversees a place has all of it, unless `own` asks for their own."""
    met = Q(assigned_account_id=by.account_id) if by.account_id is not None else Q(pk__in=[])
    if not by.unit_ids and own:
        return ~Q(stage__in=DONE_WITH) & met
    if not by.unit_ids:
        return ~Q(stage__in=DONE_WITH) & (met | visible(by, OVERSEES))
    receipts = Receipt.objects.filter(instruction_id=OuterRef("pk"), unit_id__in=by.unit_ids)
    climbed = Climb.objects.filter(
        Q(stage=OuterRef("due_stage")) | Q(instruction__stage__in=("issued", "accepted")),
        instruction_id=OuterRef("pk"),
        unit_id__in=by.unit_ids,
        round=OuterRef("round"),
    )
    met |= Q(assigned_unit_id__in=by.unit_ids, stage__in=("issued", "accepted"))
    met |= Q(stage="issued") & Q(Exists(receipts))
    met |= Q(stage="accepted") & Q(Exists(receipts))
    met |= Q(stage="acted") & Q(Exists(receipts.filter(does__in=("check", "both"))))
    met |= Q(stage__in=("refused", "checked"), origin_unit_id__in=by.unit_ids)
    # who issued it checks it where none of the addressees is to
    checkers = Receipt.objects.filter(instruction_id=OuterRef("pk"), does="check")
    met |= Q(stage="acted", origin_unit_id__in=by.unit_ids) & ~Q(Exists(checkers))
    met |= Q(Exists(climbed))
    return ~Q(stage__in=DONE_WITH) & met


def with_whom(whose: str, by: Actor, *, own: bool) -> Q:
    """One's own work as a condition: all of it (""), what is one's turn ("mine", the debts), or what
    was addressed to one too while it is another's turn ("others")."""
    if whose == "mine":
        return turn_of(by, own=own)
    return mine(by, own=own) & ~turn_of(by, own=own) if whose == "others" else mine(by, own=own)


def turn_of(by: Actor, *, own: bool) -> Q:
    """What is one's turn: that of the units in which one holds a post; without one, of the level of
    one's area; with `own`, only what was handed to oneself. Who has received what they are to do, and
    not taken it on, does it next, whoever else has still to receive it."""
    handed = Q(assigned_account_id=by.account_id, stage__in=("issued", "accepted"))
    met = handed if by.account_id is not None else Q(pk__in=[])
    if by.unit_ids:
        met |= owed_by(*by.unit_ids) | _still_to_take_on(unit_id__in=by.unit_ids)
    elif not own:
        levels = levels_of(by.scope("tasks.read").prefixes)
        met |= _owed_at(levels) | _still_to_take_on(level__in=levels)
    return Q(stage__in=OPEN) & met


def _still_to_take_on(**whose: Collection[object]) -> Q:
    received = Receipt.objects.filter(
        instruction_id=OuterRef("pk"), does__in=("act", "both"), received_at__isnull=False, **whose
    )
    return Q(stage="issued", due_stage="received") & Q(Exists(received))


def _owed_at(levels: Collection[str]) -> Q:
    """What a level owes next, as `owed_by` says it of units; headquarters close what is checked."""
    here = Receipt.objects.filter(instruction_id=OuterRef("pk"), level__in=levels)
    checkers = Receipt.objects.filter(instruction_id=OuterRef("pk"), does="check")
    met = (
        Q(due_stage="received") & Q(Exists(here.filter(received_at=None)))
        | Q(due_stage__in=("accepted", "acted")) & Q(Exists(here.filter(does__in=("act", "both"))))
        | Q(due_stage="checked") & Q(Exists(here.filter(does="check")))
    )
    if "headquarters" in levels:
        met |= Q(due_stage="closed") | Q(due_stage="checked") & ~Q(Exists(checkers))
    return met


def sections(by: Actor, now: datetime) -> dict[str, Q]:
    """The sections of a work list in their order: something lies in the first that it meets."""
    tomorrow = day_begins(now.date() + timedelta(days=1))
    unread = Receipt.objects.filter(instruction_id=OuterRef("pk"), received_at=None)
    if by.unit_ids:
        unread = unread.filter(unit_id__in=by.unit_ids)
    back = Q(stage="refused", origin_unit_id__in=by.unit_ids) if by.unit_ids else Q(stage="refused")
    return {
        "refused": back,
        "overdue": late(now),
        "due_today": Q(due_at__lt=tomorrow),
        "new": Q(stage="issued") & Q(Exists(unread)),
    }


def rank(by: Actor, now: datetime) -> Case:
    """The number of the section that an instruction lies in; the last holds the rest."""
    found = sections(by, now).values()
    cases = [When(met, then=Value(number)) for number, met in enumerate(found)]
    return Case(*cases, default=Value(len(cases)))


def chosen(found: InstructionFilter, by: Actor) -> Q:
    """The filter within what the actor may read."""
    return visible(by, "tasks.read") & to_q(found, by)
