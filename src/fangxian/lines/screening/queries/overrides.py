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
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question, reading
from fangxian.lines.screening.models import Override
from fangxian.lines.screening.subjects import Ref

READ = "arrivals.read"
ENDING_DAYS = 3  # a decision that ends within so many days is looked at again now


@dataclass(frozen=True)
class OverrideRow:
    """A decision beside the table's. `state`: proposed | standing | ended | withdrawn;
    `table_class`, `table_colour`: what the last screening found by the table alone."""

    id: int
    ref: Ref
    person_id: int
    name: str
    place: str
    disease: str
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


@reading(needs=READ, words=Text("查看人工改判", "looked at decisions"))
def overrides(
    state: str = "", page: int = 1, *, person_id: int | None = None, disease: str = "", by: Actor
) -> Page[OverrideRow]:
    """Decisions within the actor's area: what waits or stands by its end, the rest newest
    first. `state` "" = all of them."""
    found = Override.objects.select_related("subject__screening").filter(_within(by))
    if person_id is not None:
        found = found.filter(subject__person_id=person_id)
    if disease:
        found = found.filter(subject__disease=disease)
    if state:
        found = found.filter(_is(state))
    waiting = state in {"proposed", "standing"}
    rows, total = cut(found.order_by(*(("until", "id") if waiting else ("-id",))), page)
    ids = [row.subject.person_id for row in rows]
    audit.note(person_ids=ids, count=len(rows))
    names = people.names_of(ids)
    return Page(tuple(_row(row, names) for row in rows), total, page)


def override_row(override_id: int) -> OverrideRow | None:
    """For the flows; None when its subject is no more."""
    found = Override.objects.select_related("subject__screening").filter(pk=override_id).first()
    return _row(found, {}) if found else None


@question(needs=READ)
def override_counts(*, by: Actor) -> dict[str, int]:
    """How many decisions (条) there are in each state, within the actor's area."""
    times = Override.objects.filter(_within(by)).values_list("withdrawn_at", "approved_at", "until")
    return dict(Counter(_state(*one) for one in times))


def _within(by: Actor) -> Q:
    return by.scope(READ).q(place="subject__place")


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
    subject = row.subject
    by_table = subject.screening
    return OverrideRow(
        row.pk,
        Ref(subject.kind, subject.number),
        subject.person_id,
        names.get(subject.person_id, ""),
        subject.place,
        subject.disease,
        row.class_code,
        row.colour,
        by_table.class_code if by_table else "",
        by_table.colour if by_table else "",
        row.reason,
        row.words,
        row.until,
        row.proposed_by_id,
        row.proposed_at,
        row.approved_by_id,
        row.approved_at,
        row.withdrawn_at,
        row.withdrawn_why,
        _state(row.withdrawn_at, row.approved_at, row.until),
    )
