"""How many people a filter means: from the tally where it reaches, else from the ledger.

The tally knows townships and what a declaration is found to be. Who asks for a village, for
days, a name, a file or an origin asks for few enough to be counted themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce, Left

from fangxian.kernel.actor import Actor
from fangxian.kernel.verb import question
from fangxian.lines.arrivals.models import Declaration, MeasureTally, PeopleTally
from fangxian.lines.arrivals.queries.found import READ, LedgerFilter, found, in_force
from fangxian.lines.arrivals.tally import DIGITS

FINER = (
    "disease",
    "origin",
    "arrival_from",
    "arrival_to",
    "text",
    "batch_id",
    "measure",
    "under_measures",
)
COLUMNS = ("class_code", "colour", "abroad", "uncertain", "lacking", "lost")
NO = Value(value=False)
ABROAD = Coalesce("overseas", NO)  # who does not say is not


class Kind(NamedTuple):
    """People who have all of this in common."""

    class_code: str
    colour: str
    overseas: bool
    uncertain: bool
    lacking: bool
    lost: bool
    people: int


def kinds(wanted: LedgerFilter, by: Actor) -> Iterable[Kind]:
    """The people of a filter by kind. One query."""
    tallied = _tallied(wanted, by)
    grouped: QuerySet[Any, Any]
    if tallied is None:
        lacking, lost = (_filled(name) for name in ("missing", "unresolved"))
        rows = found(wanted, by).annotate(lacking=lacking, lost=lost)
        grouped = rows.annotate(abroad=ABROAD).values_list(*COLUMNS).annotate(n=Count("pk"))
    else:
        named = tallied.annotate(abroad=ABROAD).values_list(*COLUMNS)
        grouped = named.annotate(n=Sum("people")).exclude(n=0)
    return map(Kind._make, grouped.order_by())


def _filled(array: str) -> ExpressionWrapper[Any]:
    return ExpressionWrapper(~Q(**{array: []}), output_field=BooleanField())


def total(wanted: LedgerFilter, by: Actor) -> int:
    """How many people a filter means. One query."""
    tallied = _tallied(wanted, by)
    if tallied is None:
        return found(wanted, by).count()
    counted: int = tallied.aggregate(n=Sum("people", default=0))["n"]
    return counted


def under_measures(wanted: LedgerFilter, day: date, by: Actor) -> dict[tuple[str, bool], int]:
    """Of the people of a filter of places, days, names: measure in force on a day and whether
    they come from abroad → how many. At most one runs on a day, so nobody counts twice. One
    query."""
    within = _within(wanted, by)
    grouped: QuerySet[Any, Any]
    if within is None:
        whose = Declaration.objects.filter(pk=OuterRef("number"))
        rows = in_force(day).filter(number__in=found(wanted, by).values("pk"))
        named = rows.annotate(abroad=Coalesce(Subquery(whose.values("overseas")), NO))
        grouped = named.values_list("measure", "abroad").annotate(n=Count("pk"))
    else:
        tallied = MeasureTally.objects.filter(within, day__lte=day).annotate(abroad=ABROAD)
        grouped = tallied.values_list("measure", "abroad").annotate(n=Sum("people"))
    return {(measure, abroad): people for measure, abroad, people in grouped.order_by() if people}


@question(needs=READ)
def in_charge_by_place(
    day: date, digits: int, *, by: Actor, place: str = ""
) -> dict[str, dict[str, int]]:
    """Prefix of a place, of so many digits (a township's at most) → measure in force on a day →
    people under it. One query. For maps."""
    within = _within(LedgerFilter(place=place), by)
    if within is None:
        rows = in_force(day).filter(number__in=found(LedgerFilter(place=place), by).values("pk"))
        whose = Declaration.objects.filter(pk=OuterRef("number")).annotate(at=Left("place", digits))
        named = rows.annotate(at=Subquery(whose.values("at"))).values_list("at", "measure")
        grouped: QuerySet[Any, Any] = named.annotate(n=Count("pk"))
    else:
        tallied = MeasureTally.objects.filter(within, day__lte=day)
        named = tallied.annotate(at=Left("place", digits)).values_list("at", "measure")
        grouped = named.annotate(n=Sum("people"))
    by_place: dict[str, dict[str, int]] = defaultdict(dict)
    for at, measure, people in grouped.order_by():
        if people:
            by_place[at][measure] = people
    return by_place


def _within(wanted: LedgerFilter, by: Actor) -> Q | None:
    """Whom a filter means as a condition on a tally's place; None when that does not do."""
    scope = by.scope(READ)
    named = wanted.in_place is not None or any(getattr(wanted, name) for name in FINER)
    finer = scope.own or named
    if finer or any(len(place) > DIGITS for place in (*scope.prefixes, wanted.place)):
        return None
    return scope.q(place="place") & Q(place__startswith=wanted.place)


def _tallied(wanted: LedgerFilter, by: Actor) -> QuerySet[PeopleTally] | None:
    """The rows of the tally that a filter means; None when it asks for more than they know."""
    within = _within(wanted, by)
    if within is None or wanted.missing not in ("", "any"):
        return None
    exact = {
        "class_code": wanted.class_code or None,
        "colour": wanted.colour or None,
        "overseas": wanted.overseas,
        "uncertain": wanted.uncertain,
        "lacking": bool(wanted.missing) or None,
        "lost": wanted.unresolved,
    }
    given = {name: value for name, value in exact.items() if value is not None}
    return PeopleTally.objects.filter(within, **given)
