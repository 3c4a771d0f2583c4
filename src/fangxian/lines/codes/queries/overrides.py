"""The daily report on operations by hand, and the alarms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from fangxian.ground.people import api as people
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question, reading
from fangxian.lines.codes.models import Alarm, ManualStanding, OtherDecision
from fangxian.lines.codes.scheme import (
    ManualReason,
    Scheme,
    Shade,
    manual_reasons,
    scheme_back,
    scheme_on,
    scheme_or_none,
)
from fangxian.lines.codes.services.manual import STATES

LAPSED = Text("未批准,已过期", "lapsed, not approved")


@dataclass(frozen=True)
class ManualRow:
    """A standing by hand and how far it got."""

    id: int
    person_id: int
    name: str  # masked
    shade: Shade
    reason: str
    reason_words: Text
    note: str
    until: datetime
    place: str
    state: str
    state_words: Text
    proposed_by_id: int
    proposed_by: str
    proposed_at: datetime
    decided_by: str
    decided_at: datetime | None
    withdrawn_by: str
    withdrawn_at: datetime | None
    why: str
    key: str = ""  # of a decision that another room took; its `id` is 0


@dataclass(frozen=True)
class DayReport:
    """What was done by hand on a day, and what holds by hand at its end (条)."""

    on: date
    rows: tuple[ManualRow, ...]
    proposed: int
    approved: int
    refused: int
    withdrawn: int
    holding: int
    by_operator: dict[str, int]


@dataclass(frozen=True)
class AlarmRow:
    id: int
    kind: str
    shown: str
    count: int
    threshold: int
    minutes: int
    place: str
    raised_at: datetime
    looked_at: datetime | None
    looked_by: str
    finding: str


@reading(needs="codes.see_overrides", words=Text("查看人工认定日报", "read the daily report"))
def overrides_on(day: date, *, by: Actor) -> DayReport:
    """Every standing by hand that was proposed, decided or withdrawn on a day, or holds then, and
    what other rooms decided by hand (人工改判) likewise."""
    begin = datetime.combine(day, time(), clock.COUNTY_TIME)
    span = (begin, begin + timedelta(days=1) - timedelta(microseconds=1))
    touched = Q(proposed_at__range=span) | Q(decided_at__range=span) | Q(withdrawn_at__range=span)
    holds = Q(decided_at__lte=span[1], until__gt=begin)
    scope = by.scope("codes.see_overrides").q(place="place", owner="proposed_by_id")
    own = ManualStanding.objects.filter(scope, touched | holds & Q(state="approved"))
    others = OtherDecision.objects.filter(scope, touched | holds & Q(withdrawn_at=None))
    rows = _rows(list(own.order_by("-id"))) + _noted(list(others.order_by("-id")))
    audit.note(subject=f"on:{day}", person_ids=[row.person_id for row in rows][:100])
    return _counted(day, rows, span)


def _counted(day: date, rows: tuple[ManualRow, ...], span: tuple[datetime, datetime]) -> DayReport:
    def on(at: datetime | None) -> bool:
        return at is not None and span[0] <= at <= span[1]

    by_operator: dict[str, int] = {}
    for row in rows:
        if on(row.proposed_at):
            by_operator[row.proposed_by] = by_operator.get(row.proposed_by, 0) + 1
    decided = [row for row in rows if on(row.decided_at)]
    return DayReport(
        day,
        rows,
        sum(on(row.proposed_at) for row in rows),
        sum(row.state != "refused" for row in decided),
        sum(row.state == "refused" for row in decided),
        sum(on(row.withdrawn_at) for row in rows),
        sum(row.state == "approved" and row.until > span[1] for row in rows),
        by_operator,
    )


@reading(needs="codes.approve", words=Text("查看待批认定", "looked at proposals"))
def waiting(*, by: Actor) -> tuple[ManualRow, ...]:
    """Proposals that wait for a second person, the oldest first."""
    scope = by.scope("codes.approve").q(place="place")
    found = ManualStanding.objects.filter(scope, state="proposed", until__gt=clock.now())
    rows = _rows(list(found.order_by("id")))
    audit.note(person_ids=[row.person_id for row in rows][:100], purpose="批准人工认定")
    return rows


@question(needs="codes.see_overrides")
def alarms(*, by: Actor, limit: int = 100) -> tuple[AlarmRow, ...]:
    """Bursts of operations by hand: those that nobody has looked at first, then the newest."""
    scope = by.scope("codes.see_overrides").q(place="place")
    found = Alarm.objects.filter(scope).order_by("-raised_at")[:limit]
    rows = [
        AlarmRow(
            one.pk,
            one.kind,
            one.shown,
            one.count,
            one.threshold,
            one.minutes,
            one.place,
            one.raised_at,
            one.looked_at,
            one.looked_by,
            one.finding,
        )
        for one in found
    ]
    return tuple(sorted(rows, key=lambda row: row.looked_at is not None))


@question(needs="codes.see_overrides")
def alarms_open(*, by: Actor) -> int:
    """How many alarms nobody has looked at."""
    scope = by.scope("codes.see_overrides").q(place="place")
    return Alarm.objects.filter(scope, looked_at__isnull=True).count()


@question(needs="codes.propose")
def reasons_by_hand(*, by: Actor) -> dict[str, ManualReason]:
    """The closed list of the pack in force today, with each one's longest term."""
    return manual_reasons(scheme_on(clock.today()).edition)


