"""What a list of cards asks beside its instructions: how it is narrowed, what one owes oneself, who
was reminded and when somebody was last heard of. It reads, it writes nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, F, Max, Q

from fangxian.ground.tasks.models import Evidence, Instruction, InstructionList, StageEntry
from fangxian.ground.tasks.queries.conditions import DONE_WITH, late, turn_of, with_whom
from fangxian.ground.tasks.queries.filters import InstructionFilter, from_plain
from fangxian.ground.tasks.queries.scope import visible
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.verb import question

SAVED = "saved"
APART = timedelta(minutes=30)  # of two reminders: nobody reads the third of an hour


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFilter:
    """What of one's own work is shown. Empty: all of it. `text` is looked for in titles and bodies,
    `person_ids` are those whom the same words name: either is enough."""

    kinds: tuple[str, ...] = ()
    place: str = ""
    text: str = ""
    person_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Facets:
    """By what one's own work can be narrowed: kind → how many, place (a village or town) → how many."""

    kinds: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Debts:
    """What one's own units owe next: how much of it is late, and how much is open in all."""

    late: int
    open: int


@dataclass(frozen=True, slots=True)
class Urged:
    """The last reminder of an instruction that is still late."""

    at: datetime
    by: str

    @property
    def lately(self) -> bool:
        """Whether another one would come too soon."""
        return clock.now() - self.at < APART


@dataclass(frozen=True, slots=True)
class SavedView:
    """A filter that somebody gave a name."""

    id: int
    name: str
    filter: InstructionFilter


def narrowed(wanted: CardFilter) -> Q:
    """The filter as a condition on Instruction."""
    met = Q(place__startswith=wanted.place) if wanted.place else Q()
    if wanted.kinds:
        met &= Q(kind__in=wanted.kinds)
    if wanted.text:
        words = Q(person_id__in=wanted.person_ids)
        for column in ("title_zh", "title_en", "body_zh", "body_en"):
            words |= Q(**{f"{column}__icontains": wanted.text})
        met &= words
    return met


@question(needs="tasks.read")
def facets(*, by: Actor, own: bool = False, whose: str = "") -> Facets:
    """The kinds and places of one's own work, the most first. Two queries."""
    rows = Instruction.objects.filter(visible(by, "tasks.read"), with_whom(whose, by, own=own))
    kinds = rows.values_list("kind").annotate(n=Count("pk")).order_by("-n", "kind")
    places = rows.values_list("place").annotate(n=Count("pk")).order_by("-n", "place")
    return Facets(dict(kinds), dict(places))


@question(needs="tasks.read")
def debts(*, by: Actor, own: bool = False) -> Debts:
    """What is one's own to do next, whoever else it was sent to. `my_work(whose="mine")` is its list."""
    rows = Instruction.objects.filter(visible(by, "tasks.read"), turn_of(by, own=own))
    counted = rows.aggregate(late=Count("pk", late(clock.now())), open=Count("pk"))
    return Debts(counted["late"], counted["open"])


def urged(ids: Collection[int]) -> dict[int, Urged]:
    """Instruction → its last reminder since its clocks began. One query."""
    rows = StageEntry.objects.filter(
        instruction_id__in=ids, act="urge", at__gte=F("instruction__clock_at")
    )
    found = rows.order_by("at", "pk").values_list("instruction_id", "at", "actor")
    return {pk: Urged(at, actor) for pk, at, actor in found}


@question(needs="tasks.read")
def heard_of(person_ids: Collection[int], *, by: Actor) -> dict[int, datetime]:
    """Person → when somebody last reported of them, wherever the actor may read; who is absent was
    never reported of. One query."""
    within = Instruction.objects.filter(visible(by, "tasks.read"), person_id__in=person_ids)
    rows = Evidence.objects.filter(instruction__in=within).values("instruction__person_id")
    told = rows.annotate(last=Max("at")).values_list("instruction__person_id", "last")
    return {person: at for person, at in told if person is not None}


@question(needs="tasks.read")
def people_of(*, by: Actor) -> tuple[int, ...]:
    """Whom the open instructions are about that were sent to one's own units. One query."""
    if not by.unit_ids:
        return ()
    rows = Instruction.objects.filter(
        visible(by, "tasks.read"), receipts__unit_id__in=by.unit_ids, person_id__isnull=False
    ).exclude(stage__in=DONE_WITH)
    return tuple(rows.order_by().values_list("person_id", flat=True).distinct())


@question(needs="tasks.read")
def saved_views(*, by: Actor, limit: int = 12) -> tuple[SavedView, ...]:
    """The filters that this account kept, the newest first."""
    rows = InstructionList.objects.filter(kind=SAVED, created_by_id=by.account_id or 0)
    return tuple(
        SavedView(row.pk, row.name, from_plain(row.filter or {}))
        for row in rows.order_by("-created_at", "-pk")[:limit]
    )
