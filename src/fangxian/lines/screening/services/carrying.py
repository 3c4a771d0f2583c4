"""What was decided of a subject follows it: to another person, into another subject and back, or away.
Called inside the verbs of whoever knows the subjects."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from fangxian.lines.screening.models import Screening, SubjectRecord
from fangxian.lines.screening.subjects import Ref


def hand_to(ref: Ref, person_id: int) -> None:
    """A subject is known to be another person."""
    SubjectRecord.objects.filter(kind=ref.kind, number=ref.number).update(person_id=person_id)


def join_subjects(kept: Ref, gone: Ref, person_id: int) -> list[int]:
    """Let the screenings of one subject be another's, and forget the one. Returns which they were."""
    found = SubjectRecord.objects.filter(kind=gone.kind, number=gone.number).first()
    if found is None:
        return []
    ids = list(Screening.objects.filter(subject=found).values_list("pk", flat=True))
    _hand(ids, kept, person_id, found.place, found.disease)
    found.delete()
    return ids


def part_subjects(ids: Collection[int], ref: Ref, person_id: int, place: str, disease: str) -> None:
    """Give screenings back to a subject that had ceased; what stands of it is decided anew."""
    _hand(ids, ref, person_id, place, disease)


def _hand(ids: Collection[int], ref: Ref, person_id: int, place: str, disease: str) -> None:
    """The decisions as history: the course that stands is the subject's own."""
    to, _ = SubjectRecord.objects.get_or_create(
        kind=ref.kind, number=ref.number,
        defaults={"person_id": person_id, "place": place, "disease": disease},
    )  # fmt: skip
    Screening.objects.filter(pk__in=ids).update(subject=to)


def forget_subjects(kind: str, numbers: Sequence[int]) -> None:
    """Subjects that are no more, with everything that was decided of them."""
    SubjectRecord.objects.filter(kind=kind, number__in=numbers).delete()