def _rows(found: list[ManualStanding]) -> tuple[ManualRow, ...]:
    names = people.names_of([one.person_id for one in found])
    scheme = scheme_back(clock.today())
    listed = manual_reasons(scheme.edition)
    return tuple(
        ManualRow(
            one.pk,
            one.person_id,
            names.get(one.person_id, ""),
            scheme.shade(one.colour, one.proposed_at, one.place),
            one.reason,
            _label(one.reason, listed, one.proposed_at),
            one.note,
            one.until,
            one.place,
            one.state,
            _state_words(one),
            one.proposed_by_id,
            one.proposed_by,
            one.proposed_at,
            one.decided_by,
            one.decided_at,
            one.withdrawn_by,
            one.withdrawn_at,
            one.why,
        )
        for one in found
    )


def _state_words(one: ManualStanding) -> Text:
    lapsed = one.state == "proposed" and one.until <= clock.now()
    return LAPSED if lapsed else STATES[one.state]


def _noted(found: list[OtherDecision]) -> tuple[ManualRow, ...]:
    """Decisions of other rooms in the shape of our own."""
    names = people.names_of([one.person_id for one in found])
    scheme = scheme_back(clock.today())
    return tuple(_noted_row(one, names.get(one.person_id, ""), scheme) for one in found)


def _noted_row(one: OtherDecision, name: str, scheme: Scheme) -> ManualRow:
    state = "withdrawn" if one.withdrawn_at else "approved" if one.decided_at else "proposed"
    began = one.proposed_at or one.decided_at or one.until  # its operations are told in any order
    return ManualRow(
        0,
        one.person_id,
        name,
        scheme.shade(one.colour, began, one.place),
        one.reason,
        Text(one.reason_zh, one.reason_en),
        one.note,
        one.until,
        one.place,
        state,
        STATES[state],
        one.proposed_by_id or 0,
        one.proposed_by,
        began,
        one.decided_by,
        one.decided_at,
        one.withdrawn_by,
        one.withdrawn_at,
        "",
        one.key,
    )


def _label(code: str, listed: dict[str, ManualReason], at: datetime) -> Text:
    """A reason in words, also when the list of today no longer names it."""
    if code in listed:
        return listed[code].label
    scheme = scheme_or_none(at.astimezone(clock.COUNTY_TIME).date())
    then = manual_reasons(scheme.edition) if scheme else {}
    return then[code].label if code in then else Text(code, code)
