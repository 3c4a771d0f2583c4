"""What an auditor looks at first: alarms, who read about people today, what waits for a second
person, and how old the last signed checkpoint is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db.models import Count, F, Func, IntegerField, QuerySet, Sum

from fangxian.doors.command.codes.hand import KINDS
from fangxian.doors.web_request import WebRequest
from fangxian.ground.access import pages as access
from fangxian.kernel import checkpoint, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.models import AuditLine
from fangxian.lines.codes import pages as codes

MOST = 10  # readers who are named; the rest is in the list
ACCOUNTS = 500  # whose lines are looked for by their index


@dataclass(frozen=True, slots=True)
class Reader:
    """Who read today: so many lines, about so many people (one read twice counts twice)."""

    account_id: int
    name: str
    lines: int
    people: int


@dataclass(frozen=True, slots=True)
class Carried:
    """The newest signed checkpoint: None where there is none, or where it cannot be read (`bent`)."""

    at: datetime | None
    since: int  # lines written since
    bent: bool = False


def first(request: WebRequest, lines: QuerySet[AuditLine]) -> dict[str, Any]:
    """For the head of the audit's page; `lines` are those that the reader may see."""
    by = request.actor
    return {
        "readers": _readers(by, lines),
        "alarms": _alarms(by),
        "grants": access.waiting_grants(by=by) if by.may("access.read") else (),
        "operations": access.operations_asked(by=by, audited=True),
        "carried": _carried(),
        "kinds": KINDS,
        "today": clock.today(),
    }


def _readers(by: Actor, lines: QuerySet[AuditLine]) -> tuple[Reader, ...]:
    day = datetime.combine(clock.today(), time.min, clock.COUNTY_TIME)
    known = access.accounts_in(by.scope("audit.read"), limit=ACCOUNTS)
    names = {one.id: one.name for one in known}
    size = Func(F("person_ids"), function="cardinality", output_field=IntegerField())
    found = (
        lines.filter(account_id__in=list(names), at__gte=day, outcome="read")
        .exclude(person_ids=[])
        .values("account_id")
        .annotate(n=Count("number"), people=Sum(size))
        .order_by("-people", "account_id")
    )
    return tuple(
        Reader(number, names[number], one["n"], one["people"])
        for one in found[:MOST]
        if (number := one["account_id"]) is not None
    )


def _alarms(by: Actor) -> list[codes.AlarmRow]:
    """Those that nobody has looked at, the newest first."""
    if not by.may("codes.see_overrides"):
        return []
    return [one for one in codes.alarms(by=by) if one.looked_at is None]


def _carried() -> Carried:
    head = AuditLine.objects.order_by("-number").values_list("number", flat=True).first() or 0
    try:
        last = checkpoint.last()
    except checkpoint.CheckpointUnreadable:
        return Carried(None, head, bent=True)
    return Carried(last.at, max(0, head - last.number)) if last else Carried(None, head)
