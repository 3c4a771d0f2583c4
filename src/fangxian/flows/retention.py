"""What is over goes: by purpose, each room its own rows, persons from the top of the house down.

A person goes with everything about them when no room holds them any more; the records of one
human being go together or not at all. An instruction that nobody closed holds them no longer than a
value says, once nothing else does. Work is cut into transactions, so that a run that was
killed goes on where it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from procrastinate.contrib.django import app as jobs

from fangxian.ground.access import reactions as access
from fangxian.ground.devices import api as devices
from fangxian.ground.duty import api as duty
from fangxian.ground.intake import api as intake
from fangxian.ground.notices import api as notices
from fangxian.ground.people import reactions as people
from fangxian.ground.places import reactions as places
from fangxian.ground.policy import reactions as policy
from fangxian.ground.tasks import reactions as tasks
from fangxian.kernel import audit, clock, own_retention
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.models import RetentionRun
from fangxian.kernel.retention import AT_ONCE, Purpose, Retention
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question, verb
from fangxian.lines.arrivals import reactions as arrivals
from fangxian.lines.checkpoints import reactions as checkpoints
from fangxian.lines.codes import reactions as codes
from fangxian.lines.screening import reactions as screening
from fangxian.lines.venues import reactions as venues
from fangxian.lines.zones import reactions as zones
from fangxian.overview.opening import api as opening

# From the top down: foreign keys point down, so who refers goes before who is referred to.
# Doors that keep something stand before them by `take_in`.
ROOMS: list[Retention] = [
    opening.RETENTION,
    checkpoints.RETENTION,
    arrivals.RETENTION,
    venues.RETENTION,
    screening.RETENTION,
    codes.RETENTION,
    zones.RETENTION,
    notices.RETENTION,
    devices.RETENTION,
    tasks.RETENTION,
    duty.RETENTION,
    people.RETENTION,
    places.RETENTION,
    access.RETENTION,
    policy.RETENTION,
    intake.RETENTION,
    own_retention.RETENTION,
]
PERSONS, PERSON_DAYS = "people.persons", "retention.person_days"
WHAT = Text("人员及其全部记录", "Persons with everything about them")
UNCLOSED = "tasks.unclosed"
BY_PURPOSE: dict[str, Purpose] = {one.name: one for room in ROOMS for one in room.purposes}
BY_PURPOSE[UNCLOSED] = Purpose(
    UNCLOSED,
    Text(
        "逾期未销的指令(其余都已到期):到期清除",
        "Instructions left open when all else is over: ended",
    ),
    "retention.unclosed_days",
    (),
    over=lambda cut: sum(tasks.still_open(_flat(groups)) for groups in _left_open(cut)),
    remove=lambda cut, most: _lapse(cut, most),
)
PURPOSES: list[str] = [*BY_PURPOSE, PERSONS]  # what holds persons ends before they are looked at
SHOWN = 20
NOT_BEFORE = 3  # o'clock, by the county


def take_in(door: Retention) -> None:
    """What a door keeps by itself goes by the same way. Called once, when the door is set up."""
    if door not in ROOMS:
        ROOMS.insert(0, door)
        BY_PURPOSE.update((one.name, one) for one in door.purposes)
        PURPOSES[-1:-1] = [one.name for one in door.purposes]


@dataclass(frozen=True, slots=True)
class Held:
    """By what so many persons are held; `persons`: the numbers of the first."""

    name: str
    because: Text
    count: int
    persons: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a purpose would take away now. `clause`: where its days are written,
    `cited`: the same with the name of the value; `held`: of persons whose days are over, what holds how
    many (one may be held by several), and the first of them."""

    purpose: str
    what: Text
    days: int
    clause: str
    cited: str
    cut_off: datetime
    over: int
    held: tuple[Held, ...] = ()


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
def held_by(*, by: Actor) -> tuple[Held, ...]:
    """Of persons whose days are over, what holds how many, and the first of them; the most first."""
    return _held_by(_terms(PERSONS).cut_off)


@question(needs="audit.read")
def runs(limit: int = 100, *, by: Actor) -> tuple[RetentionRun, ...]:
    """What was taken away, and when: newest first."""
    return tuple(RetentionRun.objects.order_by("-at", "-id")[:limit])


@dataclass(frozen=True, slots=True)
class Taken:
    """How many went in one lot, after which person the next one begins, and whether none is left."""

    count: int
    after: int = 0
    last: bool = False


@verb(needs="kernel.load", words=Text("到期清除", "took away what was over"))
def take_away(
    purpose: str,
    after: int = 0,
    *,
    cut_off: datetime | None = None,
    by: Actor,
    most: int = AT_ONCE,
) -> Taken:
    """Take one lot of what is over away, in this transaction. Of persons a lot is so many that are
    looked at, gone or not: no transaction is longer than that."""
    cut_off = cut_off or _terms(purpose).cut_off
    audit.note(subject=f"retention:{purpose}", cut_off=cut_off.isoformat())
    if purpose == PERSONS:
        taken = _forget_some(cut_off, after, most)
    else:
        count = BY_PURPOSE[purpose].remove(cut_off, most)
        taken = Taken(count, last=not count)
    RetentionRun.objects.filter(purpose=purpose, ended_at=None).update(
        after=taken.after, removed=F("removed") + taken.count
    )
    audit.note(rows=taken.count)
    return taken


