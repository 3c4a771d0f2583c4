"""我包联的人: whom one looks after today, the silent ones first, with whom to call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from fangxian.ground.duty import api as duty
from fangxian.ground.people import pages as people
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.lines.arrivals import pages as arrivals

SHOWN = 30
SILENT = timedelta(hours=24)  # nobody has said a word of them for a day


@dataclass(frozen=True)
class InCharge:
    """Somebody under a measure today. `named`: charged by name (五包一), not only by the place;
    `heard`: when somebody last reported of them, None for never; `day` of a `course` is not told here,
    the file tells it."""

    person_id: int
    name: str
    phone: str
    named: bool
    heard: datetime | None
    coming: arrivals.ComingRow

    @property
    def silent(self) -> bool:
        return self.heard is None or clock.now() - self.heard > SILENT


@dataclass(frozen=True)
class Charges:
    """Those of a page, the silent first, and how many there are and are silent in all."""

    rows: tuple[InCharge, ...]
    total: int
    silent: int
    number: int = 1

    @property
    def first(self) -> int:
        return (self.number - 1) * SHOWN + 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages that there are; none where all stand on one."""
        count = -(-self.total // SHOWN)
        return tuple(range(1, count + 1)) if count > 1 else ()


def of(actor: Actor, number: int = 1) -> Charges:
    """Whom the actor's posts and units are charged with by name, and whom open instructions of their
    units are about, as long as a measure runs or is to begin. Seven queries, however many."""
    if not (actor.may("arrivals.read") and actor.may("tasks.read")):
        return Charges((), 0, 0)
    named = duty.charged_persons(actor.account_id, actor.unit_ids)
    ids = named | set(tasks.people_of(by=actor))
    if not ids:
        return Charges((), 0, 0)
    coming = {
        pk: one for pk, one in arrivals.comings(ids, by=actor).items() if pk in named or _held(one)
    }
    heard = tasks.heard_of(coming, by=actor)
    never = datetime.min.replace(tzinfo=clock.COUNTY_TIME)
    order = sorted(coming, key=lambda pk: (heard.get(pk, never), pk not in named, pk))
    number = min(max(number, 1), max(-(-len(order) // SHOWN), 1))
    here = order[(number - 1) * SHOWN : number * SHOWN]
    names, phones = people.names_of(here), people.phones_of(here)
    rows = tuple(
        InCharge(pk, names.get(pk, ""), phones.get(pk, ""), pk in named, heard.get(pk), coming[pk])
        for pk in here
    )
    quiet = sum(clock.now() - heard.get(pk, never) > SILENT for pk in coming)
    return Charges(rows, len(coming), quiet, number)


def _held(one: arrivals.ComingRow) -> bool:
    """Whether a measure runs or is still to come; without an end it runs."""
    return one.free_from is None or one.free_from > clock.today()
