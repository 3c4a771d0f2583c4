"""What was decided of a subject follows it: to another person, into another subject and back, or away.
Called inside the verbs of whoever knows the subjects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fangxian.lines.screening.models import Override, Screening, SubjectRecord
from fangxian.lines.screening.subjects import Ref


class Carried(NamedTuple):
    """What went from one subject to another, by number: its screenings, and what people decided."""

    screenings: list[int]
    overrides: list[int]


def hand_to(ref: Ref, person_id: int) -> None:
    """A subject is known to be another person."""
    SubjectRecord.objects.filter(kind=ref.kind, number=ref.number).update(person_id=person_id)


def join_subjects(kept: Ref, gone: Ref, person_id: int) -> Carried:
    """Let what was decided of one subject, by the table and by people, be another's, and forget the
    one. Returns what it was."""
    found = SubjectRecord.objects.filter(kind=gone.kind, number=gone.number).first()
    if found is None:
        return Carried([], [])
    of = (rows.objects.filter(subject=found) for rows in (Screening, Override))
    carried = Carried._make(list(rows.values_list("pk", flat=True)) for rows in of)
    _hand(carried, kept, person_id, found.place, found.disease)
    found.delete()
    return carried


def part_subjects(carried: Carried, ref: Ref, person_id: int, place: str, disease: str) -> None:
    """Give back to a subject that had ceased; what stands of it is decided anew."""
    _hand(carried, ref, person_id, place, disease)


def _hand(carried: Carried, ref: Ref, person_id: int, place: str, disease: str) -> None:
    """The decisions as history: the course that stands is the subject's own."""
    to, _ = SubjectRecord.objects.get_or_create(
        kind=ref.kind,
        number=ref.number,
        defaults={"person_id": person_id, "place": place, "disease": disease},
    )
    Screening.objects.filter(pk__in=carried.screenings).update(subject=to)
    Override.objects.filter(pk__in=carried.overrides).update(subject=to)


def forget_subjects(kind: str, numbers: Sequence[int]) -> None:
    """Subjects that are no more, with everything that was decided of them."""
    SubjectRecord.objects.filter(kind=kind, number__in=numbers).delete()
