"""What is over goes: by purpose, each room its own rows, persons from the top of the house down.

A person goes with everything about them when no room holds them any more; the records of one
human being go together or not at all. Work is cut into transactions, so that a run that was
killed goes on where it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from procrastinate.contrib.django import app as jobs

from fangxian.ground.access import api as access
from fangxian.ground.devices import api as devices
from fangxian.ground.duty import api as duty
from fangxian.ground.intake import api as intake
from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.ground.tasks import api as tasks
from fangxian.kernel import audit, clock, keeping
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.models import RetentionRun
from fangxian.kernel.retention import AT_ONCE, Retention
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question, verb
from fangxian.lines.arrivals import api as arrivals
from fangxian.lines.checkpoints import api as checkpoints
from fangxian.lines.codes import api as codes
from fangxian.lines.venues import api as venues
from fangxian.lines.zones import api as zones

# From the top down: foreign keys point down, so who refers goes before who is referred to.
ROOMS: tuple[Retention, ...] = (
    checkpoints.RETENTION, arrivals.RETENTION, venues.RETENTION, codes.RETENTION,
    zones.RETENTION, devices.RETENTION, tasks.RETENTION, duty.RETENTION, people.RETENTION,
    places.RETENTION, access.RETENTION, policy.RETENTION, intake.RETENTION, keeping.RETENTION,
)  # fmt: skip
PERSONS = "people.persons"
PERSON_DAYS, PERSON_DAYS_WITHOUT = "retention.person_days", 60
WHAT = Text("人员及其全部记录", "Persons with everything about them")
BY_PURPOSE = {one.name: one for room in ROOMS for one in room.purposes}
PURPOSES = (*BY_PURPOSE, PERSONS)
NOT_BEFORE = 3  # o'clock, by the county


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a purpose would take away now. `cited`: where its days are written."""

    purpose: str
    what: Text
    days: int
    cited: str
    cut_off: datetime
    over: int


@question(needs="audit.read")
def preview(*, by: Actor) -> tuple[Outlook, ...]:
    """What is over, purpose by purpose, by the county's clock. Takes nothing away."""
    return tuple(_outlook(name) for name in PURPOSES)


@question(needs="audit.read")
def terms(*, by: Actor) -> tuple[tuple[Outlook, RetentionRun | None], ...]:
    """Every purpose with its days, and its last run: no counting, however large the county is."""
    last = RetentionRun.objects.order_by("purpose", "-at").distinct("purpose")
    done = {row.purpose: row for row in last}
    return tuple((_terms(name), done.get(name)) for name in PURPOSES)


@question(needs="audit.read")
def runs(limit: int = 100, *, by: Actor) -> tuple[RetentionRun, ...]:
    """What was taken away, and when: newest first."""
    return tuple(RetentionRun.objects.order_by("-at", "-id")[:limit])


@dataclass(frozen=True, slots=True)
class Taken:
    """How many went in one lot (0: none is left), and after which person the next one begins."""

    count: int
    after: int = 0


@verb(needs="kernel.load")
def take_away(purpose: str, after: int = 0, *, by: Actor, most: int = AT_ONCE) -> Taken:
    """Take one lot of what is over away, in this transaction."""
    cut_off = _terms(purpose).cut_off
    if purpose == PERSONS:
        taken = _forget_some(cut_off, after, most)
    else:
        taken = Taken(BY_PURPOSE[purpose].remove(cut_off, most))
    audit.note(subject=f"retention:{purpose}", rows=taken.count, cut_off=cut_off.isoformat())
    return taken


def run(purpose: str, *, by: Actor) -> int:
    """Take everything that is over away, lot by lot, and write down that it was done."""
    outlook = _outlook(purpose)
    total, taken = 0, Taken(0)
    while outlook.over and (taken := take_away(purpose, taken.after, by=by)).count:
        total += taken.count
    RetentionRun.objects.create(
        purpose=purpose, at=clock.now(), cut_off=outlook.cut_off, days=outlook.days,
        cited=outlook.cited[:200], removed=total,
    )  # fmt: skip
    return total


@jobs.task(name="retention.run", queue="imports")
def run_job(*, purpose: str) -> None:
    """The worker's part, one job a purpose."""
    run(purpose, by=SYSTEM)


def run_when_due() -> int:
    """Once a day and purpose, from three in the morning by the county's clock. Returns how many
    jobs were begun."""
    now = clock.now()
    if now.hour < NOT_BEFORE:
        return 0
    morning = now.replace(hour=0, minute=0, second=0, microsecond=0)
    done = set(RetentionRun.objects.filter(at__gte=morning).values_list("purpose", flat=True))
    due = [name for name in PURPOSES if name not in done]
    begun = 0
    for name in due:
        begun += _defer(name)
    return begun


def _defer(purpose: str) -> bool:
    from procrastinate.exceptions import AlreadyEnqueued  # noqa: PLC0415

    try:
        with transaction.atomic():
            run_job.configure(
                queueing_lock=f"retention:{purpose}", lock=f"retention:{purpose}"
            ).defer(purpose=purpose)
    except AlreadyEnqueued:
        return False
    return True


def _outlook(purpose: str) -> Outlook:
    terms = _terms(purpose)
    over = (
        sum(len(group) for _, some in _lots(terms.cut_off, 0, AT_ONCE) for group in some)
        if purpose == PERSONS
        else BY_PURPOSE[purpose].over(terms.cut_off)
    )
    return Outlook(terms.purpose, terms.what, terms.days, terms.cited, terms.cut_off, over)


def _terms(purpose: str) -> Outlook:
    if purpose not in PURPOSES:
        raise NotFound(what=f"{purpose}")
    known = BY_PURPOSE.get(purpose)
    value, without = (known.value, known.days) if known else (PERSON_DAYS, PERSON_DAYS_WITHOUT)
    days, cited = _days(value, without)
    what = known.what if known else WHAT
    return Outlook(purpose, what, days, cited, clock.now() - timedelta(days=days), 0)


def _days(value: str, without: int) -> tuple[int, str]:
    """The pack's days with their clause; where no pack is in force, the house's own."""
    found = _values(clock.today()).get(value)
    if found is None or found.value is None:
        return without, "缺省(没有在行方案规定)"
    return int(found.value), f"{value}: {found.citation.clause}"


def _values(day: date) -> dict[str, policy.Value]:
    try:
        return dict(policy.in_force(day, places.home()).values)
    except policy.NotInForce:
        return {}


def _forget_some(cut_off: datetime, after: int, most: int) -> Taken:
    for last, groups in _lots(cut_off, after, most):
        if groups:
            ids = [person for group in groups for person in group]
            for room in ROOMS:
                if room.person:
                    room.person.forget(ids)
            audit.note(person_ids=ids)
            return Taken(len(ids), last)
    return Taken(0)


def _lots(cut_off: datetime, after: int, most: int) -> Iterator[tuple[int, list[tuple[int, ...]]]]:
    """(last id looked at, whole human beings of whom everything is over), lot by lot. Each only
    where its first record stands, so that nobody is counted twice."""
    while ids := people.old_persons(cut_off, after, most):
        after = ids[-1]
        groups = {group for group in people.records_of(ids).values() if min(group) in set(ids)}
        everybody = [person for group in groups for person in group]
        held: set[int] = set()
        for room in ROOMS:
            if room.person:
                held |= room.person.held(everybody, cut_off)
        yield after, sorted(tuple(sorted(group)) for group in groups if not held & set(group))