def run(purpose: str, *, by: Actor) -> int:
    """Take everything that is over away, lot by lot. One row tells of the run from its first lot
    on: one that was killed goes on after its last. Returns how many went in this run."""
    row = _begun(purpose)
    after = row.after
    while not (taken := take_away(purpose, after, cut_off=row.cut_off, by=by)).last:
        after = taken.after
    RetentionRun.objects.filter(pk=row.pk).update(ended_at=clock.now())
    row.refresh_from_db()
    return row.removed


def _begun(purpose: str) -> RetentionRun:
    """The run that was cut off, of today or before, or a new one."""
    open_one = RetentionRun.objects.filter(purpose=purpose, ended_at=None).order_by("pk").first()
    if open_one is not None:
        return open_one
    terms = _terms(purpose)
    return RetentionRun.objects.create(
        purpose=purpose,
        at=clock.now(),
        cut_off=terms.cut_off,
        days=terms.days,
        cited=terms.cited[:200],
        removed=0,
    )


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
    ended = RetentionRun.objects.filter(at__gte=morning, ended_at__isnull=False)
    done = set(ended.values_list("purpose", flat=True))
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
    persons = purpose == PERSONS
    over = _count_over(terms.cut_off) if persons else BY_PURPOSE[purpose].over(terms.cut_off)
    return replace(terms, over=over, held=_held_by(terms.cut_off) if persons else ())


def _terms(purpose: str) -> Outlook:
    if purpose not in PURPOSES:
        raise NotFound(what=f"{purpose}")
    known = BY_PURPOSE.get(purpose)
    value = policy.standing(known.value if known else PERSON_DAYS, clock.today(), places.home())
    days, what = int(value.value), known.what if known else WHAT
    clause = value.citation.clause
    cited = f"{known.value if known else PERSON_DAYS}: {clause}"
    return Outlook(purpose, what, days, clause, cited, clock.now() - timedelta(days=days), 0)


def _forget_some(cut_off: datetime, after: int, most: int) -> Taken:
    """One lot of persons: looked at, and who is over forgotten by every room."""
    lot = people.old_persons(cut_off, after, most)
    ids = [person for group in _over(lot, cut_off) for person in group]
    for room in ROOMS:
        if ids and room.person:
            room.person.forget(ids)
    audit.note(person_ids=ids)
    return Taken(len(ids), lot[-1] if lot else after, last=not lot)


def _over(lot: list[int], cut_off: datetime) -> list[tuple[int, ...]]:
    """The whole human beings of a lot of whom everything is over: each only where its first record
    stands, so that nobody is counted twice."""
    if not lot:
        return []
    groups = {group for group in people.records_of(lot).values() if min(group) in set(lot)}
    everybody = [person for group in groups for person in group]
    held: set[int] = set()
    for room in ROOMS:
        if room.person:
            held |= room.person.held(everybody, cut_off)
    return sorted(tuple(sorted(group)) for group in groups if not held & set(group))


def _left_open(cut_off: datetime) -> Iterator[list[tuple[int, ...]]]:
    """Lot by lot the whole human beings whom nothing holds but instructions that nobody moved since."""
    after, over = 0, _terms(PERSONS).cut_off
    while lot := tasks.left_open(cut_off, after, AT_ONCE):
        after = lot[-1]
        groups = set(people.records_of(lot).values())
        everybody = [person for group in groups for person in group]
        held = tasks.worked_on(everybody, cut_off, over)
        for room in ROOMS:
            if room.person and room is not tasks.RETENTION:
                held |= room.person.held(everybody, over)
        yield sorted(tuple(sorted(group)) for group in groups if not held & set(group))


def _lapse(cut_off: datetime, most: int) -> int:
    """End what is open about up to so many persons, but of a human being all at once."""
    for groups in _left_open(cut_off):
        some: list[int] = []
        for group in groups:
            if some and len(some) + len(group) > most:
                break
            some += group
        if some and (ended := tasks.lapse(some, by=SYSTEM)):
            return ended
    return 0


def _flat(groups: list[tuple[int, ...]]) -> list[int]:
    return [person for group in groups for person in group]


def _held_by(cut_off: datetime) -> tuple[Held, ...]:
    """Of persons whose days are over, by what they, or other records of theirs, are held; the most first."""
    holds = [hold for room in ROOMS if room.person for hold in room.person.holds]
    found: dict[str, list[int]] = {hold.name: [] for hold in holds}
    after = 0
    while lot := people.old_persons(cut_off, after, AT_ONCE):
        after = lot[-1]
        groups = people.records_of(lot)
        everybody = _flat([tuple(group) for group in set(groups.values())])
        for hold in holds:
            held = hold.persons(everybody, cut_off)
            found[hold.name] += [one for one in lot if held & set(groups[one])]
    told = [
        Held(hold.name, hold.because, len(found[hold.name]), tuple(found[hold.name][:SHOWN]))
        for hold in holds
        if found[hold.name]
    ]
    return tuple(sorted(told, key=lambda one: -one.count))


def _count_over(cut_off: datetime) -> int:
    count = after = 0
    while lot := people.old_persons(cut_off, after, AT_ONCE):
        after, count = lot[-1], count + sum(len(group) for group in _over(lot, cut_off))
    return count
