"""The ledger: who comes, from where, in which class, filtered, sorted and counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, FilteredRelation, OuterRef, Q, QuerySet

from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.pages import SIZE, Page, cut
from fangxian.kernel.verb import question, reading
from fangxian.lines.arrivals.models import Declaration, Filing, Phase

READ = "arrivals.read"
SORTS = {
    "-arrival": ("-arrival", "id"),
    "arrival": ("arrival", "id"),
    "-filed_at": ("-filed_at", "id"),
    "name": ("person__name_key", "id"),
    "place": ("place", "-arrival", "id"),
    "origin": ("origin", "-arrival", "id"),
    "class": ("class_code", "-arrival", "id"),
}


@dataclass(frozen=True)
class LedgerFilter:
    """What is asked for. Empty means any. `origin` and `place` are division prefixes;
    `measure` is any of what holds on `on` (today when not given), "none" for nothing;
    `under_measures` asks for those whose verdict carries a measure, in force or not."""

    place: str = ""
    origin: str = ""
    class_code: str = ""
    colour: str = ""
    measure: tuple[str, ...] = ()
    under_measures: bool = False
    arrival_from: date | None = None
    arrival_to: date | None = None
    overseas: bool | None = None
    uncertain: bool | None = None
    missing: str = ""  # a field's name, or "any"
    unresolved: bool | None = None
    text: str = ""  # the beginning of a name
    batch_id: int | None = None
    on: date | None = None
    sort: str = "-arrival"


@dataclass(frozen=True)
class LedgerRow:
    """A line of the ledger, masked."""

    declaration_id: int
    person_id: int
    name: str
    document_type: str
    number: str
    origin: str  # as named; the full name of the division when a code was filed
    leaving: date | None
    arrival: date
    place: str
    town: str
    village: str
    overseas: bool | None
    class_code: str
    colour: str
    measure: str  # in force today; "none" when none is
    measure_until: date | None
    uncertain: bool
    missing: tuple[str, ...]
    unresolved: tuple[str, ...]
    filed_at: datetime


@dataclass(frozen=True)
class Chips:
    """Counts beside the filters, of everybody in scope by place, days and text (人)."""

    total: int
    by_class: dict[str, int] = field(default_factory=dict)
    by_colour: dict[str, int] = field(default_factory=dict)
    by_measure: dict[str, int] = field(default_factory=dict)
    uncertain: int = 0
    missing: int = 0
    unresolved: int = 0
    overseas: int = 0


@reading(needs=READ)
def ledger(wanted: LedgerFilter, page: int = 1, *, by: Actor, size: int = SIZE) -> Page[LedgerRow]:
    """A page of the ledger. Six queries, however many rows there are."""
    rows, total = cut(
        found(wanted, by).order_by(*SORTS.get(wanted.sort, SORTS["-arrival"])), page, size
    )
    audit.note(person_ids=[row.person_id for row in rows], place=wanted.place, count=len(rows))
    return Page(_shown(rows, wanted.on or clock.today()), total, page, size)


@question(needs=READ)
def chips(wanted: LedgerFilter, *, by: Actor) -> Chips:
    """How many there are behind each filter."""
    base = LedgerFilter(
        place=wanted.place, arrival_from=wanted.arrival_from, arrival_to=wanted.arrival_to,
        text=wanted.text, batch_id=wanted.batch_id, origin=wanted.origin,
    )  # fmt: skip
    day = wanted.on or clock.today()
    held = FilteredRelation("phases", condition=_runs_on(day, "phases__"))
    grouped = (
        found(base, by)
        .annotate(held=held)
        .values_list("class_code", "colour", "held__measure")
        .annotate(
            everybody=Count("*"),
            unsure=Count("id", filter=Q(uncertain=True)),
            lacking=Count("id", filter=~Q(missing=[])),
            lost=Count("id", filter=~Q(unresolved=[])),
            abroad=Count("id", filter=Q(overseas=True)),
        )
    )
    totals = [0] * 5
    by_class, by_colour, by_measure = Counter[str](), Counter[str](), Counter[str]()
    for class_code, colour, measure, *counts in grouped.order_by():
        by_class[class_code] += counts[0]
        by_colour[colour] += counts[0]
        if measure:  # at most one runs on a day, so nobody is counted twice
            by_measure[measure] += counts[0]
        totals = [old + new for old, new in zip(totals, counts, strict=True)]
    return Chips(totals[0], dict(by_class), dict(by_colour), dict(by_measure), *totals[1:])


def found(wanted: LedgerFilter, by: Actor) -> QuerySet[Declaration]:
    """The declarations that a filter finds within the actor's scope."""
    rows = Declaration.objects.filter(by.scope(READ).q(place="place", owner="created_by_id"))
    for name, value in (("place", wanted.place), ("origin", wanted.origin)):
        if value:
            rows = rows.filter(**{f"{name}__startswith": value})
    exact = {
        "class_code": wanted.class_code or None, "colour": wanted.colour or None,
        "arrival__gte": wanted.arrival_from, "arrival__lte": wanted.arrival_to,
        "uncertain": wanted.uncertain,
    }  # fmt: skip
    rows = rows.filter(**{name: value for name, value in exact.items() if value is not None})
    return _narrowed(rows, wanted)


