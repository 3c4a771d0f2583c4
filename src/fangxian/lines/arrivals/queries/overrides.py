"""Human decisions (人工改判) as their pages list them: proposed, standing, ended, taken back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from fangxian.ground.people import api as people
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.pages import Page, cut
from fangxian.kernel.verb import question, reading
from fangxian.lines.arrivals.models import Override
from fangxian.lines.arrivals.queries.found import READ

ENDING_DAYS = 3  # a decision that ends within so many days is looked at again now


@dataclass(frozen=True)
class OverrideRow:
    """A decision beside the table's. `state`: proposed | standing | ended | withdrawn;
    `table_class`, `table_colour`: what the last screening found by the table alone."""

    id: int
    declaration_id: int
    person_id: int
    name: str
    place: str
    class_code: str
    colour: str
    table_class: str
    table_colour: str
    reason: str
    words: str
    until: date
    proposed_by_id: int
    proposed_at: datetime
    approved_by_id: int | None
    approved_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_why: str
    state: str

    @property
    def ends_soon(self) -> bool:
        return self.state == "standing" and (self.until - clock.today()).days < ENDING_DAYS


@reading(needs=READ)
def overrides(
    state: str = "", page: int = 1, *, person_id: int | None = None, by: Actor
) -> Page[OverrideRow]:
    """Decisions within the actor's area: what waits or stands by its end, the rest newest
    first. `state` "" = all of them."""
    found = Override.objects.select_related("declaration__screening").filter(_within(by))
    if person_id is not None:
        found = found.filter(declaration__person_id=person_id)
    if state:
        found = found.filter(_is(state))
    waiting = state in {"proposed", "standing"}
    rows, total = cut(found.order_by(*(("until", "id") if waiting else ("-id",))), page)
    ids = [row.declaration.person_id for row in rows]
    audit.note(person_ids=ids, count=len(rows))
    names = people.names_of(ids)
    return Page(tuple(_row(row, names) for row in rows), total, page)


def override_row(override_id: int) -> OverrideRow | None:
    """For the flows; None when its declaration was withdrawn meanwhile."""
    found = Override.objects.select_related("declaration__screening").filter(pk=override_id).first()
    return _row(found, {}) if found else None


@question(needs=READ)
def override_counts(*, by: Actor) -> dict[str, int]:
    """How many decisions (条) there are in each state, within the actor's area."""
    times = Override.objects.filter(_within(by)).values_list("withdrawn_at", "approved_at", "until")
    return dict(Counter(_state(*one) for one in times))


def _within(by: Actor) -> Q:
    return by.scope(READ).q(place="declaration__place", owner="declaration__created_by_id")


def _is(state: str) -> Q:
    """The condition of a state; nothing for a word that is none."""
    kept = Q(withdrawn_at__isnull=True)
    past, agreed = Q(until__lt=clock.today()), Q(approved_at__isnull=False)
    return {
        "proposed": kept & ~agreed & ~past,
        "standing": kept & agreed & ~past,
        "ended": kept & past,
        "withdrawn": ~kept,
    }.get(state, Q(pk__in=[]))


def _state(withdrawn: datetime | None, approved: datetime | None, until: date) -> str:
    if withdrawn:
        return "withdrawn"
    if until < clock.today():
        return "ended"
    return "standing" if approved else "proposed"


def _row(row: Override, names: dict[int, str]) -> OverrideRow:
    declared = row.declaration
    by_table = declared.screening
    return OverrideRow(
        row.pk, declared.pk, declared.person_id, names.get(declared.person_id, ""),
        declared.place, row.class_code, row.colour,
        by_table.class_code if by_table else "", by_table.colour if by_table else "",
        row.reason, row.words, row.until, row.proposed_by_id, row.proposed_at,
        row.approved_by_id, row.approved_at, row.withdrawn_at, row.withdrawn_why,
        _state(row.withdrawn_at, row.approved_at, row.until),
    )  # fmt: skip
