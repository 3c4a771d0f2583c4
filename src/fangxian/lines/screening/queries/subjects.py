"""What a person is at risk of, as whatever they are known: one row a subject."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from fangxian.ground.policy import api as policy
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import reading
from fangxian.lines.screening.editions import edition_for
from fangxian.lines.screening.models import SubjectRecord
from fangxian.lines.screening.subjects import Ref

READ = "arrivals.read"


@dataclass(frozen=True)
class SubjectRow:
    """What stands of a subject; class and colour are "" while it was never decided. `contact`: by the
    table of contacts."""

    ref: Ref
    person_id: int
    place: str
    disease: str
    class_code: str
    colour: str
    uncertain: bool
    free_from: date | None
    contact: bool

    @property
    def edition(self) -> policy.Edition | None:
        """What is in force for it today, with the table by which it is read."""
        return edition_for(clock.today(), self.place, self.disease, contact=self.contact)


def subject_numbers(kind: str, disease: str) -> QuerySet[Any, int]:
    """The subjects of a kind that are at risk of a disease: for the lists of the room that knows them."""
    found = SubjectRecord.objects.filter(kind=kind, disease=disease)
    return found.values_list("number", flat=True)


@reading(needs=READ, words=Text("查看研判对象", "looked at what somebody is at risk of"))
def subjects_of_person(person_id: int, *, by: Actor) -> tuple[SubjectRow, ...]:
    """Everything that a person is at risk of, within the actor's area, in order of kind and number."""
    within = by.scope(READ).q(place="place")
    found = SubjectRecord.objects.filter(within, person_id=person_id).select_related("screening")
    audit.note(person_ids=[person_id])
    return tuple(
        SubjectRow(
            Ref(one.kind, one.number),
            one.person_id,
            one.place,
            one.disease,
            one.class_code,
            one.colour,
            one.uncertain,
            one.free_from,
            bool(one.screening and one.screening.facts.get("category")),
        )
        for one in found.order_by("kind", "number")
    )