def _narrowed(rows: QuerySet[Declaration], wanted: LedgerFilter) -> QuerySet[Declaration]:
    if wanted.overseas is not None:
        rows = rows.filter(overseas=True) if wanted.overseas else rows.exclude(overseas=True)
    if wanted.missing:
        some = wanted.missing == "any"
        rows = (
            rows.filter(missing__len__gt=0)
            if some
            else rows.filter(missing__contains=[wanted.missing])
        )
    if wanted.unresolved is not None:
        least = Q(unresolved__len__gt=0)
        rows = rows.filter(least if wanted.unresolved else ~least)
    if wanted.text:
        rows = rows.filter(person__name__startswith=wanted.text.strip())
    if wanted.measure:
        rows = _under(rows, wanted)
    if wanted.under_measures:
        rows = rows.filter(Exists(Phase.objects.filter(declaration=OuterRef("pk"))))
    if wanted.batch_id:
        rows = rows.filter(person__in=_filed_in(wanted.batch_id))
    return rows


def _under(rows: QuerySet[Declaration], wanted: LedgerFilter) -> QuerySet[Declaration]:
    held = _in_force(wanted.on or clock.today())
    named = Q(pk__in=held.filter(measure__in=wanted.measure).values("declaration_id"))
    if "none" in wanted.measure:
        named |= ~Q(pk__in=held.values("declaration_id"))
    return rows.filter(named)


def _filed_in(batch_id: int) -> QuerySet[Filing, Any]:
    return Filing.objects.filter(batch_id=batch_id).values("person_id")


def _in_force(day: date) -> QuerySet[Phase]:
    return Phase.objects.filter(_runs_on(day))


def _runs_on(day: date, phase: str = "") -> Q:
    ended = Q(**{f"{phase}end__isnull": True}) | Q(**{f"{phase}end__gte": day})
    return ended & Q(**{f"{phase}start__lte": day})


def _shown(rows: list[Declaration], day: date) -> tuple[LedgerRow, ...]:
    ids = [row.person_id for row in rows]
    names, documents = people.names_of(ids), people.masked_documents(ids)
    held = {
        phase.declaration_id: phase
        for phase in _in_force(day).filter(declaration__in=[row.pk for row in rows])
    }
    return tuple(
        LedgerRow(
            declaration_id=row.pk,
            person_id=row.person_id,
            name=names.get(row.person_id, ""),
            document_type=documents[row.person_id][0].type if row.person_id in documents else "",
            number=documents[row.person_id][0].number if row.person_id in documents else "",
            origin=origin_shown(row),
            leaving=row.leaving,
            arrival=row.arrival,
            place=row.place,
            town=places.name_of(row.place[:9]) if len(row.place) >= 9 else row.town_text,
            village=places.name_of(row.place[:12]) if len(row.place) >= 12 else row.village_text,
            overseas=row.overseas,
            class_code=row.class_code,
            colour=row.colour,
            measure=held[row.pk].measure if row.pk in held else "none",
            measure_until=held[row.pk].end if row.pk in held else None,
            uncertain=row.uncertain,
            missing=tuple(row.missing),
            unresolved=tuple(row.unresolved),
            filed_at=row.filed_at,
        )
        for row in rows
    )


def origin_shown(row: Declaration) -> str:
    """The origin as it was named; a bare code is shown by its name."""
    bare = row.origin_text.isascii() and row.origin
    return places.full_name(row.origin) if bare else row.origin_text


@dataclass(frozen=True)
class ExpectedRow:
    """How many arrive in a village (or as finely as was said) on a day."""

    day: date
    place: str
    people: int
    under_measures: int


@question(needs=READ)
def expected(days: int = 3, *, by: Actor) -> tuple[ExpectedRow, ...]:
    """Arrivals from today on, by day and village."""
    first = clock.today()
    within = by.scope(READ).q(place="place", owner="created_by_id")
    coming = Declaration.objects.filter(
        within, arrival__gte=first, arrival__lt=first + timedelta(days=days)
    )
    counted = coming.values_list("arrival", "place").annotate(
        people=Count("id", distinct=True),
        held=Count("id", filter=Q(phases__isnull=False), distinct=True),
    )
    return tuple(ExpectedRow(*row) for row in counted.order_by("arrival", "place"))
