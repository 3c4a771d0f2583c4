"""Which declarations a filter of the ledger means, within what an actor may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from fangxian.ground.people import api as people
from fangxian.ground.tasks import api as tasks
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.lines.arrivals.models import Declaration, Filing
from fangxian.lines.arrivals.subject_keys import KIND
from fangxian.lines.screening import api as screening

READ = "arrivals.read"


@dataclass(frozen=True)
class LedgerFilter:
    """What is asked for. Empty means any. `origin` and `place` are division prefixes;
    `disease`: of which they are at risk;
    `measure` is any of what holds on `on` (today when not given), "none" for nothing;
    `in_place`: of those under a measure on that day, whether it is confirmed;
    `under_measures` asks for those whose verdict carries a measure, in force or not."""

    place: str = ""
    disease: str = ""
    origin: str = ""
    class_code: str = ""
    colour: str = ""
    measure: tuple[str, ...] = ()
    under_measures: bool = False
    in_place: bool | None = None  # the measure in force is confirmed (实), or is not
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


def found(wanted: LedgerFilter, by: Actor) -> QuerySet[Declaration]:
    """The declarations that a filter finds within the actor's scope."""
    rows = Declaration.objects.filter(by.scope(READ).q(place="place", owner="created_by_id"))
    for name, value in (("place", wanted.place), ("origin", wanted.origin)):
        if value:
            rows = rows.filter(**{f"{name}__startswith": value})
    exact = {
        "class_code": wanted.class_code or None,
        "colour": wanted.colour or None,
        "arrival__gte": wanted.arrival_from,
        "arrival__lte": wanted.arrival_to,
        "uncertain": wanted.uncertain,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value is not None})
    if wanted.disease:
        rows = rows.filter(pk__in=screening.subject_numbers(KIND, wanted.disease))
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
    if wanted.text.strip():
        plain = people.plain_name(wanted.text)
        named = Q(person__name_plain__startswith=plain) | Q(person__name_key__startswith=plain)
        rows = rows.filter(named) if plain else rows.none()
    if wanted.measure or wanted.in_place is not None:
        rows = _under(rows, wanted)
    if wanted.under_measures:
        rows = rows.filter(Exists(screening.phases_of(KIND).filter(number=OuterRef("pk"))))
    if wanted.batch_id:
        rows = rows.filter(person__in=_filed_in(wanted.batch_id))
    return rows


def _under(rows: QuerySet[Declaration], wanted: LedgerFilter) -> QuerySet[Declaration]:
    if wanted.in_place is not None:
        rows = _placed(rows, wanted)
    if not wanted.measure:
        return rows
    held = in_force(wanted.on or clock.today())
    named = Q(pk__in=held.filter(measure__in=wanted.measure).values("number"))
    if "none" in wanted.measure:
        named |= ~Q(pk__in=held.values("number"))
    return rows.filter(named)


def _placed(rows: QuerySet[Declaration], wanted: LedgerFilter) -> QuerySet[Declaration]:
    """Who has not arrived is not in place, whatever was said."""
    day = wanted.on or clock.today()
    held = in_force(day)
    there = Q(pk__in=[])
    for measure in set(held.values_list("measure", flat=True)):
        numbers = held.filter(measure=measure).values("number")
        there |= Q(pk__in=numbers, person__in=tasks.persons_in_place(measure))
    there &= Q(arrival__lte=day)
    return (
        rows.filter(there) if wanted.in_place else rows.filter(~there, pk__in=held.values("number"))
    )


def _filed_in(batch_id: int) -> QuerySet[Filing, Any]:
    return Filing.objects.filter(batch_id=batch_id).values("person_id")


def in_force(day: date) -> QuerySet[Any]:
    """The measures that run on a day, each with the `number` of its declaration."""
    return screening.phases_of(KIND).filter(screening.runs_on(day))
